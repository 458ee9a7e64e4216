// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/forecaster.h"
#include "analysis/forecasting/interval_calibration.h"
#include "analysis/forecasting/normal_source.h"
#include "known_series.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace consultantos;
using namespace consultantos::forecasting;

namespace {

PreparedSeries seriesOf(Values values, Frequency frequency)
{
    PreparedSeries series;
    series.frequency = frequency;
    series.values = std::move(values);
    return series;
}

bool isInOrder(const SeriesForecast &forecast)
{
    return std::all_of(forecast.steps.begin(), forecast.steps.end(), [](const ForecastStep &step) {
        return std::isfinite(step.mean) && std::isfinite(step.upper95) && step.lower95 <= step.lower80
               && step.lower80 <= step.mean && step.mean <= step.upper80 && step.upper80 <= step.upper95;
    });
}

Values noisyLine(std::size_t length, double slope, double noise, std::uint64_t seed)
{
    NormalSource source(seed);
    Values values;
    for (std::size_t t = 0; t < length; ++t)
        values.push_back(200.0 + slope * asReal(t) + noise * source.next());
    return values;
}

} // namespace

class TestForecaster : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFrequencyAndLength_data();
    void everyFrequencyAndLength();
    void airPassengersGoOn();
    void isDeterministic();
    void oddSeries_data();
    void oddSeries();
    void fewValues();
    void wrongRequests();
    void neverNegative();
    void backtestIsOfThePast();
    void noiseIsNoBetterThanTheMean();
    void intervalsHoldWhatTheySay();
    void weeksAndHoursHaveSeasons();
    void longSeriesAreFast();
    void scaleDoesNotMatter();
    void shortSeriesAreCoveredAsOften();
    void companiesHaveWiderIntervals();
    void closedDaysAreNoRareDemand();
};

void TestForecaster::everyFrequencyAndLength_data()
{
    QTest::addColumn<int>("frequency");
    QTest::addColumn<int>("length");
    for (const auto frequency : {Frequency::None, Frequency::Yearly, Frequency::Quarterly, Frequency::Monthly,
                                 Frequency::Weekly, Frequency::Daily, Frequency::Weekdays, Frequency::Hourly}) {
        for (const int length : {2, 3, 5, 7, 8, 9, 13, 26, 60, 180})
            QTest::addRow("%s %d", qPrintable(frequencyName(frequency)), length)
                << static_cast<int>(frequency) << length;
    }
}

void TestForecaster::everyFrequencyAndLength()
{
    QFETCH(int, frequency);
    QFETCH(int, length);
    const auto values = noisyLine(static_cast<std::size_t>(length), 1.0, 5.0, 3);
    const auto forecast = forecastSeries(seriesOf(values, static_cast<Frequency>(frequency)), 6);
    QVERIFY(forecast);
    QCOMPARE(forecast->steps.size(), 6U);
    QVERIFY(isInOrder(*forecast));
    QVERIFY(!forecast->reason.isEmpty());
    QVERIFY(std::abs(forecast->steps.front().mean - values.back()) < 40.0);
}

void TestForecaster::airPassengersGoOn()
{
    const auto known = Values(AirPassengers.begin(), AirPassengers.end() - 12);
    const auto forecast = forecastSeries(seriesOf(known, Frequency::Monthly), 12);
    QVERIFY(forecast);
    double error = 0.0;
    int within = 0;
    for (std::size_t step = 0; step < 12; ++step) {
        const double actual = AirPassengers[known.size() + step];
        error += std::abs(actual - forecast->steps[step].mean) / actual / 12.0;
        within += actual >= forecast->steps[step].lower95 && actual <= forecast->steps[step].upper95 ? 1 : 0;
    }
    QVERIFY2(error < 0.05, qPrintable(QString::number(error)));
    QVERIFY(within >= 10);
    QCOMPARE(forecast->method, QStringLiteral("combination"));
    QCOMPARE(forecast->backtest.origins, 3);
    QVERIFY(forecast->backtest.mase < forecast->backtest.naiveMase);
    QVERIFY(!forecast->isNoBetterThanNaive);
}

void TestForecaster::isDeterministic()
{
    const auto series = seriesOf(AirPassengers, Frequency::Monthly);
    const auto one = forecastSeries(series, 18);
    const auto other = forecastSeries(series, 18);
    for (std::size_t step = 0; step < 18; ++step) {
        QCOMPARE(one->steps[step].mean, other->steps[step].mean);
        QCOMPARE(one->steps[step].upper95, other->steps[step].upper95);
    }
}

void TestForecaster::oddSeries_data()
{
    QTest::addColumn<QList<double>>("values");
    const auto fill = [](double value, int count) { return QList<double>(count, value); };
    QTest::newRow("constant") << fill(5.0, 30);
    QTest::newRow("zero") << fill(0.0, 30);
    QTest::newRow("two alike") << fill(5.0, 2);
    QTest::newRow("one step") << fill(0.0, 15) + fill(1.0, 15);
    QTest::newRow("one spike") << fill(1.0, 20) + fill(1e12, 1) + fill(1.0, 20);
    QTest::newRow("negative") << QList<double>{-5, -7, -3, -8, -2, -9, -4, -6, -7, -5, -8, -3};
    QTest::newRow("through zero") << QList<double>{-5, 3, -2, 0, 4, -1, 2, 0, 0, -3, 5, 1, -2, 3};
    QTest::newRow("huge") << QList<double>{1e300, 2e300, 1.5e300, 1.7e300, 1.2e300, 1.8e300, 1.4e300, 1.3e300, 1.6e300};
    QTest::newRow("tiny") << QList<double>{1e-300,   2e-300, 1.5e-300, 1.7e-300, 1.2e-300,
                                           1.8e-300, 1e-300, 2e-300,   1e-300};
    QTest::newRow("exact line") << QList<double>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    QTest::newRow("exact season") << QList<double>{1, 5, 2, 8, 1, 5, 2, 8, 1, 5, 2, 8, 1, 5, 2, 8, 1, 5, 2, 8};
    QTest::newRow("exact growth") << QList<double>{1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048};
    QTest::newRow("sparse") << QList<double>{0, 0, 3, 0, 0, 0, 2, 0, 0, 5, 0, 0, 0, 0, 1, 0, 0, 2};
    QTest::newRow("one demand") << QList<double>{0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0};
    QTest::newRow("alternating") << QList<double>{1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1};
}

void TestForecaster::oddSeries()
{
    QFETCH(QList<double>, values);
    for (const auto frequency : {Frequency::None, Frequency::Quarterly, Frequency::Monthly, Frequency::Hourly}) {
        const auto forecast = forecastSeries(seriesOf(Values(values.begin(), values.end()), frequency), 8);
        QVERIFY(forecast);
        QCOMPARE(forecast->steps.size(), 8U);
        QVERIFY2(isInOrder(*forecast),
                 qPrintable(frequencyName(frequency) + forecast->parameters.join(QLatin1Char(' '))));
    }
}

void TestForecaster::fewValues()
{
    QCOMPARE(forecastSeries(seriesOf({1, 2, 4, 5, 7}, Frequency::Yearly), 2)->method, QStringLiteral("drift"));
    const auto naive = forecastSeries(seriesOf({1, 4, 2, 5, 3}, Frequency::Yearly), 2);
    QCOMPARE(naive->method, QStringLiteral("naive"));
    QCOMPARE(naive->backtest.origins, 0);
    QVERIFY(naive->steps[1].upper95 > naive->steps[0].upper95);
    const auto one = forecastSeries(seriesOf({1}, Frequency::Yearly), 2);
    QVERIFY(!one);
    QCOMPARE(one.error().code, ErrorCode::NotDerivable);
}

void TestForecaster::wrongRequests()
{
    QCOMPARE(forecastSeries(seriesOf({1, 2, 3}, Frequency::None), 0).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(forecastSeries(seriesOf({1, 2, 3}, Frequency::None), 10'001).error().code, ErrorCode::InvalidArgument);
    for (const double wrong : {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
        const auto forecast = forecastSeries(seriesOf({1.0, wrong, 2.0}, Frequency::Yearly), 1);
        QVERIFY(!forecast);
        QCOMPARE(forecast.error().code, ErrorCode::NotDerivable);
    }
}

void TestForecaster::neverNegative()
{
    Values falling;
    for (int t = 0; t < 20; ++t)
        falling.push_back(100.0 - 4.9 * t);
    const auto forecast = forecastSeries(seriesOf(falling, Frequency::Yearly), 20);
    QVERIFY(std::all_of(forecast->steps.begin(), forecast->steps.end(),
                        [](const ForecastStep &step) { return step.mean >= 0.0 && step.lower95 >= 0.0; }));
}

void TestForecaster::backtestIsOfThePast()
{
    const std::vector<MethodWeight> naive = {{Method::Naive, 1.0}};
    const Values values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 14, 18};
    const auto test = backtest(values, 1, 2, naive, {});
    QCOMPARE(test.origins, 2 + 1);
    // From origin 10: 11 is known, 14 and 18 come.
    QCOMPARE(test.errors[0].actual, 14.0);
    QCOMPARE(test.errors[0].error, 3.0);
    QCOMPARE(test.errors[1].error, 7.0);
    QCOMPARE(test.mase, test.naiveMase);
    // From origins 10, 9, 8: errors 3, 7; 2, 5; 1, 3 over the mean step 17/11.
    QVERIFY(std::abs(test.mase - 21.0 / 6.0 / (17.0 / 11.0)) < 1e-12);
    QCOMPARE(backtest(values, 1, 2, {{Method::Theta, 1.0}}, {}).byMethod.size(), 1U);
    QCOMPARE(backtest(Series(values).first(9), 1, 2, naive, {}).origins, 0);
}

void TestForecaster::noiseIsNoBetterThanTheMean()
{
    // A walk can't be forecast: said so for about half of them, and never with a MASE far below naive's.
    int noBetter = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        NormalSource source(seed);
        Values walk;
        double level = 1'000.0;
        for (int t = 0; t < 60; ++t)
            walk.push_back(level += source.next());
        noBetter += forecastSeries(seriesOf(walk, Frequency::None), 6)->isNoBetterThanNaive ? 1 : 0;
    }
    QVERIFY2(noBetter >= 3, qPrintable(QString::number(noBetter)));
}

void TestForecaster::intervalsHoldWhatTheySay()
{
    int within80 = 0;
    int within95 = 0;
    int all = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const auto values = noisyLine(66, 1.0, 10.0, seed);
        const auto forecast = forecastSeries(seriesOf(Values(values.begin(), values.end() - 6), Frequency::None), 6);
        for (std::size_t step = 0; step < 6; ++step) {
            const double actual = values[60 + step];
            within80 += actual >= forecast->steps[step].lower80 && actual <= forecast->steps[step].upper80 ? 1 : 0;
            within95 += actual >= forecast->steps[step].lower95 && actual <= forecast->steps[step].upper95 ? 1 : 0;
            ++all;
        }
    }
    QVERIFY2(within95 >= 0.92 * all, qPrintable(QString::number(within95)));
    QVERIFY2(within80 >= 0.75 * all && within80 <= 0.95 * all, qPrintable(QString::number(within80)));
}

void TestForecaster::weeksAndHoursHaveSeasons()
{
    const auto check = [](Frequency frequency, std::size_t season, std::size_t length) {
        NormalSource source(11);
        Values values;
        for (std::size_t t = 0; t < length; ++t)
            values.push_back(100.0 + 30.0 * std::sin(2.0 * M_PI * asReal(t) / asReal(season)) + source.next());
        const auto forecast = forecastSeries(seriesOf(values, frequency), season);
        double error = 0.0;
        for (std::size_t step = 0; step < season; ++step)
            error += std::abs(forecast->steps[step].mean - 100.0
                              - 30.0 * std::sin(2.0 * M_PI * asReal(length + step) / asReal(season)))
                     / asReal(season);
        return error;
    };
    QVERIFY(check(Frequency::Weekly, 52, 52 * 5) < 3.0);
    QVERIFY(check(Frequency::Daily, 7, 200) < 2.0);
    QVERIFY(check(Frequency::Hourly, 24, 24 * 15) < 2.0);
    QVERIFY(check(Frequency::Hourly, 168, 168 * 4) < 4.0); // a week of hours
}

void TestForecaster::longSeriesAreFast()
{
    QElapsedTimer timer;
    timer.start();
    const auto forecast = forecastSeries(seriesOf(noisyLine(100'000, 0.01, 5.0, 5), Frequency::Hourly), 48);
    QVERIFY(forecast);
    QVERIFY(isInOrder(*forecast));
    QCOMPARE(forecast->notes.size(), 1);
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
}

void TestForecaster::scaleDoesNotMatter()
{
    auto thousands = AirPassengers;
    for (auto &value : thousands)
        value *= 1'000.0;
    const auto one = forecastSeries(seriesOf(AirPassengers, Frequency::Monthly), 12);
    const auto other = forecastSeries(seriesOf(thousands, Frequency::Monthly), 12);
    for (std::size_t step = 0; step < 12; ++step)
        QVERIFY(std::abs(other->steps[step].mean / one->steps[step].mean / 1'000.0 - 1.0) < 1e-3);
}

void TestForecaster::shortSeriesAreCoveredAsOften()
{
    // Random walks: of five values, the next three.
    int within = 0;
    int count = 0;
    for (unsigned seed = 1; seed <= 200; ++seed) {
        std::mt19937 random(seed);
        std::normal_distribution<double> step(0.0, 10.0);
        Values walk{1'000.0};
        while (walk.size() < 8)
            walk.push_back(walk.back() + step(random));
        const auto known = Values(walk.begin(), walk.begin() + 5);
        const auto forecast = forecastSeries(seriesOf(known, Frequency::Yearly), 3);
        QVERIFY(forecast);
        for (std::size_t i = 0; i < 3; ++i, ++count)
            within += walk[5 + i] >= forecast->steps[i].lower95 && walk[5 + i] <= forecast->steps[i].upper95 ? 1 : 0;
    }
    QVERIFY2(within >= 0.92 * count, qPrintable(QString::number(within)));
}

void TestForecaster::companiesHaveWiderIntervals()
{
    const auto width = [](SeriesKind kind, std::size_t length) {
        auto series = seriesOf(noisyLine(length, 2.0, 8.0, 5), Frequency::Yearly);
        series.kind = kind;
        const auto forecast = forecastSeries(series, 2);
        return forecast->steps[1];
    };
    for (const std::size_t length : {5U, 6U, 12U}) {
        const auto any = width(SeriesKind::Any, length);
        const auto amount = width(SeriesKind::CompanyAmount, length);
        const auto result = width(SeriesKind::CompanyResult, length);
        QVERIFY(amount.upper95 > 1.05 * any.upper95 - 0.05 * any.mean);
        QVERIFY(result.upper95 > any.upper95);
        // Proportional from six values on: as many times up as down.
        if (length > 5)
            QVERIFY(std::abs(amount.upper95 / amount.mean - amount.mean / amount.lower95) < 1e-9);
        QVERIFY(amount.lower95 > 0.0 || length < 6);
    }
    QCOMPARE(companyLineKind(QStringLiteral("revenue")), SeriesKind::CompanyAmount);
    QCOMPARE(companyLineKind(QStringLiteral("NetIncomeLoss")), SeriesKind::CompanyResult);
    QCOMPARE(companyLineKind(QStringLiteral("operating_cash_flow")), SeriesKind::CompanyResult);
}

void TestForecaster::closedDaysAreNoRareDemand()
{
    Values values;
    for (int day = 0; day < 140; ++day)
        values.push_back(day % 7 > 4 ? 0.0 : 100.0 + day % 3);
    const auto forecast = forecastSeries(seriesOf(values, Frequency::Daily), 7);
    QVERIFY(forecast);
    QCOMPARE(forecast->method, QStringLiteral("combination"));
    QVERIFY(forecast->steps[0].mean > 80.0);
    QVERIFY(forecast->steps[6].mean < 20.0);
}

QTEST_APPLESS_MAIN(TestForecaster)
#include "test_forecaster.moc"
