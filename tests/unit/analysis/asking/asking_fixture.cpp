// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking_fixture.h"

#include "../financials/fact_fixture.h"
#include "analysis/expression.h"

#include <array>
#include <cmath>

namespace consultantos::test {

namespace {

constexpr int FirstYear = 2017;
using Years = std::array<double, 4>;

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

QString day(int year, const char *monthAndDay)
{
    return QString::number(year) + QLatin1Char('-') + text(monthAndDay);
}

void addFlow(FactFixture &fixture, const char *tag, const Years &millions)
{
    for (int i = 0; i < 4; ++i)
        fixture.year(text(tag), day(FirstYear + i, "01-01"), day(FirstYear + i, "12-31"),
                     millions[static_cast<std::size_t>(i)] * 1e6, FirstYear + i);
}

void addBalance(FactFixture &fixture, const char *tag, const Years &millions)
{
    for (int i = 0; i < 4; ++i) {
        const auto value = millions[static_cast<std::size_t>(i)];
        if (!std::isnan(value))
            fixture.instant(text(tag), day(FirstYear + i, "12-31"), value * 1e6, FirstYear + i);
    }
}

/// A part's figure of a year.
Fact partOf(int year, const char *tag, const char *axis, const char *member, double millions)
{
    FactFixture fixture;
    fixture.year(text(tag), day(year, "01-01"), day(year, "12-31"), millions * 1e6, year);
    auto fact = fixture.facts().first();
    fact.dimensions = text(axis) + QLatin1Char('=') + text(member);
    fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end, fact.dimensions);
    return fact;
}

Fact part(const char *axis, const char *member, double millions)
{
    return partOf(2020, "Revenues", axis, member, millions);
}

QList<Fact> statements()
{
    FactFixture fixture;
    addFlow(fixture, "Revenues", {800, 1000, 1100, 1210});
    addFlow(fixture, "CostOfRevenue", {500, 600, 660, 700});
    addFlow(fixture, "SellingGeneralAndAdministrativeExpense", {100, 110, 120, 130});
    addFlow(fixture, "ResearchAndDevelopmentExpense", {50, 60, 66, 70});
    addFlow(fixture, "OperatingIncomeLoss", {150, 200, 220, 242});
    addFlow(fixture, "InterestExpense", {10, 10, 11, 11});
    addFlow(fixture, "IncomeTaxExpenseBenefit", {28, 38, 42, 46});
    addFlow(fixture, "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest",
            {140, 190, 210, 231});
    addFlow(fixture, "NetIncomeLoss", {112, 152, 168, 185});
    addFlow(fixture, "DepreciationDepletionAndAmortization", {40, 50, 55, 60.5});
    addFlow(fixture, "NetCashProvidedByUsedInOperatingActivities", {160, 210, 240, 260});
    addFlow(fixture, "PaymentsToAcquirePropertyPlantAndEquipment", {60, 70, 77, 96.8});
    addFlow(fixture, "PaymentsOfDividends", {28, 38, 42, 74});
    addFlow(fixture, "RestructuringCharges", {-5, 0, 4, 8});
    const auto none = std::nan("");
    addBalance(fixture, "CashAndCashEquivalentsAtCarryingValue", {100, 120, 150, 180});
    addBalance(fixture, "ShortTermInvestments", {50, 60, 40, none});
    addBalance(fixture, "AccountsReceivableNetCurrent", {80, 100, 110, 121});
    addBalance(fixture, "InventoryNet", {90, 100, 120, 140});
    addBalance(fixture, "AssetsCurrent", {350, 400, 450, 480});
    addBalance(fixture, "PropertyPlantAndEquipmentNet", {300, 320, 350, 380});
    addBalance(fixture, "Assets", {1000, 1100, 1200, 1300});
    addBalance(fixture, "AccountsPayableCurrent", {60, 70, 80, 90});
    addBalance(fixture, "LiabilitiesCurrent", {200, 220, 240, 250});
    addBalance(fixture, "LongTermDebtNoncurrent", {250, 260, 270, 280});
    addBalance(fixture, "LongTermDebtCurrent", {20, 20, 30, 20});
    addBalance(fixture, "Liabilities", {600, 640, 680, 700});
    addBalance(fixture, "StockholdersEquity", {400, 460, 520, 600});
    fixture.span(text("Revenues"), day(2020, "01-01"), day(2020, "03-31"), 280e6, 2020)
        .span(text("Revenues"), day(2020, "01-01"), day(2020, "06-30"), 580e6, 2020)
        .span(text("Revenues"), day(2020, "01-01"), day(2020, "09-30"), 890e6, 2020)
        .span(text("NetIncomeLoss"), day(2020, "07-01"), day(2020, "09-30"), 62e6, 2020)
        .unit(text("USD/shares"))
        .year(text("EarningsPerShareDiluted"), day(2020, "01-01"), day(2020, "12-31"), 1.848, 2020)
        .unit(text("shares"))
        .year(text("WeightedAverageNumberOfDilutedSharesOutstanding"), day(2020, "01-01"), day(2020, "12-31"), 100e6,
              2020);
    return fixture.facts();
}

} // namespace

QuestionContext carter()
{
    QuestionContext context;
    context.company.id = text("1");
    context.company.name = text("Carter Tools");
    context.company.legalName = text("Carter Tools, Inc.");
    context.company.aliases = {text("Carter")};
    context.company.ticker = text("CRTR");
    context.company.sector = text("industrials");
    Company rival;
    rival.id = text("2");
    rival.name = text("Dunmore");
    context.known = {context.company, rival};
    context.facts = statements();
    context.facts.append(part("us-gaap:StatementBusinessSegmentsAxis", "crtr:PowerToolsSegmentMember", 700));
    context.facts.append(part("us-gaap:StatementBusinessSegmentsAxis", "crtr:SparePartsSegmentMember", 530));
    context.facts.append(part("us-gaap:StatementBusinessSegmentsAxis", "us-gaap:IntersegmentEliminationMember", -20));
    context.facts.append(part("srt:StatementGeographicalAxis", "country:US", 800));
    context.facts.append(part("srt:StatementGeographicalAxis", "country:DE", 410));
    context.facts.append(part("srt:ProductOrServiceAxis", "crtr:PowerToolsSalesMember", 650));
    context.facts.append(part("srt:ProductOrServiceAxis", "crtr:PowerToolsLeasingMember", 50));
    context.facts.append(part("srt:ProductOrServiceAxis", "crtr:SawsMember", 300));
    context.facts.append(part("srt:ProductOrServiceAxis", "crtr:SawsAndBladesMember", 340));
    context.facts.append(part("srt:ProductOrServiceAxis", "crtr:GMNAMember", 121));
    const auto *const segments = "us-gaap:StatementBusinessSegmentsAxis";
    const auto *const spareParts = "crtr:SparePartsSegmentMember";
    context.facts.append(partOf(2019, "Revenues", segments, spareParts, 500));
    context.facts.append(partOf(2019, "OperatingIncomeLoss", segments, spareParts, 90));
    context.facts.append(partOf(2020, "OperatingIncomeLoss", segments, spareParts, 106));
    FactFixture row;
    row.instant(text("PrepaidRoyalties"), day(2020, "12-31"), 7e6, 2020);
    context.rows = {{text("Prepaid royalties"), row.facts()},
                    {text("Total"), row.facts()},
                    {text("Prepaid expenses and other, net"), row.facts()}};
    return context;
}

QString traceFaults(const Answer &answer)
{
    const auto &book = answer.evidence;
    const auto valueOf = [&book](const QString &id) -> std::optional<double> {
        if (const auto *fact = book.fact(id))
            return fact->value();
        if (const auto *computation = book.computation(id))
            return computation->value;
        return std::nullopt;
    };
    for (const auto &ref : answer.refs) {
        if (!valueOf(ref) && !book.passage(ref))
            return QStringLiteral("not in the evidence: ") + ref;
    }
    for (const auto &computation : book.computations()) {
        QHash<QString, ExpressionValue> values;
        for (const auto &binding : computation.bindings) {
            QList<double> numbers;
            for (const auto &ref : binding.refs) {
                if (!valueOf(ref))
                    return QStringLiteral("not in the evidence: ") + ref;
                numbers.append(*valueOf(ref));
            }
            values.insert(binding.name, binding.isList ? ExpressionValue(numbers) : ExpressionValue(numbers.first()));
        }
        const auto expression = Expression::parse(computation.formula);
        const auto again = expression ? expression->evaluate(values) : tl::unexpected(expression.error());
        if (!again || *again != computation.value)
            return QStringLiteral("doesn't come out again: ") + computation.id;
    }
    return {};
}

} // namespace consultantos::test
