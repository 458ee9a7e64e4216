// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/financial_engine.h"
#include "analysis/health/financial_health.h"

#include "company_fixture.h"
#include "rule_texts.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

const QSet<QString> &knownFigures()
{
    static const QSet<QString> all{QStringLiteral("gross_margin"), QStringLiteral("current_ratio"),
                                   QStringLiteral("roic"), QStringLiteral("debt_to_equity")};
    return all;
}

HealthRules rulesOf(const QByteArray &figures)
{
    const auto rules = HealthRules::parse(healthRuleFile(figures), QStringLiteral("rules.json"), knownFigures());
    return rules ? *rules : HealthRules();
}

/// The first reading of a company with one year, of these lines.
HealthReading readingOf(const QMap<QString, double> &lines, const QByteArray &figures,
                        const QList<IndustryAnchor> &anchors = {})
{
    CompanyFixture fixture(QStringLiteral("7"), QStringLiteral("Carts"));
    fixture.year(2024, lines);
    FrameworkInput input;
    input.company = fixture.company();
    input.own = fixture.financials();
    input.anchors = anchors;
    const auto rules = rulesOf(figures);
    return financialHealth(input, rules).health.readings.value(0);
}

} // namespace

class TestFinancialHealth : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void conditionsHold_data();
    void conditionsHold();
    void faultsAreToldWithTheirLine_data();
    void faultsAreToldWithTheirLine();
    void theProgramsRulesCanBeRead();
    void thresholdsGiveTheLightAtTheirBounds_data();
    void thresholdsGiveTheLightAtTheirBounds();
    void aPublishedRangeJudges_data();
    void aPublishedRangeJudges();
    void peersJudgeByTheirQuartiles();
    void theBetterSideIsTheFiguresOwn();
    void withoutPeersAPublishedAverageJudges();
    void withoutAnyReferenceThereIsNoLight();
    void aFigureThatIsMissingSaysWhy();
    void noFiguresNoReadings();
    void everythingShownIsInTheEvidence();
    void theJsonKeepsAll();
};

void TestFinancialHealth::conditionsHold_data()
{
    QTest::addColumn<int>("relation");
    QTest::addColumn<bool>("atBound");
    QTest::addColumn<bool>("above");
    QTest::newRow("above") << int(HealthCondition::Relation::Above) << false << true;
    QTest::newRow("at least") << int(HealthCondition::Relation::AtLeast) << true << true;
    QTest::newRow("below") << int(HealthCondition::Relation::Below) << false << false;
    QTest::newRow("at most") << int(HealthCondition::Relation::AtMost) << true << false;
}

void TestFinancialHealth::conditionsHold()
{
    QFETCH(int, relation);
    QFETCH(bool, atBound);
    QFETCH(bool, above);
    const HealthCondition condition{HealthCondition::Relation(relation), 2.5};
    QCOMPARE(condition.holds(2.5), atBound);
    QCOMPARE(condition.holds(2.6), above);
    QCOMPARE(condition.holds(2.4), !above);
}

void TestFinancialHealth::faultsAreToldWithTheirLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    for (const auto &fault : faultyRules())
        QTest::newRow(fault.name) << fault.text << QString::fromLatin1(fault.expected);
}

void TestFinancialHealth::faultsAreToldWithTheirLine()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    const auto rules = HealthRules::parse(text, QStringLiteral("rules.json"), knownFigures());
    QVERIFY(!rules);
    const auto told = rules.error().message + QLatin1Char(' ') + rules.error().detail;
    QVERIFY2(told.contains(expected), qPrintable(told));
}

void TestFinancialHealth::theProgramsRulesCanBeRead()
{
    const auto resources = QString::fromLocal8Bit(qgetenv("CONSULTANTOS_RESOURCE_DIR"));
    const auto engine = FinancialEngine::load(resources);
    QVERIFY(engine);
    const auto rules = HealthRules::load(resources, engine->figureIds());
    QVERIFY2(rules, rules ? "" : qPrintable(rules.error().message + rules.error().detail));
    QStringList ids;
    for (const auto &rule : rules->rules())
        ids.append(rule.id);
    for (const auto *id : {"revenue_growth",
                           "revenue_cagr_3y",
                           "gross_margin",
                           "operating_margin",
                           "net_margin",
                           "capex_intensity",
                           "rd_intensity",
                           "working_capital",
                           "cash_conversion_cycle",
                           "net_debt_to_ebitda",
                           "interest_coverage",
                           "fcf_conversion",
                           "payout_ratio",
                           "dupont_roe_3",
                           "dupont_roe_5",
                           "roic",
                           "piotroski_f",
                           "altman_z",
                           "altman_z_private",
                           "altman_z_double_prime",
                           "beneish_m",
                           "net_interest_margin",
                           "efficiency_ratio",
                           "bank_equity_ratio",
                           "loss_ratio",
                           "combined_ratio"})
        QVERIFY2(ids.contains(QLatin1String(id)), id);
    const auto &published = rules->rules();
    const auto bounds = [&](const char *id) {
        for (const auto &rule : published) {
            if (rule.id == QLatin1String(id))
                return std::pair(rule.strong->value, rule.weak->value);
        }
        return std::pair(0.0, 0.0);
    };
    // Altman 1968, 1983 and 1995, Piotroski 2000, Beneish 1999.
    QCOMPARE(bounds("altman_z"), std::pair(2.99, 1.81));
    QCOMPARE(bounds("altman_z_private"), std::pair(2.9, 1.23));
    QCOMPARE(bounds("altman_z_double_prime"), std::pair(2.6, 1.1));
    QCOMPARE(bounds("piotroski_f"), std::pair(8.0, 1.0));
    // The NAIC's usual range of premiums to surplus; claims and costs against premiums.
    QCOMPARE(bounds("premiums_to_equity"), std::pair(2.0, 3.0));
    QCOMPARE(bounds("combined_ratio"), std::pair(0.95, 1.0));
    QCOMPARE(bounds("beneish_m"), std::pair(-1.78, -1.78));
}

void TestFinancialHealth::thresholdsGiveTheLightAtTheirBounds_data()
{
    QTest::addColumn<double>("assets");
    QTest::addColumn<QString>("light");
    QTest::newRow("strong at the bound") << 200.0 << "strong";
    QTest::newRow("just below it") << 199.9 << "between";
    QTest::newRow("at the weak bound") << 100.0 << "between";
    QTest::newRow("weak below it") << 99.9 << "weak";
}

void TestFinancialHealth::thresholdsGiveTheLightAtTheirBounds()
{
    QFETCH(double, assets);
    QFETCH(QString, light);
    const auto reading = readingOf(
        {{QStringLiteral("current_assets"), assets}, {QStringLiteral("current_liabilities"), 100}}, thresholdRule());
    QCOMPARE(lightName(reading.light), light);
    QCOMPARE(reading.basis, QStringLiteral("thresholds"));
    QCOMPARE(reading.rule, QStringLiteral("strong from 2.00x, weak below 1.00x"));
    QCOMPARE(reading.source, QStringLiteral("a book"));
}

void TestFinancialHealth::aPublishedRangeJudges_data()
{
    QTest::addColumn<double>("income");
    QTest::addColumn<QString>("light");
    // 0.79 of it to a capital of 79: a return of a hundredth of it.
    QTest::newRow("above") << 12.1 << "strong";
    QTest::newRow("within") << 10.0 << "between";
    QTest::newRow("below") << 7.9 << "weak";
}

void TestFinancialHealth::aPublishedRangeJudges()
{
    QFETCH(double, income);
    QFETCH(QString, light);
    const QMap<QString, double> lines{{QStringLiteral("operating_income"), income},
                                      {QStringLiteral("equity"), 60},
                                      {QStringLiteral("long_term_debt"), 19}};
    const auto reading = readingOf(
        lines, rangeRule(), {anchor(QStringLiteral("wacc"), 0.08), anchor(QStringLiteral("cost_of_equity"), 0.12)});
    QCOMPARE(lightName(reading.light), light);
    QCOMPARE(reading.judgedBy.size(), 2);
    QCOMPARE(lightName(readingOf(lines, rangeRule()).light), QStringLiteral("none"));
}

void TestFinancialHealth::peersJudgeByTheirQuartiles()
{
    const auto input = cartInput(6);
    const auto output = financialHealth(input, rulesOf(relativeRule("gross_margin")));
    const auto &reading = output.health.readings.first();
    QCOMPARE(reading.basis, QStringLiteral("peers"));
    QCOMPARE(reading.peers.size(), 6);
    QCOMPARE(reading.peerFigures.size(), 6);
    QVERIFY(reading.lowerQuartile && reading.median && reading.upperQuartile && reading.percentile);
    QVERIFY(reading.lowerQuartile->value <= reading.median->value);
    QVERIFY(reading.median->value <= reading.upperQuartile->value);
    qsizetype below = 0;
    for (const auto &figure : reading.peerFigures)
        below += figure.value < reading.figure->value ? 1 : 0;
    QCOMPARE(reading.percentile->value, double(below) / 6);
    const auto expected = reading.percentile->value >= 0.75   ? HealthLight::Strong
                          : reading.percentile->value <= 0.25 ? HealthLight::Weak
                                                              : HealthLight::Between;
    QCOMPARE(reading.light, expected);
    const auto fewer = financialHealth(cartInput(4), rulesOf(relativeRule("gross_margin"))).health.readings.first();
    QVERIFY(!fewer.median);
    QCOMPARE(fewer.peers.size(), 4);
}

void TestFinancialHealth::theBetterSideIsTheFiguresOwn()
{
    auto input = cartInput(6);
    for (auto &ratio : input.own.ratios) {
        if (ratio.id == QLatin1String("gross_margin"))
            ratio.higherIsBetter = !ratio.higherIsBetter;
    }
    const auto turned = financialHealth(input, rulesOf(relativeRule("gross_margin"))).health.readings.first();
    const auto usual = financialHealth(cartInput(6), rulesOf(relativeRule("gross_margin"))).health.readings.first();
    QCOMPARE(turned.percentile->value, usual.percentile->value);
    QVERIFY(usual.light != HealthLight::None);
    if (usual.light != HealthLight::Between)
        QVERIFY(turned.light != usual.light);
    QVERIFY(turned.rule != usual.rule);
}

void TestFinancialHealth::withoutPeersAPublishedAverageJudges()
{
    const QMap<QString, double> lines{{QStringLiteral("revenue"), 100}, {QStringLiteral("cost_of_revenue"), 50}};
    const auto light = [&](double average) {
        return lightName(
            readingOf(lines, relativeRule("gross_margin"), {anchor(QStringLiteral("gross_margin"), average)}).light);
    };
    QCOMPARE(light(0.39), QStringLiteral("strong")); // more than a quarter above it
    QCOMPARE(light(0.45), QStringLiteral("between"));
    QCOMPARE(light(0.7), QStringLiteral("weak"));
}

void TestFinancialHealth::withoutAnyReferenceThereIsNoLight()
{
    const auto reading = readingOf({{QStringLiteral("revenue"), 100}, {QStringLiteral("cost_of_revenue"), 50}},
                                   relativeRule("gross_margin"));
    QCOMPARE(reading.light, HealthLight::None);
    QVERIFY(reading.figure);
    QVERIFY(reading.unjudged.startsWith(QStringLiteral("not judged")));
}

void TestFinancialHealth::aFigureThatIsMissingSaysWhy()
{
    const auto output = financialHealth(cartInput(6), rulesOf(relativeRule("debt_to_equity")));
    for (const auto &reading : output.health.readings) {
        if (!reading.figure) {
            QVERIFY(reading.notDerivable.startsWith(QStringLiteral("not derivable")));
            QCOMPARE(reading.light, HealthLight::None);
        }
    }
}

void TestFinancialHealth::noFiguresNoReadings()
{
    QVERIFY(financialHealth(FrameworkInput(), rulesOf(relativeRule("gross_margin"))).health.readings.isEmpty());
}

void TestFinancialHealth::everythingShownIsInTheEvidence()
{
    const auto output = financialHealth(cartInput(6), rulesOf(relativeRule("gross_margin")));
    for (const auto &reading : output.health.readings) {
        for (const auto &figure :
             {reading.figure, reading.lowerQuartile, reading.median, reading.upperQuartile, reading.percentile})
            QVERIFY(figure && output.evidence.contains(figure->ref));
        for (const auto &figure : reading.peerFigures + reading.judgedBy)
            QVERIFY(output.evidence.contains(figure.ref));
    }
}

void TestFinancialHealth::theJsonKeepsAll()
{
    const auto health = financialHealth(cartInput(6), rulesOf(relativeRule("gross_margin"))).health;
    QCOMPARE(financialHealthFromJson(toJson(health)), health);
    QCOMPARE(health.count(HealthLight::None) + health.count(HealthLight::Strong) + health.count(HealthLight::Weak)
                 + health.count(HealthLight::Between),
             int(health.readings.size()));
}

QTEST_GUILESS_MAIN(TestFinancialHealth)
#include "test_financial_health.moc"
