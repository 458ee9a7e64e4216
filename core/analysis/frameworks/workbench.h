// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/framework.h"
#include "analysis/frameworks/prose.h"
#include "model/evidence_layers.h"

#include <optional>

namespace consultantos {

/// A peer with the fiscal year of it that is comparable with the analysed company's latest one.
struct PeerYear {
    const Financials *financials = nullptr;
    int fiscalYear = 0;
};

/// A name of a formula bound to one figure or a list of them.
struct Bound {
    QString name;
    QList<Figure> figures;
    bool isList = false;
};
[[nodiscard]] Bound one(const QString &name, const Figure &figure);
[[nodiscard]] Bound many(const QString &name, const QList<Figure> &figures);

/// What every framework of the built-in engine works with: one company's figures, its comparable peers, published
/// averages, and the evidence, data requests and computations that it makes on the way. Used by one derivation only.
///
/// A peer is comparable by the fiscal year whose end is nearest to that of the company's latest year, if the two are no
/// more than 18 months (548 days) apart.
class Workbench {
public:
    /// Fewer comparable peers than this make no distribution: published averages are used instead.
    static constexpr int MinPeers = 5;

    Workbench(const FrameworkInput &input, QString framework);

    [[nodiscard]] const FrameworkInput &input() const { return m_input; }
    [[nodiscard]] const QString &framework() const { return m_framework; }
    [[nodiscard]] Depth depth() const { return m_input.request.depth; }
    /// "Tesla"; "the company" when no name is known.
    [[nodiscard]] QString name() const;
    /// The request's region as the user wrote it; "the region" where it has digits, which no text of ours may hold.
    [[nodiscard]] QString regionName() const;
    [[nodiscard]] bool hasFacts() const { return !m_periods.isEmpty(); }
    /// Annual periods, newest first.
    [[nodiscard]] const QList<Period> &periods() const { return m_periods; }
    /// The latest fiscal year's label, e.g. "FY2024"; empty without facts.
    [[nodiscard]] QString latestLabel() const;

    /// The company's ratio or statement line `yearsBack` annual periods before the latest.
    [[nodiscard]] std::optional<Figure> ratio(const QString &ratioId, int yearsBack = 0) const;
    [[nodiscard]] std::optional<Figure> line(const QString &conceptId, int yearsBack = 0) const;
    /// A ratio or a statement line, whichever has this id.
    [[nodiscard]] std::optional<Figure> value(const QString &id, int yearsBack = 0) const;
    /// Unbroken yearly figures of a ratio from `yearsBack` backwards, oldest first.
    [[nodiscard]] QList<Figure> history(const QString &ratioId, int yearsBack = 0) const;
    /// Why the latest year's ratio is missing, "not derivable: …".
    [[nodiscard]] QString whyMissing(const QString &ratioId) const;
    [[nodiscard]] QStringList missingConcepts(const QString &ratioId) const;

    [[nodiscard]] const QList<PeerYear> &peers() const { return m_peers; }
    /// The comparable peers' figures of a ratio, `yearsBack` years before their comparable year.
    [[nodiscard]] QList<Figure> peerRatios(const QString &ratioId, int yearsBack = 0) const;
    /// The published average of the industry.
    [[nodiscard]] std::optional<Figure> anchor(const QString &ratioId) const;

    /// Evaluates a formula into the evidence; empty where it is not defined. `method` and `qualifier` together with
    /// `period` name the computation: the same three must mean the same inputs in every framework.
    std::optional<Figure> compute(const QString &method, const QString &title, const QString &formula,
                                  const QString &unit, const QList<Bound> &bound, const Period &period,
                                  const QString &qualifier = {});
    /// `share` of a figure in another as a ratio.
    std::optional<Figure> shareOf(const Figure &part, const Figure &whole, const QString &title,
                                  const QString &qualifier);

    void request(const QString &id, const QString &subject, const QString &reason, const QStringList &needs,
                 const QString &affects);
    /// Asks once for the company's annual statements, without which nothing of it can be computed.
    void requestStatements(const QString &affects);
    void add(const PlaybookEntry &entry) { m_book.add(entry); }
    void add(const Passage &passage) { m_book.add(passage); }
    /// Evidence of others that may be read from here on.
    void merge(const EvidenceBook &evidence) { m_sources.add(evidence); }

    /// What a person set at a place of this framework; null if nobody did.
    [[nodiscard]] const ReportEdit *edit(EditKind kind, const QString &target) const;
    /// What would stand at a place without the edit; nothing where only the edit makes it derivable.
    void noteComputed(const QString &target, const std::optional<double> &value);
    /// The answer of a person as a fact of the company.
    Figure answer(const ReportEdit &edit);

    /// Prose that knows company, companys and p (the latest year's label).
    [[nodiscard]] Prose prose() const;
    /// True if one of the topics is one of the question's.
    [[nodiscard]] bool matchesQuestion(const QStringList &topics) const;
    /// Place of the first of `topics` in the question's topics; the number of those if none is: a sort key.
    [[nodiscard]] int topicRank(const QStringList &topics) const;

    /// The result with the evidence that its claims, drivers and canvas reach.
    [[nodiscard]] FrameworkOutput finish(const FrameworkResult &result) const;
    [[nodiscard]] const QList<DataRequest> &requests() const { return m_requests; }
    /// Of all the evidence at hand: what was made here, the company's, the peers' and what was merged.
    [[nodiscard]] const Fact *fact(const QString &id) const;
    [[nodiscard]] const Computation *computation(const QString &id) const;
    /// As EvidenceBook::reachableFrom(), of all that.
    [[nodiscard]] EvidenceBook reachableFrom(const QStringList &roots) const;

private:
    void findPeers();
    void borrow(const QString &id);

    const FrameworkInput &m_input;
    QString m_framework;
    QList<Period> m_periods;
    QList<PeerYear> m_peers;
    EvidenceLayers m_sources; ///< what others made: shared, as every framework reads the figures of all peers
    EvidenceBook m_book;      ///< what was made here, and what that was made of
    QList<DataRequest> m_requests;
    QMap<QString, double> m_computed;
};

} // namespace consultantos
