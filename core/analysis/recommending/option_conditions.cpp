// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/recommending/option_conditions.h"

#include "analysis/frameworks/claim_parts.h"
#include "analysis/frameworks/comparison.h"
#include "analysis/frameworks/playbook_reader.h"
#include "analysis/frameworks/ratio_words.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace consultantos {

namespace {

const QString Met = QStringLiteral("met");
const QString NotMet = QStringLiteral("not met");
const QString Open = QStringLiteral("open");

class ConditionWriter {
public:
    ConditionWriter(Workbench &bench, const QString &id, const Option &option, const OptionScore &score)
        : m_bench(bench)
        , m_id(id)
        , m_option(option)
        , m_score(score)
    {
    }

    [[nodiscard]] QList<Condition> write()
    {
        measure();
        cost();
        earnings();
        funding();
        outlook();
        return m_found;
    }

private:
    [[nodiscard]] QString nextId() const { return QStringLiteral("%1.condition.%2").arg(m_id).arg(m_found.size() + 1); }

    void append(const ClaimBuilder &claim, const std::optional<Figure> &today, const std::optional<Figure> &threshold,
                const QString &status, const QString &test, const QString &notDerivable = {})
    {
        m_found.append({claim.build(), today, threshold, status, test, notDerivable});
    }

    void measure()
    {
        if (m_option.ratio.isEmpty() || !m_score.own || !m_score.reference)
            return;
        const bool isFloor = m_score.basis == QLatin1String("floor");
        ClaimBuilder claim(nextId(), Grade::Computed, confidenceOf(isFloor ? QString() : m_score.basis));
        auto prose = m_bench.prose();
        prose.set(QStringLiteral("noun"), ratioWords(m_option.ratio).noun)
            .set(QStringLiteral("v"), *m_score.own)
            .set(QStringLiteral("reference"), *m_score.reference)
            .set(QStringLiteral("basis"), isFloor ? QStringLiteral("its floor") : basisWords(m_score.basis))
            .set(QStringLiteral("side"),
                 isBetterHigher(m_option.ratio) ? QStringLiteral("above") : QStringLiteral("below"));
        const bool isThere = isBetterHigher(m_option.ratio) ? m_score.own->value >= m_score.reference->value
                                                            : m_score.own->value <= m_score.reference->value;
        prose.write(claim,
                    isThere ? QStringLiteral("{companys} {noun} stays {side} {basis}, {reference}; in {p} it was {v}")
                            : QStringLiteral("{companys} {noun} comes from {v} in {p} to {basis}, {reference}"));
        if (m_score.share) {
            prose.set(QStringLiteral("share"), *m_score.share);
            prose.write(claim, isThere ? QStringLiteral(", and it held that in {share} of the years stored.")
                                       : QStringLiteral(", where it was in {share} of the years stored."));
        } else {
            claim.text(QStringLiteral("."));
        }
        append(claim, m_score.own, m_score.reference, isThere ? Met : NotMet,
               QStringLiteral("Read it off the next quarterly and annual accounts."));
    }

    void cost()
    {
        if (!m_score.impact || !m_score.impactLow) {
            const auto &item = m_option.item->claim;
            QStringList computed;
            std::copy_if(item.evidence.cbegin(), item.evidence.cend(), std::back_inserter(computed),
                         [](const QString &id) { return id.startsWith(QLatin1String("c/")); });
            ClaimBuilder claim(nextId(), computed.isEmpty() ? item.grade : Grade::Computed, item.confidence);
            claim.text(QStringLiteral("The option earns more than it costs; its worth in money is still to be shown."));
            for (const auto &id : std::as_const(computed))
                claim.evidence(id);
            if (computed.isEmpty())
                citeGroundsOrTell(claim, item);
            const auto *impact = m_score.criteria.isEmpty() ? nullptr : &m_score.criteria.first();
            append(claim, std::nullopt, std::nullopt, Open,
                   QStringLiteral("Write the business case with the market's size from a source outside the filings."),
                   impact ? impact->notDerivable : QString());
            return;
        }
        const auto &limit = m_score.impactLow->value > 0 ? m_score.impactLow : m_score.impact;
        ClaimBuilder claim(nextId(), Grade::Computed, m_score.basis.isEmpty() ? 0.65 : confidenceOf(m_score.basis));
        auto prose = m_bench.prose();
        prose.set(QStringLiteral("limit"), *limit);
        prose.write(claim,
                    QStringLiteral("All that it takes to get there costs less than {limit} a year, the careful end of "
                                   "what the option is worth."));
        append(claim, std::nullopt, limit, Open,
               QStringLiteral("Add up people, spending and capital cost in the business case."));
    }

    /// What new products or a new business have to bring.
    void earnings()
    {
        const auto research = m_bench.line(QStringLiteral("research_and_development"));
        const auto margin = m_bench.ratio(QStringLiteral("gross_margin"));
        if (m_option.kind == QLatin1String("ansoff.product_development") && research && margin && margin->value > 0) {
            const auto sales = m_bench.compute(
                QStringLiteral("research_break_even"),
                QStringLiteral("Sales at whose gross profit a year's research is earned"),
                QStringLiteral("research / gross_margin"), research->unit,
                {one(QStringLiteral("research"), *research), one(QStringLiteral("gross_margin"), *margin)},
                research->period);
            if (!sales)
                return;
            ClaimBuilder claim(nextId(), Grade::Computed, confidenceOf(QString()));
            auto prose = m_bench.prose();
            prose.set(QStringLiteral("sales"), *sales)
                .set(QStringLiteral("research"), *research)
                .set(QStringLiteral("margin"), *margin);
            prose.write(
                claim, QStringLiteral("Products brought to market each year sell {sales} or more over their life: at a "
                                      "gross margin of {margin} that earns back the research of {p}, {research}."));
            append(claim, std::nullopt, sales, Open,
                   QStringLiteral("Sales of products younger than three years, by product."));
        }
        const auto capitalCost = m_bench.anchor(QStringLiteral("wacc"));
        const auto roic = m_bench.ratio(QStringLiteral("roic"));
        if (m_option.kind == QLatin1String("ansoff.diversification") && capitalCost && roic) {
            ClaimBuilder claim(nextId(), Grade::Computed, confidenceOf(QStringLiteral("anchor")));
            auto prose = m_bench.prose();
            prose.set(QStringLiteral("wacc"), *capitalCost).set(QStringLiteral("roic"), *roic);
            prose.write(claim, QStringLiteral(
                                   "A new business returns more than {wacc} on its capital, the industry's published "
                                   "cost of capital; {company} itself earned {roic} in {p}."));
            append(claim, roic, capitalCost, Open, QStringLiteral("The plan of the new business, its return by year."));
        }
    }

    void funding()
    {
        const auto cash = m_bench.ratio(QStringLiteral("free_cash_flow"));
        if (!cash)
            return;
        ClaimBuilder claim(nextId(), Grade::Computed, confidenceOf(QString()));
        auto prose = m_bench.prose();
        prose.set(QStringLiteral("cash"), *cash);
        if (cash->value > 0) {
            prose.write(
                claim,
                QStringLiteral("The first year's spending fits into {companys} free cash flow, {cash} in {p}, after "
                               "what is promised to owners and lenders."));
            append(claim, std::nullopt, cash, Open, QStringLiteral("The treasurer's cash plan for twelve months."));
        } else {
            prose.write(claim,
                        QStringLiteral("Outside money is found first: {companys} free cash flow was {cash} in {p}."));
            append(claim, cash, std::nullopt, NotMet,
                   QStringLiteral("Talks with lenders, owners or partners, with terms."),
                   QStringLiteral("not derivable: the terms of new money don't stand in filings"));
        }
    }

    void outlook()
    {
        const auto indicator = m_option.field(QStringLiteral("indicator"));
        const auto *item = m_option.outlook ? m_option.outlook : m_option.item;
        if (indicator.isEmpty())
            return;
        ClaimBuilder claim(nextId(), item->claim.grade == Grade::Computed ? Grade::Playbook : item->claim.grade,
                           std::min(item->claim.confidence, PlaybookReader::Confidence));
        claim.text((m_option.kind.endsWith(QLatin1Char('t'))
                        ? QStringLiteral("The threat is seen in time, by this sign: %1.")
                        : QStringLiteral("The opening is real; its sign: %1."))
                       .arg(indicator));
        citeGrounds(claim, item->claim);
        append(claim, std::nullopt, std::nullopt, Open,
               QStringLiteral("Watch the sign each quarter from an outside source."),
               QStringLiteral("not derivable: the company's filings don't report this sign"));
    }

    Workbench &m_bench;
    QString m_id;
    const Option &m_option;
    const OptionScore &m_score;
    QList<Condition> m_found;
};

} // namespace

QList<Condition> conditionsOf(Workbench &bench, const QString &id, const Option &option, const OptionScore &score)
{
    return ConditionWriter(bench, id, option, score).write();
}

} // namespace consultantos
