// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "model/company.h"
#include "model/financials.h"
#include "model/framework.h"
#include "model/industry.h"
#include "model/model_writing.h"
#include "model/report_edit.h"
#include "model/request.h"

#include <QList>
#include <QMap>
#include <QPair>
#include <QString>
#include <QStringList>

#include <memory>

namespace consultantos {

/// A risk factor, or a paragraph of one, that one year's annual report has and the other's doesn't.
struct RiskFactorNews {
    bool isNew = true;  ///< in the later report, else only in the earlier one
    int fiscalYear = 0; ///< of the later report
    QString quote;      ///< the factor's heading, or the telling sentence of the paragraph
    Passage passage;    ///< where that stands
    Passage elsewhere;  ///< where the other report's risk factors begin, among which it isn't
};

/// Everything that a framework may read. Parts that don't exist are empty: a framework says what it can't derive.
struct FrameworkInput {
    AnalysisRequest request;
    Company company;
    Financials own;
    QList<Financials> peers;       ///< same sector, latest comparable fiscal year; may be fewer than five
    QList<IndustryAnchor> anchors; ///< published averages of the company's industry
    QList<Fact> countryAnchors;    ///< published risk premiums, tax rates and indicators of the request's region
    Playbook playbook;             ///< empty `industry` where we have none
    QList<Passage> passages;       ///< the user's own context
    /// Passages of the user's documents, then of the network, by the id of the evidence query that they answer, best first.
    QMap<QString, QList<Passage>> found;
    QList<RiskFactorNews> riskNews; ///< of the two latest annual reports, most telling first
    QList<Passage> news;            ///< headlines that name the company, newest first (model/online.h)
    QStringList topics;             ///< of the question, most important first: see questionTopics()
    QList<ReportEdit> edits; ///< scores, weights and answers that a person set; sentences are none of a framework's
};

struct FrameworkOutput {
    FrameworkResult result;
    EvidenceBook evidence; ///< all that the result's claims and drivers refer to
    QList<DataRequest> requests;
    std::optional<ModelWriting> writing{}; ///< put there by the agent, where a language model is on
    QMap<QString, double> computed{};      ///< what stands where a person set something else, by the edits' targets
};

/// One strategy framework of the built-in engine. Pure, deterministic, stateless, thread-safe.
class Framework {
public:
    virtual ~Framework() = default;
    [[nodiscard]] virtual QString id() const = 0;
    [[nodiscard]] virtual QString title() const = 0;
    /// Ids of frameworks whose results it wants first (SWOT reads PESTEL's factors), if they are in the request.
    [[nodiscard]] virtual QStringList reads() const { return {}; }
    [[nodiscard]] virtual Result<FrameworkOutput> derive(const FrameworkInput &input,
                                                         const QList<FrameworkOutput> &earlier,
                                                         const CancellationToken &cancel) const = 0;
};

/// The frameworks of this version, in canonical order.
[[nodiscard]] QList<std::shared_ptr<const Framework>> builtInFrameworks();

/// Topics of a question and context by resources/questions/topics.json, most important first.
class QuestionTopics {
public:
    [[nodiscard]] static Result<QuestionTopics> load(const QString &resourceDir);
    [[nodiscard]] QStringList of(const QString &question, const QString &context) const;

private:
    QList<QPair<QString, QStringList>> m_words;
};

} // namespace consultantos
