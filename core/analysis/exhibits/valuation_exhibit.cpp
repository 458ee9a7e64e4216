// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/exhibits/exhibit_writer.h"
#include "model/units.h"

#include <algorithm>

namespace consultantos {

namespace {

/// Claims of one valuation.
class ValuationWriter {
public:
    ValuationWriter(const ValuationOutcome &outcome, const QString &companyName)
        : m_outcome(outcome)
        , m_company(companyName)
        , m_writer(Exhibit::Valuation, QStringLiteral("Valuation"), outcome.assumptions.companyId(),
                   outcome.assumptions.date())
    {
        m_writer.evidence().merge(outcome.dcf.evidence);
        m_writer.evidence().merge(outcome.assumptions.evidence());
        for (const auto &value : outcome.peers)
            m_writer.evidence().merge(value.evidence);
    }

    Exhibit write(const QStringList &notes)
    {
        addHeadline();
        addMethods();
        addSensitivity();
        addPeers();
        addYears();
        addAssumptions();
        for (const auto &note : notes)
            m_writer.note(note);
        for (const auto &refusal : m_outcome.refusals)
            m_writer.note(refusal.what + QStringLiteral(": ") + refusal.why);
        return m_writer.finish();
    }

private:
    [[nodiscard]] static const Figure &valueOf(const DcfValue &value)
    {
        return value.perShare ? *value.perShare : value.equityValue ? *value.equityValue : value.enterpriseValue;
    }
    [[nodiscard]] static QString words(const DcfValue &value)
    {
        return value.perShare      ? QStringLiteral("a share of %1 is worth ")
               : value.equityValue ? QStringLiteral("the equity of %1 is worth ")
                                   : QStringLiteral("the firm %1 is worth ");
    }

    void addHeadline()
    {
        const auto &dcf = m_outcome.dcf;
        const auto &first = dcf.byGrowth ? dcf.byGrowth : dcf.byMultiple;
        if (!first)
            return;
        auto claim = m_writer.claim(JudgedConfidence);
        claim.text(QStringLiteral("Valuation by cash flows: ") + words(*first).arg(m_company)).figure(valueOf(*first));
        claim.text(dcf.byGrowth ? QStringLiteral(" with a terminal value by growth")
                                : QStringLiteral(" with a terminal value by multiple"));
        if (dcf.byGrowth && dcf.byMultiple)
            claim.text(QStringLiteral(" and "))
                .figure(valueOf(*dcf.byMultiple))
                .text(QStringLiteral(" with one by multiple"));
        claim.text(QStringLiteral("."));
        m_writer.headline(claim);
    }

    void addValue(const std::optional<DcfValue> &value, const QString &way)
    {
        if (!value)
            return;
        auto claim = m_writer.claim(JudgedConfidence);
        claim.text(QStringLiteral("Cash flows, terminal value by %1: the firm is worth ").arg(way))
            .figure(value->enterpriseValue)
            .text(QStringLiteral(", of it "))
            .figure(value->terminalShare)
            .text(QStringLiteral(" terminal"));
        if (value->equityValue)
            claim.text(QStringLiteral("; equity ")).figure(*value->equityValue);
        if (value->perShare)
            claim.text(QStringLiteral("; per share ")).figure(*value->perShare);
        if (value->implied)
            claim
                .text(way == QLatin1String("growth") ? QStringLiteral("; that amounts to a multiple of ")
                                                     : QStringLiteral("; that amounts to a growth for ever of "))
                .figure(*value->implied);
        claim.text(QStringLiteral("."));
        m_writer.item(claim);
    }

    void addMethods()
    {
        m_writer.section(QStringLiteral("methods"), QStringLiteral("What each method gives"));
        addValue(m_outcome.dcf.byGrowth, QStringLiteral("growth"));
        addValue(m_outcome.dcf.byMultiple, QStringLiteral("multiple"));
        for (const auto &value : m_outcome.peers) {
            auto claim = m_writer.claim(JudgedConfidence);
            claim.text(QStringLiteral("%1 of peers: between ").arg(multipleTitle(value.kind)))
                .figure(value.low)
                .text(QStringLiteral(" (lower quartile) and "))
                .figure(value.high)
                .text(QStringLiteral(" (upper quartile), at the median "))
                .figure(value.middle)
                .text(QStringLiteral("."));
            m_writer.item(claim);
        }
    }

    /// The grids' ends, as the football field shows them.
    void addSensitivity()
    {
        const std::pair<const std::optional<SensitivityGrid> *, QString> grids[] = {
            {&m_outcome.byGrowth, QStringLiteral("growth for ever")},
            {&m_outcome.byMultiple, QStringLiteral("the terminal multiple")}};
        QStringList rests;
        for (const auto &row : m_outcome.assumptions.rows())
            rests.append(row.figure.ref);
        bool hasSection = false;
        for (const auto &[grid, words] : grids) {
            const auto bar = *grid ? barOf(**grid, words) : std::nullopt;
            if (!bar)
                continue;
            if (!hasSection)
                m_writer.section(QStringLiteral("sensitivity"), QStringLiteral("How far it may be off"));
            hasSection = true;
            const auto unit = m_outcome.field.unit;
            const auto end = [&, grid = grid, words = words](const char *stem, const QString &which, double value) {
                return m_writer.outcome(
                    (*grid)->column + QLatin1String(stem),
                    QStringLiteral("%1 of a grid of the cost of capital by %2, two steps to either side")
                        .arg(which, words),
                    value, unit, rests);
            };
            m_writer.item(
                m_writer.claim(JudgedConfidence)
                    .text(QStringLiteral("With the cost of capital up to two points off, and %1 with it, between ")
                              .arg(words))
                    .figure(end("_least", QStringLiteral("Least"), bar->low))
                    .text(QStringLiteral(" and "))
                    .figure(end("_most", QStringLiteral("Most"), bar->high))
                    .text(QStringLiteral(".")));
        }
    }

    void addPeers()
    {
        if (m_outcome.peers.isEmpty())
            return;
        m_writer.section(QStringLiteral("peers"), QStringLiteral("Peers' multiples"));
        for (const auto &value : m_outcome.peers) {
            for (const auto &peer : value.peers) {
                const auto *fact = m_writer.evidence().fact(peer.multiple.ref);
                m_writer.item(
                    m_writer.claim(JudgedConfidence)
                        .text(QStringLiteral("%1, %2: ").arg(peer.peer, multipleTitle(value.kind)))
                        .figure(peer.multiple)
                        .text(QStringLiteral(".")),
                    {{QStringLiteral("whose"), fact == nullptr ? QStringLiteral("computed") : whose(*fact, true)}});
            }
        }
    }

    void addYears()
    {
        m_writer.section(QStringLiteral("years"), QStringLiteral("The cash flows"));
        for (const auto &year : m_outcome.dcf.years)
            m_writer.item(m_writer.claim(JudgedConfidence)
                              .text(QStringLiteral("%1: growth ").arg(year.period.label()))
                              .figure(year.growth)
                              .text(QStringLiteral(", revenue "))
                              .figure(year.revenue)
                              .text(QStringLiteral(", operating income "))
                              .figure(year.ebit)
                              .text(QStringLiteral(", free cash flow "))
                              .figure(year.cashFlow)
                              .text(QStringLiteral(", worth today "))
                              .figure(year.presentValue)
                              .text(QStringLiteral(".")));
    }

    [[nodiscard]] static QString whose(const Fact &fact, bool isUsers)
    {
        if (isUsers && fact.taxonomy == QLatin1String("user"))
            return QStringLiteral("yours");
        return fact.latest.accession.isEmpty() ? QStringLiteral("published") : QStringLiteral("filed");
    }

    void addAssumptions()
    {
        m_writer.section(QStringLiteral("assumptions"), QStringLiteral("What it rests on"));
        for (const auto &row : m_outcome.assumptions.rows()) {
            const auto *fact = m_writer.evidence().fact(row.figure.ref);
            const bool isAssumed = row.isUsers && !row.isGiven;
            m_writer.item(m_writer.claim(JudgedConfidence)
                              .text(row.title + QStringLiteral(": "))
                              .figure(row.figure)
                              .text(QStringLiteral(".")),
                          {{QStringLiteral("whose"), isAssumed         ? QStringLiteral("assumed")
                                                     : fact == nullptr ? QStringLiteral("computed")
                                                                       : whose(*fact, row.isUsers)}});
        }
    }

    const ValuationOutcome &m_outcome;
    QString m_company;
    ExhibitWriter m_writer;
};

} // namespace

Exhibit valuationExhibit(const ValuationOutcome &outcome, const QString &companyName, const QStringList &notes)
{
    return ValuationWriter(outcome, companyName).write(notes);
}

} // namespace consultantos
