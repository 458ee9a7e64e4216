// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/claim.h"
#include "model/company.h"
#include "model/financials.h"
#include "model/forecast.h"
#include "model/framework.h"
#include "model/health.h"
#include "model/model_writing.h"
#include "model/quality.h"
#include "model/recommendation.h"
#include "model/report_edit.h"
#include "model/request.h"

#include <QDate>
#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

enum class AgentState { Waiting, Running, Done, Failed, TimedOut, Cancelled, Skipped };
[[nodiscard]] QString agentStateName(AgentState state); ///< "waiting", "running", "done", "failed", "timed_out", …
[[nodiscard]] AgentState agentStateFromName(const QString &name);

/// Where a result comes from: computed for this run, or kept by a level of the cache.
struct ServedFrom {
    QString level = QStringLiteral("computed"); ///< "computed", "l1", "l2" or "l3"
    double ageS = 0;                            ///< since it was computed

    [[nodiscard]] bool isComputed() const { return level == QLatin1String("computed"); }
    bool operator==(const ServedFrom &) const = default;
};

/// How one agent of the run fared.
struct AgentRecord {
    QString name; ///< "research", "market", "financial", "framework:porter", …, "synthesis"
    AgentState state = AgentState::Waiting;
    QDateTime started; ///< UTC; invalid if it never started
    double durationS = 0;
    QString error;                   ///< empty when done
    QStringList dependsOn;           ///< names of the agents whose output it reads
    ServedFrom served{};             ///< of a Done one
    std::optional<ModelUse> model{}; ///< empty without a language model

    /// Whether a model wrote for it and what it wrote was, in whole or in part, written for an earlier report.
    [[nodiscard]] bool isWritingReused() const
    {
        return model && (model->fromCache > 0 || (!served.isComputed() && model->calls > 0));
    }
    bool operator==(const AgentRecord &) const = default;
};

/// The first page: the answer, its supports, what speaks against it, what to do next.
struct ExecutiveSummary {
    std::optional<Claim> answer;
    std::optional<Claim> situation;
    std::optional<Claim> complication;
    QList<Claim> supports;
    QList<Claim> risks;
    QList<Claim> nextSteps;
    QStringList limits; ///< what the reader must know first, e.g. "no filings of this company are stored"; no figures

    [[nodiscard]] QList<Claim> claims() const;
    bool operator==(const ExecutiveSummary &) const = default;
};

/// A company that the analysed one was compared with.
struct Peer {
    QString companyId;
    QString name;
    Period period; ///< the fiscal year that was compared

    bool operator==(const Peer &) const = default;
};

/// Where the report's evidence comes from, as a reader looks it up: a document, a filing, a set of published data.
struct Source {
    QString kind;              ///< "document", "filing", "online", "data", "playbook" or "request"
    QString id;                ///< of a document, an accession number of a filing, the name of the rest
    QString name;              ///< file name of a document, form of a filing
    QString title;             ///< of a document's own; may be empty
    std::optional<QDate> date; ///< of the document; of filing
    int fiscalYear = 0;        ///< that a document reports on; 0 if none
    QList<int> pages;          ///< cited, ascending; empty where the format has none
    QStringList sections;      ///< cited, in order of their names
    QStringList evidence;      ///< ids of what was taken from it
    QString address{};         ///< of what was fetched from the network; never with a key. Empty for all else
    std::optional<QDateTime> retrieved{}; ///< UTC, when it was fetched

    bool operator==(const Source &) const = default;
};

/// A complete analysis. A value type; its JSON is described by docs/report.schema.json.
struct Report {
    static constexpr int SchemaVersion = 1;

    QString id;          ///< random, unique
    QDateTime createdAt; ///< UTC
    QString status;      ///< "completed" or "partial"
    AnalysisRequest request;
    Company company;
    ExecutiveSummary summary;
    QList<AgentRecord> agents;
    QList<FrameworkResult> frameworks;
    Financials financials;     ///< its evidence member is empty in a report: all evidence is in `evidence`
    FinancialHealth health;    ///< its figures held against rules and peers; no readings where there are no figures
    QList<Forecast> forecasts; ///< of the company's figures, where the request asks for them
    QList<Peer> peers;
    EvidenceBook evidence;
    QList<Source> sources; ///< of the evidence, documents first
    QList<Recommendation> recommendations;
    /// Nearest changes of one figure each that would put another option first: three at most, "threshold" where it does.
    QList<Condition> tippingPoints{};
    QList<DataRequest> dataRequests;
    QString engineVersion;
    QString provider = QStringLiteral("none");
    QString model;                          ///< the language model's name; empty with provider "none"
    double durationS = 0;                   ///< of the run that made it
    ServedFrom served;                      ///< the report as a whole
    std::optional<QualityReview> quality{}; ///< empty in reports of versions that made none
    QList<ReportEdit> edits{};              ///< what persons set in it, in the order in which they did

    /// Every claim in it, in reading order, each id once.
    [[nodiscard]] QList<Claim> claims() const;
    [[nodiscard]] const FrameworkResult *framework(const QString &id) const;
    /// The agent whose language model wrote the claim; null if none did.
    [[nodiscard]] const AgentRecord *writerOf(const Claim &claim) const;
    /// What the run spent on its language model: 0 of agents whose output came from the cache and without a model; a part
    /// that isn't known leaves the sum unknown.
    [[nodiscard]] std::optional<qint64> modelTokens() const;
    [[nodiscard]] std::optional<qint64> modelCost() const; ///< micro-units of modelCurrency()
    [[nodiscard]] QString modelCurrency() const;           ///< empty if no price is known, or nothing was spent
    bool operator==(const Report &) const = default;
};

/// The analysis JSON of the command line and API.
[[nodiscard]] QJsonObject toJson(const Report &report);
/// Reads what toJson() wrote; a newer schema version is ErrorCode::NewerVersion.
[[nodiscard]] Result<Report> reportFromJson(const QJsonObject &object);

} // namespace consultantos
