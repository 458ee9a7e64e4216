// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/market/market_sizing.h"
#include "sizing_text.h"

#include <QByteArray>
#include <QString>
#include <QTest>

#include <cmath>

using namespace consultantos;

namespace {

MarketSizing sized(const QByteArray &text)
{
    SimulationOptions options;
    options.draws = 1 << 15;
    options.method = DrawMethod::Sobol;
    return *sizeMarket(*readMarketSizing(text, QStringLiteral("a")), options);
}

} // namespace

class TestMarketSizing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void combinesByInverseVariance();
    void factorsExplainTheDifference();
    void sharedAssumptionsAreMinded();
    void contradictionsAreTold();
    void aPartLargerThanTheWholeIsTold();
    void faultsNameTheirLine_data();
    void faultsNameTheirLine();
};

void TestMarketSizing::combinesByInverseVariance()
{
    const auto sizing = sized(SizingFile);
    QCOMPARE(sizing.levels.size(), 3);
    const auto &tam = sizing.levels[0];
    QVERIFY(tam.combined);
    // Logarithms of lognormals: variances add, ln(1 + 0.1²) each, and ln(1 + 0.2²) + ln(1 + 0.1²).
    const double first = 2 * std::log(1.01);
    const double second = std::log(1.04) + std::log(1.01);
    const double weight = second / (first + second);
    QVERIFY2(std::abs(tam.combined->topDownWeight - weight) < 0.01,
             qPrintable(QString::number(tam.combined->topDownWeight)));
    const double firstMean = std::log(4e8) - first / 2;
    const double secondMean = std::log(3.3e8) - second / 2;
    const double mean = weight * firstMean + (1 - weight) * secondMean;
    const double sd = std::sqrt(first * second / (first + second));
    QVERIFY(std::abs(tam.combined->value / std::exp(mean) - 1) < 2e-3);
    QVERIFY(std::abs(tam.combined->low / std::exp(mean - 1.6449 * sd) - 1) < 5e-3);
    QVERIFY(std::abs(tam.distance - (firstMean - secondMean) / std::sqrt(first + second)) < 0.02);
    QVERIFY(std::abs(sizing.levels[1].combined->value / tam.combined->value - 0.5) < 1e-9);
    QVERIFY(!sizing.levels[2].combined && !sizing.levels[2].refusal.isEmpty() && sizing.levels[2].bottomUp);
    QVERIFY(sizing.warnings.isEmpty());
}

void TestMarketSizing::factorsExplainTheDifference()
{
    const auto sizing = sized(SizingFile);
    QCOMPARE(sizing.contributions.size(), 2);
    double sum = sizing.unexplained;
    for (const auto &part : sizing.contributions)
        sum += part.contribution;
    QVERIFY(std::abs(sum - sizing.difference) < 1e-6);
    // Units: 200,000 against 150,000; price: 2,000 against 2,200 works the other way.
    QVERIFY(sizing.contributions[0].contribution > 0 && sizing.contributions[1].contribution < 0);
    // Medians of products are products of medians for lognormals: nothing is left over.
    QVERIFY2(std::abs(sizing.unexplained) < 0.01 * std::abs(sizing.difference),
             qPrintable(QString::number(sizing.unexplained)));
}

void TestMarketSizing::sharedAssumptionsAreMinded()
{
    // Both ways rest on the same uncertain price: their combination is no surer of it than each.
    auto text = SizingFile;
    text.replace("\"price\", \"distribution\": 2000",
                 "\"price\", \"distribution\": {\"kind\": \"lognormal\", \"mean\": 2000, \"sd\": 600}");
    text.replace("bu_units * spend", "bu_units * price");
    const auto shared = sized(text);
    const auto &tam = shared.levels[0];
    QVERIFY(tam.combined);
    const double width = std::log(tam.combined->high / tam.combined->low) / (2 * 1.6448536);
    QVERIFY2(width * width > std::log(1 + 0.09), qPrintable(QString::number(width)));
}

void TestMarketSizing::contradictionsAreTold()
{
    auto text = SizingFile;
    text.replace("\"households\", \"distribution\": 5000000", "\"households\", \"distribution\": 50000000");
    const auto sizing = sized(text);
    QVERIFY(sizing.levels[0].distance < -2);
    QVERIFY(sizing.warnings.join(u' ').contains(QStringLiteral("contradict")));
    text = SizingFile;
    text.replace("bu_units * spend", "bu_units * (spend - 2200)");
    const auto negative = sized(text);
    QVERIFY(!negative.levels[0].combined && negative.levels[0].refusal.contains(QStringLiteral("zero")));
}

void TestMarketSizing::aPartLargerThanTheWholeIsTold()
{
    auto text = SizingFile;
    text.replace("\"reachable\", \"distribution\": 0.5", "\"reachable\", \"distribution\": 1.5");
    const auto sizing = sized(text);
    QVERIFY(sizing.warnings.join(u' ').contains(QStringLiteral("td_sam is larger than td_tam")));
}

void TestMarketSizing::faultsNameTheirLine_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<int>("line");
    const auto row = [](const char *name, const char *from, const char *to, int line) {
        QTest::addRow("%s", name) << QByteArray(from) << QByteArray(to) << line;
    };
    row("unknown level name", "\"top_down\": \"td_tam\"", "\"top_down\": \"tam\"", 20);
    row("level without", "\"level\": \"som\", \"bottom_up\": \"bu_sam\"", "\"level\": \"som\"", 22);
    row("half a factor", "\"Price\", \"top_down\": \"price\", ", "\"Price\", ", 24);
    row("formula", "households * buying_share", "households * share", 14);
    row("member", "\"levels\"", "\"level\"", 20);
}

void TestMarketSizing::faultsNameTheirLine()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(int, line);
    auto text = SizingFile;
    QVERIFY(text.contains(from));
    const auto model = readMarketSizing(text.replace(text.indexOf(from), from.size(), to), QStringLiteral("m.json"));
    QVERIFY(!model);
    QVERIFY2(model.error().message.startsWith(QStringLiteral("m.json, line %1:").arg(line)),
             qPrintable(model.error().message));
}

QTEST_APPLESS_MAIN(TestMarketSizing)
#include "test_market_sizing.moc"
