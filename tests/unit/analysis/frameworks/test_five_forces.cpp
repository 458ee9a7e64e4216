// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/comparison.h"
#include "analysis/frameworks/concentration.h"
#include "company_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

FrameworkResult porter(const FrameworkInput &input)
{
    for (const auto &output : deriveAll(input)) {
        if (output.result.id == QLatin1String("porter"))
            return output.result;
    }
    return {};
}

const FrameworkSection &force(const FrameworkResult &result, const char *id)
{
    for (const auto &section : result.sections) {
        if (section.id == QLatin1String(id))
            return section;
    }
    static const FrameworkSection none;
    return none;
}

Driver driver(const FrameworkSection &section, const char *id)
{
    for (const auto &driver : section.drivers) {
        if (driver.id == QLatin1String(id))
            return driver;
    }
    return {};
}

FrameworkInput companyWithRevenues(const QList<double> &revenues)
{
    FrameworkInput input;
    for (qsizetype i = 0; i < revenues.size(); ++i) {
        CompanyFixture fixture(QString::number(i + 1),
                               QStringLiteral("Firm %1").arg(QChar(u'A' + static_cast<char16_t>(i))));
        fixture.year(2024, {{QStringLiteral("revenue"), revenues[i]}});
        if (i == 0) {
            input.company = fixture.company();
            input.own = fixture.financials();
        } else {
            input.peers.append(fixture.financials());
        }
    }
    return input;
}

} // namespace

class TestFiveForces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fivePeersScoreByPercentile();
    void fewerThanFivePeersScoreByThePublishedAverage();
    void withoutPeersAndAverageTheOwnHistoryScores();
    void historyIsTheSameWhereverItIsTold();
    void peerWhoseYearIsTooOldIsNotComparable();
    void peersYearNearestToTheCompanysIsCompared();
    void scoreIsTheWeightedMeanOfItsDrivers();
    void missingDriverWidensTheIntervalByItsWeight();
    void forceWithoutAnyDriverHasNoScore();
    void substitutesAreNeverMoreThanSlightlySure();
    void herfindahlIndexOfKnownCompanies_data();
    void herfindahlIndexOfKnownCompanies();
    void concentratedKnownCompaniesGiveNoScore();
    void otherCurrencyStaysOutOfTheConcentration();
};

void TestFiveForces::fivePeersScoreByPercentile()
{
    const auto suppliers = force(porter(cartInput(5)), "suppliers");
    const auto cost = driver(suppliers, "cost_of_revenue");
    QCOMPARE(cost.basis, QStringLiteral("peers"));
    // Peers pay 80, 78, 76, 74 and 72 % of revenue; the company 68 %: below all of them, so the weakest pull there is.
    QCOMPARE(cost.score->value, 1.0);
    QVERIFY(std::abs(cost.reference->value - 0.76) < 1e-9);
}

void TestFiveForces::fewerThanFivePeersScoreByThePublishedAverage()
{
    const auto suppliers = force(porter(cartInput(4)), "suppliers");
    const auto cost = driver(suppliers, "cost_of_revenue");
    QCOMPARE(cost.basis, QStringLiteral("anchor"));
    QCOMPARE(cost.reference->value, 0.75);
    // 3 + 2 · (823/1210 − 0.75) / 0.75
    QVERIFY(std::abs(cost.score->value - (3 + 2 * (823.0 / 1210.0 - 0.75) / 0.75)) < 1e-9);
}

void TestFiveForces::withoutPeersAndAverageTheOwnHistoryScores()
{
    auto input = cartInput(0);
    input.anchors.clear();
    const auto rivalry = force(porter(input), "rivalry");
    QCOMPARE(driver(rivalry, "operating_margin").basis, QStringLiteral("history"));
    // The margin fell to its lowest: history says that rivalry is up.
    QVERIFY(driver(rivalry, "operating_margin").score->value > 3);
}

void TestFiveForces::historyIsTheSameWhereverItIsTold()
{
    auto input = cartInput(0);
    input.anchors.clear();
    Workbench bench(input, QStringLiteral("test"));
    const auto comparison = compareWithReference(bench, QStringLiteral("operating_margin"));
    QVERIFY(comparison.has_value());
    // FY2020 to FY2022: 18, 16 and 14 %.
    QVERIFY(std::abs(comparison->reference.value - 0.16) < 1e-9);
    const auto margin = driver(force(porter(input), "rivalry"), "operating_margin");
    QCOMPARE(margin.reference->value, comparison->reference.value);
}

void TestFiveForces::peerWhoseYearIsTooOldIsNotComparable()
{
    auto input = cartInput(0);
    input.peers = cartPeers(6, 2022); // ends 24 months before the company's latest year
    QCOMPARE(driver(force(porter(input), "suppliers"), "cost_of_revenue").basis, QStringLiteral("anchor"));
    input.peers = cartPeers(6, 2023); // twelve months
    QCOMPARE(driver(force(porter(input), "suppliers"), "cost_of_revenue").basis, QStringLiteral("peers"));
}

void TestFiveForces::peersYearNearestToTheCompanysIsCompared()
{
    auto input = cartInput(0);
    input.peers = cartPeers(1, 2026);
    const Workbench bench(input, QStringLiteral("test"));
    QCOMPARE(bench.peers().size(), 1);
    QCOMPARE(bench.peers().first().fiscalYear, 2024);
}

void TestFiveForces::scoreIsTheWeightedMeanOfItsDrivers()
{
    const auto rivalry = force(porter(cartInput(6)), "rivalry");
    double sum = 0;
    double weights = 0;
    for (const auto &driver : rivalry.drivers) {
        if (driver.score) {
            sum += driver.weight * driver.score->value;
            weights += driver.weight;
        }
    }
    QVERIFY(rivalry.score.has_value());
    QVERIFY(std::abs(rivalry.score->value - sum / weights) < 1e-9);
    QVERIFY(rivalry.score->low <= rivalry.score->value && rivalry.score->value <= rivalry.score->high);
}

void TestFiveForces::missingDriverWidensTheIntervalByItsWeight()
{
    const auto whole = force(porter(cartInput(6)), "suppliers");
    auto input = cartInput(6);
    // Without the company's own days payable a quarter of the weight is open.
    for (auto &ratio : input.own.ratios) {
        if (ratio.id == QLatin1String("days_payable")) {
            for (auto &value : ratio.values) {
                value.figure.reset();
                value.notDerivable = QStringLiteral("not derivable: no payables");
                value.missing = QStringList{QStringLiteral("accounts_payable")};
            }
        }
    }
    const auto outputs = deriveAll(input);
    const auto partial = force(outputs.first().result, "suppliers");
    QVERIFY(partial.score->high - partial.score->low > whole.score->high - whole.score->low + 0.25 * 3);
    QVERIFY(!driver(partial, "days_payable").score);
    QVERIFY(!driver(partial, "days_payable").notDerivable.isEmpty());
    const auto asks =
        std::any_of(outputs.first().requests.begin(), outputs.first().requests.end(), [](const auto &request) {
            return request.needs.contains(QStringLiteral("accounts_payable"))
                   && request.affects.contains(QStringLiteral("porter.suppliers.score"));
        });
    QVERIFY(asks);
}

void TestFiveForces::forceWithoutAnyDriverHasNoScore()
{
    const auto substitutes = force(porter(cartInput(0)), "substitutes");
    QVERIFY(!substitutes.score);
    QVERIFY(!substitutes.summary);
    QVERIFY(!substitutes.notDerivable.isEmpty());
    QVERIFY(!substitutes.items.isEmpty()); // the playbook still speaks
}

void TestFiveForces::substitutesAreNeverMoreThanSlightlySure()
{
    const auto substitutes = force(porter(cartInput(6)), "substitutes");
    QVERIFY(substitutes.summary.has_value());
    QVERIFY(substitutes.summary->confidence <= 0.3);
}

void TestFiveForces::herfindahlIndexOfKnownCompanies_data()
{
    QTest::addColumn<QList<double>>("revenues");
    QTest::addColumn<double>("index");

    // The worked example of the Merger Guidelines: 30² + 30² + 20² + 20² = 2,600.
    QTest::newRow("guidelines") << QList<double>{30, 30, 20, 20} << 2600.0;
    QTest::newRow("two alike") << QList<double>{7, 7} << 5000.0;
    QTest::newRow("ten alike") << QList<double>(10, 3.0) << 1000.0;
}

void TestFiveForces::herfindahlIndexOfKnownCompanies()
{
    QFETCH(QList<double>, revenues);
    QFETCH(double, index);
    const auto input = companyWithRevenues(revenues);
    Workbench bench(input, QStringLiteral("test"));
    const auto hhi = knownCompaniesHhi(bench);
    QVERIFY(hhi.has_value());
    QVERIFY(std::abs(hhi->value - index) < 1e-6);
}

void TestFiveForces::concentratedKnownCompaniesGiveNoScore()
{
    const auto concentration = driver(force(porter(cartInput(2)), "rivalry"), "concentration");
    QVERIFY(concentration.figure && concentration.figure->value > 1800);
    QVERIFY(!concentration.score);
    QVERIFY(concentration.notDerivable.contains(QStringLiteral("known companies only")));
}

void TestFiveForces::otherCurrencyStaysOutOfTheConcentration()
{
    auto input = companyWithRevenues({30, 30});
    CompanyFixture foreign(QStringLiteral("9"), QStringLiteral("Firm Z"), QStringLiteral("EUR"));
    foreign.year(2024, {{QStringLiteral("revenue"), 1000.0}});
    input.peers.append(foreign.financials());
    Workbench bench(input, QStringLiteral("test"));
    QVERIFY(std::abs(knownCompaniesHhi(bench)->value - 5000) < 1e-6);
}

QTEST_GUILESS_MAIN(TestFiveForces)
#include "test_five_forces.moc"
