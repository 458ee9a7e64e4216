// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/force_section.h"

#include "analysis/frameworks/claim_parts.h"
#include "analysis/frameworks/industry_finding.h"
#include "analysis/frameworks/quotation.h"
#include "analysis/frameworks/ratio_words.h"
#include "model/units.h"

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

constexpr double SubstitutesCeiling = 0.3;
constexpr double Neutral = 3;
/// A driver this near to the middle neither raises nor lowers a force.
constexpr double NeutralBand = 0.25;

/// Figures that a playbook statement of a force is joined to when it names none itself.
QStringList fallbackRatios(const QString &force)
{
    if (force == QLatin1String("rivalry"))
        return {QStringLiteral("operating_margin"), QStringLiteral("revenue_growth"), QStringLiteral("sga_intensity"),
                QStringLiteral("net_margin")};
    if (force == QLatin1String("suppliers"))
        return {QStringLiteral("cost_of_revenue_share"), QStringLiteral("days_payable"),
                QStringLiteral("days_inventory")};
    if (force == QLatin1String("buyers"))
        return {QStringLiteral("days_sales_outstanding"), QStringLiteral("gross_margin"),
                QStringLiteral("deferred_revenue_share")};
    if (force == QLatin1String("new_entrants"))
        return {QStringLiteral("capex_intensity"), QStringLiteral("rd_intensity"), QStringLiteral("ppe_to_assets")};
    return {QStringLiteral("revenue_growth"), QStringLiteral("revenue_cagr_3y"), QStringLiteral("rd_intensity")};
}

double pull(const ScoredDriver &scored)
{
    return scored.driver.score ? scored.driver.weight * (scored.driver.score->value - Neutral) : 0;
}

/// The sentence about what a driver's figure is, without full stop. `isStart`: it starts a sentence.
void writeDriver(const Workbench &bench, ClaimBuilder &claim, const ScoredDriver &scored, bool isStart)
{
    const auto cased = [isStart](const QString &sentence) { return isStart ? capitalised(sentence) : sentence; };
    const auto &definition = *scored.definition;
    const auto &figure = *scored.driver.figure;
    auto prose = bench.prose();
    prose.set(QStringLiteral("v"), figure).set(QStringLiteral("noun"), ratioWords(definition.ratio).noun);
    prose.set(QStringLiteral("p"), figure.period.label());
    if (!isStart)
        prose.set(QStringLiteral("company"), QStringLiteral("it"))
            .set(QStringLiteral("companys"), QStringLiteral("its"));
    if (scored.driver.basis == QLatin1String("answer")) {
        prose.set(QStringLiteral("driver"), definition.label.toLower());
        prose.write(claim, cased(QStringLiteral("{driver}: {v}, as a person answered")));
    } else if (definition.measure == QLatin1String("ratio")) {
        prose.write(claim, cased(ratioWords(definition.ratio).level));
        if (scored.driver.reference) {
            prose.set(QStringLiteral("reference"), *scored.driver.reference);
            prose.set(QStringLiteral("basis"), basisWords(scored.driver.basis));
            prose.write(claim, QStringLiteral(", against {basis} of {reference}"));
        }
    } else if (definition.measure == QLatin1String("slope")) {
        prose.write(claim, cased(QStringLiteral(
                               "{companys} {noun} has {v?risen:fallen} by {|v|} a year over its latest years")));
    } else if (definition.measure == QLatin1String("concentration")) {
        prose.write(claim, cased(QStringLiteral(
                               "the Herfindahl-Hirschman index of the known companies' revenue is {v} in {p}, an "
                               "upper bound of the market's")));
    } else if (definition.measure == QLatin1String("dispersion")) {
        prose.write(claim, cased(QStringLiteral(
                               "operating margins among the company and its comparable peers lie {v} apart (standard "
                               "deviation, {p})")));
    } else if (definition.measure == QLatin1String("scale")) {
        prose.write(claim, cased(QStringLiteral(
                               "among the company and its comparable peers the operating margin {v?rises:falls} by "
                               "{|v|} with each unit of the natural logarithm of revenue ({p})")));
    } else if (definition.measure == QLatin1String("spread")) {
        prose.set(QStringLiteral("reference"), *scored.driver.reference);
        prose.write(claim, cased(QStringLiteral(
                               "{companys} return on invested capital lay {|v|} {v?above:below} its industry's "
                               "published cost of capital of {reference} in {p}")));
    } else if (definition.measure == QLatin1String("category_gap")) {
        prose.write(
            claim, cased(QStringLiteral("{companys} revenue grew {|v|} {v?faster:slower} in {p} than the median of its "
                                        "comparable peers")));
    }
}

} // namespace

QString strengthWord(double score)
{
    if (score < 1.8)
        return QStringLiteral("weak");
    if (score < 2.6)
        return QStringLiteral("modest");
    if (score < 3.4)
        return QStringLiteral("moderate");
    if (score < 4.2)
        return QStringLiteral("strong");
    return QStringLiteral("very strong");
}

ForceSection::ForceSection(Workbench &bench, PlaybookReader &playbook, const FrameworkDefinitions &definitions,
                           const ForceDefinition &force)
    : m_bench(bench)
    , m_playbook(playbook)
    , m_definitions(definitions)
    , m_force(force)
{
}

QString ForceSection::claimId(const QString &part) const
{
    return QStringLiteral("%1.%2.%3").arg(m_bench.framework(), m_force.id, part);
}

double ForceSection::confidence(const QList<ScoredDriver> &drivers) const
{
    double weakest = 1;
    for (const auto &scored : drivers) {
        if (scored.driver.score)
            weakest = std::min(weakest, confidenceOf(scored.driver.basis));
    }
    const double value = std::round(weakest * ForceDrivers::coverage(drivers) * 100) / 100;
    return m_force.id == QLatin1String("substitutes") ? std::min(value, SubstitutesCeiling) : value;
}

FrameworkSection ForceSection::write()
{
    FrameworkSection section;
    section.id = m_force.id;
    section.title = m_force.title;
    ForceDrivers scoring(m_bench, m_definitions, m_force);
    const auto drivers = scoring.score();
    section.score = scoring.combine(drivers);
    if (m_bench.depth() != Depth::Quick)
        section.trend = scoring.trend(drivers);
    for (const auto &scored : drivers) {
        if (m_bench.depth() != Depth::Quick || scored.driver.score)
            section.drivers.append(scored.driver);
    }
    section.summary = m_bench.hasFacts() ? summary(drivers, scoring) : industryFinding(m_bench, m_force.id);
    section.implication = implication();
    addPassages(section);
    addDriverItems(drivers, section);
    addPlaybookItems(section);
    if (!section.score) {
        section.notDerivable =
            section.items.isEmpty()
                ? QStringLiteral(
                    "not derivable: no driver of this force could be measured and no playbook statement holds here")
                : QStringLiteral(
                    "score not derivable: no driver of this force could be measured; what follows is the playbook's "
                    "knowledge of the industry");
    }
    return section;
}

std::optional<Claim> ForceSection::summary(const QList<ScoredDriver> &drivers, const ForceDrivers &scoring)
{
    if (!scoring.value())
        return std::nullopt;
    ClaimBuilder claim(claimId(QStringLiteral("summary")), Grade::Computed, confidence(drivers));
    auto prose = m_bench.prose();
    prose.set(QStringLiteral("subject"), capitalised(m_force.subject));
    prose.set(QStringLiteral("word"), strengthWord(scoring.value()->value));
    prose.set(QStringLiteral("v"), *scoring.value());
    prose.set(QStringLiteral("low"), *scoring.low()).set(QStringLiteral("high"), *scoring.high());
    prose.write(claim,
                QStringLiteral("{subject} is {word} for {company}: {v} on a scale from one to five, between {low} and "
                               "{high} with what can't be measured left open."));

    const ScoredDriver *most = nullptr;
    const ScoredDriver *least = nullptr;
    for (const auto &scored : drivers) {
        if (scored.driver.score && (!most || pull(scored) > pull(*most)))
            most = &scored;
        if (scored.driver.score && (!least || pull(scored) < pull(*least)))
            least = &scored;
    }
    const bool isRaised = most && most->driver.score->value > Neutral + NeutralBand;
    const bool isLowered = least && least->driver.score->value < Neutral - NeutralBand;
    if (isRaised) {
        m_told.append(most->driver.id);
        claim.text(QStringLiteral(" What raises it most: "));
        writeDriver(m_bench, claim, *most, false);
        claim.text(QStringLiteral("."));
    }
    if (isLowered) {
        m_told.append(least->driver.id);
        claim.text(isRaised ? QStringLiteral(" On the other side, ") : QStringLiteral(" What holds it down most: "));
        writeDriver(m_bench, claim, *least, false);
        claim.text(QStringLiteral("."));
    }
    claim.evidence(scoring.low()->ref).evidence(scoring.high()->ref);
    if (scoring.replaced())
        claim.evidence(scoring.replaced()->ref);
    return claim.build();
}

std::optional<Claim> ForceSection::implication()
{
    const auto revenue = m_bench.line(QStringLiteral("revenue"));
    const auto income = m_bench.line(QStringLiteral("operating_income"));
    const auto cost = m_bench.line(QStringLiteral("cost_of_revenue"));
    if (!revenue)
        return std::nullopt;
    const auto period = revenue->period;
    ClaimBuilder claim(claimId(QStringLiteral("implication")), Grade::Computed, confidenceOf(QString()));
    auto prose = m_bench.prose();

    const auto withShareOfIncome = [&](const Figure &amount, const QString &sentence) {
        prose.set(QStringLiteral("amount"), amount);
        prose.write(claim, sentence);
        const auto share =
            income && income->value > 0
                ? m_bench.shareOf(amount, *income, QStringLiteral("Share of operating income"), m_force.id)
                : std::nullopt;
        if (share) {
            prose.set(QStringLiteral("share"), *share);
            prose.write(claim, QStringLiteral(", {share} of the year's operating income."));
        } else {
            prose.write(claim, income && income->value <= 0 ? QStringLiteral(", on top of an operating loss.")
                                                            : QStringLiteral("."));
        }
    };

    if (m_force.id == QLatin1String("rivalry")) {
        const auto amount = m_bench.compute(QStringLiteral("one_percent"), QStringLiteral("One per cent of revenue"),
                                            QStringLiteral("0.01 * base"), revenue->unit,
                                            {one(QStringLiteral("base"), *revenue)}, period, QStringLiteral("revenue"));
        if (!amount)
            return std::nullopt;
        withShareOfIncome(*amount,
                          QStringLiteral("Each per cent of price that {company} gives away to hold its volume costs "
                                         "{amount} a year at the size of {p}"));
    } else if (m_force.id == QLatin1String("suppliers") && cost) {
        const auto amount =
            m_bench.compute(QStringLiteral("one_percent"), QStringLiteral("One per cent of cost of revenue"),
                            QStringLiteral("0.01 * base"), cost->unit, {one(QStringLiteral("base"), *cost)}, period,
                            QStringLiteral("cost_of_revenue"));
        if (!amount)
            return std::nullopt;
        withShareOfIncome(*amount,
                          QStringLiteral("Each per cent by which inputs get dearer, if {company} can't pass it on, "
                                         "takes {amount} off its yearly earnings"));
    } else if (m_force.id == QLatin1String("buyers")) {
        const auto amount = m_bench.compute(QStringLiteral("ten_days_of_revenue"),
                                            QStringLiteral("Ten days of revenue"), QStringLiteral("10 * revenue / 365"),
                                            revenue->unit, {one(QStringLiteral("revenue"), *revenue)}, period);
        if (!amount)
            return std::nullopt;
        prose.set(QStringLiteral("amount"), *amount);
        prose.write(claim,
                    QStringLiteral("Buyers who obtain ten more days to pay would tie up {amount} of {companys} cash; "
                                   "receivables are where their power shows first."));
    } else if (m_force.id == QLatin1String("new_entrants")) {
        const auto capex = m_bench.line(QStringLiteral("capex"));
        const auto research = m_bench.line(QStringLiteral("research_and_development"));
        if (!capex)
            return std::nullopt;
        prose.set(QStringLiteral("amount"), *capex);
        if (research) {
            const auto both = m_bench.compute(
                QStringLiteral("entry_bill"), QStringLiteral("Capital expenditure and research and development"),
                QStringLiteral("capex + research"), capex->unit,
                {one(QStringLiteral("capex"), *capex), one(QStringLiteral("research"), *research)}, period);
            if (both)
                prose.set(QStringLiteral("amount"), *both);
        }
        prose.write(claim,
                    research
                        ? QStringLiteral("To match a year of {companys} capital expenditure and research an entrant "
                                         "would have to put up {amount} ({p}).")
                        : QStringLiteral("To match a year of {companys} capital expenditure an entrant would have "
                                         "to put up {amount} ({p})."));
    } else if (m_force.id == QLatin1String("substitutes")) {
        const auto profit = m_bench.line(QStringLiteral("gross_profit"));
        prose.set(QStringLiteral("amount"), profit ? *profit : *revenue);
        prose.write(claim,
                    profit
                        ? QStringLiteral("What a substitute competes for is {companys} gross profit: {amount} in {p}.")
                        : QStringLiteral("What a substitute competes for is {companys} revenue: {amount} in {p}."));
    } else {
        return std::nullopt;
    }
    return claim.build();
}

void ForceSection::appendItem(FrameworkSection &section, const Claim &claim, const QMap<QString, QString> &fields)
{
    FrameworkItem item;
    item.id = QStringLiteral("%1.%2").arg(m_force.id).arg(section.items.size() + 1);
    item.claim = claim;
    item.fields = fields;
    section.items.append(item);
}

void ForceSection::addDriverItems(const QList<ScoredDriver> &drivers, FrameworkSection &section)
{
    QList<const ScoredDriver *> order;
    for (const auto &scored : drivers) {
        if (scored.driver.score && scored.driver.figure && !m_told.contains(scored.driver.id))
            order.append(&scored);
    }
    std::stable_sort(order.begin(), order.end(), [this](const ScoredDriver *left, const ScoredDriver *right) {
        const auto key = [this](const ScoredDriver *scored) {
            return std::pair(m_bench.topicRank(ratioWords(scored->definition->ratio).topics), -std::abs(pull(*scored)));
        };
        return key(left) < key(right);
    });
    const qsizetype limit = m_bench.depth() == Depth::Quick ? 0 : m_bench.depth() == Depth::Standard ? 2 : order.size();
    for (const auto *scored : order.mid(0, limit)) {
        ClaimBuilder claim(claimId(QStringLiteral("driver.") + scored->driver.id), Grade::Computed,
                           confidenceOf(scored->driver.basis));
        writeDriver(m_bench, claim, *scored, true);
        const double score = scored->driver.score->value;
        claim.text(score > Neutral + NeutralBand ? QStringLiteral("; that adds to %1.").arg(m_force.subject)
                   : score < Neutral - NeutralBand
                       ? QStringLiteral("; that takes from %1.").arg(m_force.subject)
                       : QStringLiteral("; that leaves %1 where it is.").arg(m_force.subject));
        claim.evidence(scored->driver.score->ref);
        appendItem(section, claim.build(),
                   {{QStringLiteral("evidence_kind"), QStringLiteral("figure")},
                    {QStringLiteral("driver"), scored->driver.id}});
    }
}

void ForceSection::addPassages(FrameworkSection &section)
{
    for (const auto &definition : m_force.drivers) {
        const auto *query = m_definitions.queries.find(definition.query);
        if (query == nullptr)
            continue;
        for (const auto &quotation : quotations(m_bench.input(), *query)) {
            const auto id = claimId(QStringLiteral("passage.%1").arg(section.items.size() + 1));
            appendItem(section, quotationClaim(m_bench, id, quotation),
                       {{QStringLiteral("evidence_kind"), QStringLiteral("passage")},
                        {QStringLiteral("driver"), definition.id}});
        }
    }
}

void ForceSection::addPlaybookItems(FrameworkSection &section)
{
    auto statements = m_playbook.applicable(QStringLiteral("porter.") + m_force.id);
    const qsizetype limit = m_bench.depth() == Depth::Quick      ? 2
                            : m_bench.depth() == Depth::Standard ? 3
                                                                 : statements.size();
    for (const auto &statement : statements.mid(0, limit)) {
        const auto key = statement.entry.id.section(QLatin1Char('/'), -1);
        auto fields = statement.fields;
        fields.insert(QStringLiteral("evidence_kind"), QStringLiteral("playbook"));
        appendItem(section,
                   m_playbook.claim(claimId(QStringLiteral("playbook.") + key), statement, fallbackRatios(m_force.id)),
                   fields);
    }
}

} // namespace consultantos
