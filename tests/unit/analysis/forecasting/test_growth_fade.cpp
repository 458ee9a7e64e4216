// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/growth_fade.h"

#include <QTest>

#include <cmath>

using namespace consultantos;
using namespace consultantos::forecasting;

namespace {

std::vector<ForecastStep> stepsOf(const Values &means)
{
    std::vector<ForecastStep> steps;
    for (const double mean : means)
        steps.push_back({QString(), mean, 0.9 * mean, 1.1 * mean, 0.8 * mean, 1.2 * mean});
    return steps;
}

} // namespace

class TestGrowthFade : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void growthGoesOverToTheRate();
    void theSameRateChangesNothing();
    void whatIsNotPositiveHasNoGrowth();
    void theBacktestSaysWhetherItHelps();
};

void TestGrowthFade::growthGoesOverToTheRate()
{
    // By hand: growth of 20 %, to 0 % over two years: 10 %, 0 %, 0 %.
    const auto result = faded(stepsOf({120.0, 144.0, 172.8}), 100.0, {0.0, 2});
    QVERIFY(result);
    const Values expected{110.0, 110.0, 110.0};
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QVERIFY(std::abs((*result)[i].mean - expected[i]) < 1e-9);
        QVERIFY(std::abs((*result)[i].lower95 - 0.8 * expected[i]) < 1e-9);
        QVERIFY(std::abs((*result)[i].upper80 - 1.1 * expected[i]) < 1e-9);
    }
}

void TestGrowthFade::theSameRateChangesNothing()
{
    const auto result = faded(stepsOf({105.0, 110.25}), 100.0, {0.05});
    QVERIFY(result);
    QVERIFY(std::abs(result->back().mean - 110.25) < 1e-9);
    QVERIFY(std::abs(*ownGrowth(*result, 100.0) - 0.05) < 1e-12);
}

void TestGrowthFade::whatIsNotPositiveHasNoGrowth()
{
    QVERIFY(!faded(stepsOf({105.0, 110.0}), 0.0, {0.05}));
    QVERIFY(!faded(stepsOf({105.0, -1.0, 3.0}), 100.0, {0.05}));
    QVERIFY(!faded(stepsOf({105.0}), 100.0, {-1.5}));
    QVERIFY(!ownGrowth(stepsOf({-5.0}), 100.0));
    QVERIFY(!ownGrowth({}, 100.0));
}

void TestGrowthFade::theBacktestSaysWhetherItHelps()
{
    const Values values{100.0, 120.0, 122.0, 124.0};
    Backtest backtest;
    // From the second value on 20 % a year was forecast, and hardly any growth came.
    backtest.errors = {{2, 0, 122.0 - 144.0, 1.0, 122.0, 144.0, 120.0},
                       {3, 1, 124.0 - 172.8, 1.0, 124.0, 172.8, 120.0}};
    const auto helps = testFade(values, backtest, {0.02});
    QVERIFY(helps);
    QCOMPARE(helps->origins, 1);
    QVERIFY(helps->helps());
    QVERIFY(std::abs(helps->own - (22.0 + 48.8) / 2.0) < 1e-9);
    const auto hurts = testFade(values, backtest, {0.5});
    QVERIFY(hurts && !hurts->helps());
    QVERIFY(!testFade(values, Backtest(), {0.02}));
}

QTEST_APPLESS_MAIN(TestGrowthFade)
#include "test_growth_fade.moc"
