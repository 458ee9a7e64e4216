// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/revenue_split.h"
#include "analysis/synthesis.h"
#include "company_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

struct Part {
    const char *member;
    const char *name;
    double now;
    double before;
};

/// Adds a split of revenue to the company's figures, its newest two years, in millions.
void addSplit(FrameworkInput &input, const QString &kind, const QList<Part> &parts)
{
    Breakdown breakdown;
    breakdown.kind = kind;
    breakdown.title = QStringLiteral("Revenue by ") + kind;
    breakdown.concept_ = QStringLiteral("revenue");
    breakdown.periods = input.own.annualPeriods().mid(0, 2);
    for (const auto &period : std::as_const(breakdown.periods))
        breakdown.totals.append(input.own.annual(QStringLiteral("revenue"), period.fiscalYear));
    for (const auto &given : parts) {
        BreakdownPart part{QString::fromLatin1(given.name), QString::fromLatin1(given.member), {}, {}};
        for (qsizetype i = 0; i < breakdown.periods.size(); ++i) {
            Fact fact;
            fact.companyId = input.own.companyId;
            fact.taxonomy = QStringLiteral("us-gaap");
            fact.tag = QStringLiteral("Revenues");
            fact.dimensions = QStringLiteral("axis=") + part.member;
            fact.unit = input.own.currency;
            fact.start = breakdown.periods[i].start;
            fact.end = breakdown.periods[i].end;
            fact.latest.value = (i == 0 ? given.now : given.before) * 1e6;
            fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end, fact.dimensions);
            part.values.append(input.own.evidence.add(fact, breakdown.periods[i]));
            Computation share;
            share.id =
                QStringLiteral("c/%1/share/%2/%3").arg(fact.companyId, breakdown.periods[i].label(), part.member);
            share.method = QStringLiteral("share");
            share.formula = QStringLiteral("part / whole");
            share.bindings = {{QStringLiteral("part"), {fact.id}, false},
                              {QStringLiteral("whole"), {breakdown.totals[i]->ref}, false}};
            share.value = fact.value() / breakdown.totals[i]->value;
            share.unit = QStringLiteral("ratio");
            share.period = breakdown.periods[i];
            part.shares.append(input.own.evidence.add(share));
        }
        breakdown.parts.append(part);
    }
    input.own.breakdowns.append(breakdown);
}

double newestRevenue(const FrameworkInput &input)
{
    return input.own.annual(QStringLiteral("revenue"), input.own.annualPeriods().first().fiscalYear)->value / 1e6;
}

FrameworkInput american(double homeShare, double chineseShare)
{
    auto input = cartInput(6);
    input.company.country = QStringLiteral("US");
    const double revenue = newestRevenue(input);
    addSplit(input, QStringLiteral("region"),
             {{"country:US", "United States", homeShare * revenue, homeShare * revenue},
              {"country:CN", "China", chineseShare * revenue, chineseShare * revenue}});
    input.own.breakdowns.last().isComplete = true;
    return input;
}

FrameworkOutput outputOf(const FrameworkInput &input, const char *id)
{
    for (const auto &output : deriveAll(input)) {
        if (output.result.id == QLatin1String(id))
            return output;
    }
    return {};
}

std::optional<FrameworkItem> itemWithClaim(const FrameworkOutput &output, const char *claimId)
{
    for (const auto &section : output.result.sections) {
        for (const auto &item : section.items) {
            if (item.claim.id == QLatin1String(claimId))
                return item;
        }
    }
    return std::nullopt;
}

bool asksForCountries(const FrameworkOutput &output)
{
    return std::any_of(output.requests.cbegin(), output.requests.cend(), [](const DataRequest &request) {
        return request.id == QLatin1String("data.pestel.political.foreign_revenue");
    });
}

} // namespace

class TestRevenueSplit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void impactGoesByTheLargestCountryAbroad_data()
    {
        QTest::addColumn<double>("chineseShare");
        QTest::addColumn<QString>("impact");
        QTest::newRow("a fifth") << 0.21 << QStringLiteral("high");
        QTest::newRow("a twentieth") << 0.06 << QStringLiteral("medium");
        QTest::newRow("less") << 0.01 << QStringLiteral("low");
    }
    void impactGoesByTheLargestCountryAbroad()
    {
        QFETCH(double, chineseShare);
        QFETCH(QString, impact);
        const auto output = outputOf(american(0.4, chineseShare), "pestel");
        const auto item = itemWithClaim(output, "pestel.political.foreign_revenue");
        QVERIFY(item);
        QCOMPARE(item->fields[QStringLiteral("impact")], impact);
        QVERIFY2(item->claim.text.startsWith(QStringLiteral("60.0 % of ")), qPrintable(item->claim.text));
        QVERIFY(item->claim.text.contains(QStringLiteral("outside the United States; China alone stood for ")));
        QVERIFY2(strayNumbers(output).isEmpty(), qPrintable(strayNumbers(output).join(u'\n')));
    }

    void whatTheSplitTellsIsNotAskedFor()
    {
        QVERIFY(asksForCountries(outputOf(cartInput(6), "pestel")));
        QVERIFY(!asksForCountries(outputOf(american(0.4, 0.2), "pestel")));
    }

    void aCompanyOfAnotherCountryHasAnotherHome()
    {
        auto input = american(0.4, 0.2);
        input.company.country = QStringLiteral("CN");
        Workbench bench(input, QStringLiteral("test"));
        const auto foreign = foreignRevenue(bench);
        QVERIFY(foreign);
        QCOMPARE(foreign->home, QStringLiteral("China"));
        QCOMPARE(foreign->share.value, 0.8);
        QCOMPARE(foreign->largest, QStringLiteral("the United States"));
    }

    void anIncompleteSplitTellsTheLeast()
    {
        auto input = american(0.4, 0.25);
        input.own.breakdowns.last().isComplete = false;
        const auto item = itemWithClaim(outputOf(input, "pestel"), "pestel.political.foreign_revenue");
        QVERIFY(item);
        QVERIFY2(item->claim.text.startsWith(QStringLiteral("At least 25.0 % of ")), qPrintable(item->claim.text));
    }

    void withoutTheHomeCountryNothingIsSaid()
    {
        auto input = american(0.4, 0.2);
        input.company.country = QStringLiteral("DE");
        Workbench bench(input, QStringLiteral("test"));
        QVERIFY(!foreignRevenue(bench));
    }

    void thePartThatOutgrowsTheRestIsAnOpportunity()
    {
        auto input = cartInput(6);
        const double revenue = newestRevenue(input);
        addSplit(input, QStringLiteral("segment"),
                 {{"a:Carts", "Carts", 0.8 * revenue, 0.8 * revenue},
                  {"a:Repairs", "Repairs", 0.2 * revenue, 0.1 * revenue}});
        input.request.depth = Depth::Deep;
        const auto outputs = deriveAll(input);
        const auto item = itemWithClaim(outputOf(input, "swot"), "swot.opportunities.part");
        QVERIFY(item);
        QVERIFY2(item->claim.text.startsWith(QStringLiteral("Repairs, 20.0 % of ")), qPrintable(item->claim.text));
        QVERIFY(item->claim.text.contains(QStringLiteral("gained 100.0 % on the year before")));
        const auto summary = synthesise(input, outputs);
        const auto told =
            std::find_if(summary.summary.supports.cbegin(), summary.summary.supports.cend(),
                         [](const Claim &claim) { return claim.id == QLatin1String("summary.support.segments"); });
        QVERIFY(told != summary.summary.supports.cend());
        QVERIFY2(told->text.startsWith(QStringLiteral("Carts made up 80.0 % of ")), qPrintable(told->text));
        QVERIFY(strayNumbers(*told, summary.evidence).isEmpty());
    }

    void newRiskFactorsAreThreatsAndRisks()
    {
        auto input = cartInput(6);
        const auto heading = [](int number, const QString &text) {
            return Passage{QStringLiteral("p/00bb/%1").arg(number),
                           QStringLiteral("r.html"),
                           3,
                           0,
                           text,
                           QStringLiteral("Item 1A"),
                           QDate(2024, 12, 31)};
        };
        const Passage elsewhere{
            QStringLiteral("p/00aa/1"), QStringLiteral("q.html"), 2, 0, QStringLiteral("Risk Factors"),
            QStringLiteral("Item 1A"),  QDate(2023, 12, 31)};
        input.riskNews = {{true, 2024, QStringLiteral("Tariffs on our 3 axles may rise."),
                           heading(1, QStringLiteral("Tariffs on our 3 axles may rise.")), elsewhere},
                          {true, 2024, QStringLiteral("Our founder may leave us."),
                           heading(2, QStringLiteral("Our founder may leave us.")), elsewhere},
                          {false, 2024, QStringLiteral("Horses may become scarce."),
                           heading(3, QStringLiteral("Horses may become scarce.")), elsewhere}};
        const auto pestel = outputOf(input, "pestel");
        const auto item = itemWithClaim(pestel, "pestel.political.risk_factor.1");
        QVERIFY(item);
        QCOMPARE(item->claim.text,
                 QStringLiteral("New in the risk factors of FY2024: “Tariffs on our 3 axles may rise.”"));
        QCOMPARE(item->claim.evidence, (QStringList{QStringLiteral("p/00bb/1"), QStringLiteral("p/00aa/1")}));
        QCOMPARE(item->fields[QStringLiteral("direction")], QStringLiteral("threat"));
        const auto swot = outputOf(input, "swot");
        QVERIFY(itemWithClaim(swot, "swot.threats.risk_factor.1"));
        QVERIFY2(strayNumbers(swot).isEmpty(), qPrintable(strayNumbers(swot).join(u'\n')));
        const auto summary = synthesise(input, deriveAll(input));
        const auto isTold =
            std::any_of(summary.summary.risks.cbegin(), summary.summary.risks.cend(), [](const Claim &claim) {
                return claim.text.startsWith(QStringLiteral("New in the risk factors of FY2024: "));
            });
        QVERIFY(isTold);
        input.request.depth = Depth::Quick;
        QVERIFY(!itemWithClaim(outputOf(input, "pestel"), "pestel.political.risk_factor.1"));
    }
};

QTEST_GUILESS_MAIN(TestRevenueSplit)
#include "test_revenue_split.moc"
