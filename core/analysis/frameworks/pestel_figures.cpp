// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/pestel_figures.h"

#include "analysis/frameworks/comparison.h"
#include "analysis/frameworks/ratio_words.h"
#include "analysis/frameworks/revenue_split.h"
#include "model/units.h"

namespace consultantos {

namespace {

/// Interest sensitivity above a tenth of operating income is high, above a fiftieth medium.
constexpr double HighShareOfIncome = 0.10;
constexpr double MediumShareOfIncome = 0.02;

FrameworkItem item(const ClaimBuilder &claim, const char *direction, const QString &impact, const char *likelihood,
                   const char *horizon, const QString &exposedLine, const char *indicator, const char *topics)
{
    FrameworkItem made;
    made.claim = claim.build();
    made.fields = {{QStringLiteral("direction"), QLatin1String(direction)},
                   {QStringLiteral("impact"), impact},
                   {QStringLiteral("likelihood"), QLatin1String(likelihood)},
                   {QStringLiteral("horizon"), QLatin1String(horizon)},
                   {QStringLiteral("exposed_line"), exposedLine},
                   {QStringLiteral("indicator"), QLatin1String(indicator)},
                   {QStringLiteral("topics"), QLatin1String(topics)},
                   {QStringLiteral("evidence_kind"), QStringLiteral("figure")}};
    return made;
}

std::optional<Figure> totalDebt(Workbench &bench)
{
    const auto longTerm = bench.line(QStringLiteral("long_term_debt"));
    const auto shortTerm = bench.line(QStringLiteral("short_term_debt"));
    if (!longTerm)
        return std::nullopt;
    if (!shortTerm)
        return longTerm;
    return bench.compute(QStringLiteral("total_debt"), QStringLiteral("Long-term and short-term debt"),
                         QStringLiteral("long_term + short_term"), longTerm->unit,
                         {one(QStringLiteral("long_term"), *longTerm), one(QStringLiteral("short_term"), *shortTerm)},
                         longTerm->period);
}

void addInterest(Workbench &bench, QList<FrameworkItem> &items)
{
    const auto debt = totalDebt(bench);
    if (!debt || debt->value <= 0)
        return;
    const auto cost =
        bench.compute(QStringLiteral("rate_sensitivity"), QStringLiteral("One point of interest on all debt"),
                      QStringLiteral("0.01 * debt"), debt->unit, {one(QStringLiteral("debt"), *debt)}, debt->period);
    const auto income = bench.line(QStringLiteral("operating_income"));
    if (!cost)
        return;
    ClaimBuilder claim(bench.framework() + QStringLiteral(".economic.interest"), Grade::Computed,
                       confidenceOf(QString()));
    auto prose = bench.prose();
    prose.set(QStringLiteral("debt"), *debt).set(QStringLiteral("cost"), *cost);
    prose.write(
        claim,
        QStringLiteral("A rise of one point in interest rates, once it has reached all of {companys} debt of {debt}, "
                       "costs {cost} a year"));
    QString impact = QStringLiteral("medium");
    const auto share =
        income && income->value > 0
            ? bench.shareOf(*cost, *income, QStringLiteral("Share of operating income"), QStringLiteral("interest"))
            : std::nullopt;
    if (share) {
        prose.set(QStringLiteral("share"), *share);
        prose.write(claim, QStringLiteral(", {share} of the operating income of {p}."));
        impact = share->value >= HighShareOfIncome     ? QStringLiteral("high")
                 : share->value >= MediumShareOfIncome ? impact
                                                       : QStringLiteral("low");
    } else {
        claim.text(QStringLiteral("."));
    }
    items.append(item(claim, "threat", impact, "open", "one to three years", QStringLiteral("long_term_debt"),
                      "central bank policy rate", "leverage risk"));
}

void addMarketGrowth(Workbench &bench, QList<FrameworkItem> &items)
{
    const auto comparison = compareWithReference(bench, QStringLiteral("revenue_growth"));
    if (!comparison || comparison->basis != QLatin1String("peers"))
        return;
    ClaimBuilder claim(bench.framework() + QStringLiteral(".economic.growth"), Grade::Computed,
                       confidenceOf(comparison->basis));
    auto prose = bench.prose();
    prose.set(QStringLiteral("v"), comparison->reference).set(QStringLiteral("own"), comparison->own);
    prose.write(claim,
                QStringLiteral(
                    "Demand in the sector {v?grew:shrank}: the median of {companys} comparable peers {v?gained:lost} "
                    "{|v|} of revenue, while {company} itself {own?gained:lost} {|own|} in {p}."));
    items.append(item(claim, comparison->reference.value > 0 ? "opportunity" : "threat", QStringLiteral("high"),
                      "observed", "now", QStringLiteral("revenue"), "growth of the sector's companies",
                      "growth competition"));
}

void addRiskPremium(Workbench &bench, QList<FrameworkItem> &items)
{
    for (const auto &fact : bench.input().countryAnchors) {
        if (!fact.tag.contains(QLatin1String("equity_risk"), Qt::CaseInsensitive)
            && !fact.tag.contains(QLatin1String("EquityRisk"), Qt::CaseInsensitive))
            continue;
        Period period;
        period.end = fact.end;
        const Figure premium{fact.value(), fact.unit, period, fact.id};
        ClaimBuilder claim(QStringLiteral("%1.economic.risk_premium.%2").arg(bench.framework()).arg(items.size()),
                           Grade::Computed, 0.7);
        auto prose = bench.prose();
        prose.set(QStringLiteral("premium"), premium).set(QStringLiteral("region"), bench.regionName());
        const auto return_ = bench.ratio(QStringLiteral("roic"));
        prose.write(claim,
                    QStringLiteral("Equity investors ask a published premium of {premium} over the riskless rate for "
                                   "{region}"));
        if (return_) {
            prose.set(QStringLiteral("roic"), *return_);
            prose.write(
                claim,
                QStringLiteral("; {companys} invested capital earned {roic} in {p}, which is what has to clear that "
                               "premium and the riskless rate together."));
        } else {
            claim.text(QStringLiteral("."));
        }
        items.append(item(claim, "open", QStringLiteral("medium"), "in force", "now", QStringLiteral("equity"),
                          "published country risk premium", "investment risk expansion valuation"));
        return;
    }
}

/// The newest of the region's indicators with that id; null if there is none.
const Fact *indicator(const Workbench &bench, const QString &id)
{
    const Fact *newest = nullptr;
    for (const auto &fact : bench.input().countryAnchors) {
        if (fact.tag.endsWith(QLatin1Char('/') + id) && (!newest || newest->end < fact.end))
            newest = &fact;
    }
    return newest;
}

/// Output and prices of the region (World Development Indicators of the World Bank).
void addIndicators(Workbench &bench, QList<FrameworkItem> &items)
{
    const auto add = [&](const QString &id, const char *name, const QString &sentence, const char *direction,
                         const QString &line, const char *watched, const char *topics) {
        const auto *fact = indicator(bench, id);
        if (fact == nullptr)
            return;
        Period year;
        year.start = fact->start;
        year.end = fact->end;
        ClaimBuilder claim(QStringLiteral("%1.economic.%2").arg(bench.framework()).arg(QLatin1String(name)),
                           Grade::Computed, 0.7);
        auto prose = bench.prose();
        prose.set(QStringLiteral("v"), Figure{fact->value(), fact->unit, year, fact->id});
        prose.set(QStringLiteral("p"), year.label());
        prose.set(QStringLiteral("region"), bench.regionName());
        prose.write(claim, sentence);
        items.append(item(claim, direction, QStringLiteral("medium"), "observed", "now", line, watched, topics));
    };
    const auto *growth = indicator(bench, QStringLiteral("NY.GDP.MKTP.KD.ZG"));
    add(QStringLiteral("NY.GDP.MKTP.KD.ZG"), "output",
        QStringLiteral("Output in {region} {v?grew:shrank} by {|v|}, at constant prices, in the year to {p}; demand "
                       "there moves with it."),
        growth && growth->value() >= 0 ? "opportunity" : "threat", QStringLiteral("revenue"),
        "growth of gross domestic product", "growth expansion");
    add(QStringLiteral("FP.CPI.TOTL.ZG"), "prices",
        QStringLiteral("Consumer prices in {region} {v?rose:fell} by {|v|} in the year to {p}, a measure for what "
                       "wages and inputs there must be expected to do."),
        "open", QStringLiteral("cost_of_revenue"), "consumer price index", "profitability risk");
}

void addResearch(Workbench &bench, QList<FrameworkItem> &items)
{
    const auto comparison = compareWithReference(bench, QStringLiteral("rd_intensity"));
    if (!comparison)
        return;
    ClaimBuilder claim(bench.framework() + QStringLiteral(".technological.research"), Grade::Computed,
                       confidenceOf(comparison->basis));
    writeLevel(bench, claim, comparison->ratioId, comparison->own);
    writeGap(bench, claim, *comparison);
    const bool isAhead = comparison->gap.value >= 0;
    claim.text(isAhead ? QStringLiteral("; it can set the pace of change rather than follow it.")
                       : QStringLiteral("; change set by others has to be bought or followed."));
    // "open": SWOT judges research by its persistence; here it is what meets change.
    items.append(item(claim, "open",
                      std::abs(comparison->z.value) >= 1 ? QStringLiteral("medium") : QStringLiteral("low"), "observed",
                      "one to three years", QStringLiteral("research_and_development"),
                      "research and development to revenue", "innovation technology"));
}

void addFixedAssets(Workbench &bench, QList<FrameworkItem> &items)
{
    const auto share = bench.ratio(QStringLiteral("ppe_to_assets"));
    const auto intensity = bench.ratio(QStringLiteral("capex_intensity"));
    if (!share)
        return;
    ClaimBuilder claim(bench.framework() + QStringLiteral(".environmental.assets"), Grade::Computed,
                       confidenceOf(QString()));
    auto prose = bench.prose();
    prose.set(QStringLiteral("v"), *share);
    prose.write(
        claim,
        QStringLiteral("Plant and equipment, which rules on emissions and physical risks reach first, made up {v} of "
                       "{companys} assets at the end of {p}"));
    if (intensity) {
        prose.set(QStringLiteral("capex"), *intensity);
        prose.write(claim, QStringLiteral(", and capital expenditure that could renew it {capex} of revenue."));
    } else {
        claim.text(QStringLiteral("."));
    }
    items.append(item(claim, "open",
                      share->value >= 0.4   ? QStringLiteral("high")
                      : share->value >= 0.2 ? QStringLiteral("medium")
                                            : QStringLiteral("low"),
                      "open", "beyond three years", QStringLiteral("ppe_to_assets"), "rules on emissions of plants",
                      "regulation investment risk"));
}

void addTax(Workbench &bench, QList<FrameworkItem> &items)
{
    const auto own = bench.ratio(QStringLiteral("effective_tax_rate"));
    if (!own)
        return;
    for (const auto &fact : bench.input().countryAnchors) {
        if (!fact.tag.contains(QLatin1String("tax"), Qt::CaseInsensitive) || fact.unit != units::Ratio)
            continue;
        Period period;
        period.end = fact.end;
        const Figure rate{fact.value(), fact.unit, period, fact.id};
        const auto gap = bench.compute(QStringLiteral("gap"), QStringLiteral("Effective less published tax rate"),
                                       QStringLiteral("own - reference"), units::Points,
                                       {one(QStringLiteral("own"), *own), one(QStringLiteral("reference"), rate)},
                                       own->period, QStringLiteral("tax-country"));
        if (!gap)
            return;
        ClaimBuilder claim(bench.framework() + QStringLiteral(".legal.tax"), Grade::Computed, 0.7);
        auto prose = bench.prose();
        prose.set(QStringLiteral("own"), *own).set(QStringLiteral("rate"), rate).set(QStringLiteral("gap"), *gap);
        prose.set(QStringLiteral("region"), bench.regionName());
        prose.write(
            claim,
            QStringLiteral("{companys} effective tax rate of {own} in {p} lies {|gap|} {gap?above:below} the published "
                           "corporate rate of {rate} for {region}; earnings that move there would be taxed "
                           "{gap?more lightly:more heavily}."));
        items.append(item(claim, gap->value >= 0 ? "opportunity" : "threat", QStringLiteral("low"), "in force", "now",
                          QStringLiteral("effective_tax_rate"), "corporate tax rate", "regulation expansion"));
        return;
    }
    const auto change = changeOf(bench, QStringLiteral("effective_tax_rate"));
    ClaimBuilder claim(bench.framework() + QStringLiteral(".legal.tax"), Grade::Computed, confidenceOf(QString()));
    writeLevel(bench, claim, QStringLiteral("effective_tax_rate"), *own);
    if (change)
        writeChange(bench, claim, *change, QStringLiteral(", "));
    claim.text(QStringLiteral("."));
    items.append(item(claim, "open", QStringLiteral("low"), "observed", "now", QStringLiteral("effective_tax_rate"),
                      "effective tax rate in quarterly reports", "regulation"));
}

void addForeignRevenue(Workbench &bench, QList<FrameworkItem> &items)
{
    const auto foreign = foreignRevenue(bench);
    if (!foreign)
        return;
    ClaimBuilder claim(bench.framework() + QStringLiteral(".political.foreign_revenue"), Grade::Computed,
                       confidenceOf(QString()));
    auto prose = bench.prose();
    prose.set(QStringLiteral("home"), foreign->home).set(QStringLiteral("share"), foreign->share);
    prose.set(QStringLiteral("amount"), foreign->amount).set(QStringLiteral("p"), foreign->share.period.label());
    if (foreign->isAtLeast)
        claim.text(QStringLiteral("At least "));
    prose.write(claim, QStringLiteral("{share} of {companys} revenue in {p}, {amount}, came from outside {home}"));
    if (foreign->largestShare) {
        prose.set(QStringLiteral("country"), foreign->largest).set(QStringLiteral("part"), *foreign->largestShare);
        prose.set(QStringLiteral("partamount"), *foreign->largestAmount);
        prose.write(claim,
                    QStringLiteral("; {country} alone stood for {part} of all revenue, {partamount}, which is what "
                                   "a dispute with it would put at risk."));
    } else {
        claim.text(QStringLiteral("; that is what disputes over trade would put at risk."));
    }
    items.append(item(claim, "threat", impactWord(foreign->exposure()), "open", "open", QStringLiteral("revenue"),
                      "trade and foreign policy towards the largest market abroad", "expansion regulation risk"));
}

void addCurrency(Workbench &bench, QList<FrameworkItem> &items)
{
    const auto foreign = foreignRevenue(bench);
    if (!foreign)
        return;
    const auto cost =
        bench.compute(QStringLiteral("currency_sensitivity"),
                      QStringLiteral("One per cent of the revenue earned abroad"), QStringLiteral("0.01 * foreign"),
                      foreign->amount.unit, {one(QStringLiteral("foreign"), foreign->amount)}, foreign->amount.period);
    if (!cost)
        return;
    ClaimBuilder claim(bench.framework() + QStringLiteral(".economic.currency"), Grade::Computed,
                       confidenceOf(QString()));
    auto prose = bench.prose();
    prose.set(QStringLiteral("cost"), *cost).set(QStringLiteral("share"), foreign->share);
    prose.set(QStringLiteral("p"), foreign->share.period.label());
    prose.write(
        claim,
        QStringLiteral("Each per cent by which the currencies abroad lose against the one that {company} reports in "
                       "takes up to {cost} a year off its revenue, as {share} of it was earned abroad in {p}."));
    items.append(item(claim, "open", impactWord(foreign->share), "open", "now", QStringLiteral("revenue"),
                      "exchange rates of the currencies of sale", "risk profitability expansion"));
}

} // namespace

QList<FrameworkItem> pestelFigures(Workbench &bench, const QString &classId)
{
    QList<FrameworkItem> items;
    if (!bench.hasFacts() && bench.input().countryAnchors.isEmpty())
        return items;
    if (classId == QLatin1String("political")) {
        addForeignRevenue(bench, items);
    } else if (classId == QLatin1String("economic")) {
        addInterest(bench, items);
        addMarketGrowth(bench, items);
        addRiskPremium(bench, items);
        addCurrency(bench, items);
        addIndicators(bench, items);
    } else if (classId == QLatin1String("technological")) {
        addResearch(bench, items);
    } else if (classId == QLatin1String("environmental")) {
        addFixedAssets(bench, items);
    } else if (classId == QLatin1String("legal")) {
        addTax(bench, items);
    }
    return items;
}

} // namespace consultantos
