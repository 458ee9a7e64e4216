// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/anomalies.h"
#include "analysis/forecasting/arima.h"
#include "analysis/forecasting/arma_likelihood.h"
#include "analysis/forecasting/combination.h"
#include "analysis/forecasting/complex_smoothing.h"
#include "analysis/forecasting/exponential_smoothing.h"
#include "analysis/forecasting/intermittent.h"
#include "analysis/forecasting/log_transform.h"
#include "analysis/forecasting/nelder_mead.h"
#include "analysis/forecasting/normal_source.h"
#include "analysis/forecasting/seasonality.h"
#include "analysis/forecasting/series_statistics.h"
#include "analysis/forecasting/simple_methods.h"
#include "analysis/forecasting/theta_method.h"
#include "known_series.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace consultantos::forecasting;

namespace {

Values logarithms(const Values &values)
{
    Values result;
    for (const double value : values)
        result.push_back(std::log(value));
    return result;
}

bool isNear(double actual, double expected, double tolerance)
{
    if (std::abs(actual - expected) <= tolerance)
        return true;
    qWarning("%.10g is not %.10g", actual, expected);
    return false;
}

Values randomWalk(std::size_t length, double drift)
{
    NormalSource source(7);
    Values values;
    double level = 100.0;
    for (std::size_t t = 0; t < length; ++t)
        values.push_back(level += drift + source.next());
    return values;
}

} // namespace

class TestForecastMethods : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void simplexFindsTheValley();
    void simpleMethods();
    void statistics();
    void seasonIsFoundAndTakenOut();
    void shrinkageLeavesNoiseOut();
    void simpleSmoothingAsInTheBook();
    void admissibleForms();
    void smoothingSelectsTheSeason();
    void simulatedDeviationIsTheFormulas();
    void airlineModelAsPublished();
    void likelihoodOfAutoregression();
    void arimaSelection();
    void arimaTakesDifferencesBack();
    void thetaIsSmoothingWithHalfTheDrift();
    void thetaOfALine();
    void complexSmoothingOfALine();
    void intermittentDemand();
    void combinationOfMethods();
    void logarithmsComeBackWithoutBias();
    void anomaliesAreFound();
    void noAnomaliesInWhatIsUsual();
};

void TestForecastMethods::simplexFindsTheValley()
{
    // Rosenbrock (1960): the least value is 0 at (1, 1).
    Values point = {-1.2, 1.0};
    const auto loss = [](const Values &at) {
        return 100.0 * std::pow(at[1] - at[0] * at[0], 2) + std::pow(1.0 - at[0], 2);
    };
    const double least = minimiseBySimplex(point, {0.1, 0.1}, {2'000, 1e-14}, loss);
    QVERIFY(isNear(least, 0.0, 1e-10));
    QVERIFY(isNear(point[0], 1.0, 1e-4));
}

void TestForecastMethods::simpleMethods()
{
    const Values values = {3, 5, 4, 8};
    QCOMPARE(forecastNaive(values, 2).mean, (Values{8, 8}));
    QCOMPARE(forecastSeasonalNaive(values, 2, 3).mean, (Values{4, 8, 4}));
    QCOMPARE(forecastSeasonalNaive(values, 4, 2).mean, (Values{8, 8})); // no whole season before
    const auto drift = forecastDrift(values, 2);
    QVERIFY(isNear(drift.mean[1], 8.0 + 2.0 * 5.0 / 3.0, 1e-12));
    // Steps 2, −1, 4: the naive deviation is √7, after two steps √14.
    QVERIFY(isNear(forecastNaive(values, 2).deviation[1], std::sqrt(14.0), 1e-12));
    QVERIFY(!forecastNaive({}, 2).isUsable());
}

void TestForecastMethods::statistics()
{
    const Values values = {1, 2, 3, 4, 10};
    QCOMPARE(medianOf(values), 3.0);
    QCOMPARE(quantileOf(values, 0.875), 7.0);
    const auto line = lineThrough(Values{1, 3, 5});
    QCOMPARE(line.intercept, 1.0);
    QCOMPARE(line.slope, 2.0);
    QVERIFY(kpssStatistic(randomWalk(300, 0.0)) > 0.463);
    QVERIFY(kpssStatistic(differences(randomWalk(300, 0.0), 1)) < 0.463);
}

void TestForecastMethods::seasonIsFoundAndTakenOut()
{
    QVERIFY(isSeasonal(AirPassengers, 12));
    QVERIFY(seasonalStrength(logarithms(AirPassengers), 12) > 0.9);
    QVERIFY(!isSeasonal(differences(randomWalk(121, 0.0), 1), 12));
    const auto pattern = classicalPattern(AirPassengers, 12, true);
    QVERIFY(pattern.isMultiplicative);
    // R: decompose(AirPassengers, "multiplicative")$figure, January and July.
    QVERIFY(isNear(pattern.indices[0], 0.9102304, 1e-6));
    QVERIFY(isNear(pattern.indices[6], 1.2265555, 1e-6));
    const auto adjusted = pattern.removedFrom(AirPassengers);
    const auto again = pattern.addedTo(adjusted, 0);
    for (std::size_t t = 0; t < again.size(); ++t)
        QVERIFY(isNear(again[t], AirPassengers[t], 1e-9));
    QVERIFY(classicalPattern(Values(20, 1.0), 12, true).isEmpty()); // less than two periods
    QVERIFY(!classicalPattern(differences(AirPassengers, 1), 12, true).isMultiplicative);
}

void TestForecastMethods::shrinkageLeavesNoiseOut()
{
    const auto noise = differences(randomWalk(49, 0.0), 1);
    const auto spread = [](const Values &indices) { return std::sqrt(varianceOf(indices)); };
    QVERIFY(spread(shrunkPattern(noise, 12, false).indices) < 0.6 * spread(classicalPattern(noise, 12, false).indices));
    QVERIFY(spread(shrunkPattern(AirPassengers, 12, true).indices)
            > 0.98 * spread(classicalPattern(AirPassengers, 12, true).indices));
}

void TestForecastMethods::simpleSmoothingAsInTheBook()
{
    // Section 7.1: alpha 0.83, level 446.6, forecast 542.68.
    const auto model =
        fitEts(OilProduction, 1, {Component::Additive, Component::None, false, Component::None}, EtsEffort::Complete);
    QVERIFY(model);
    QVERIFY(isNear(model->alpha, 0.8339, 5e-3));
    QVERIFY(isNear(model->level, 446.5868, 0.5));
    QVERIFY(isNear(forecastEts(*model, OilProduction, 3, 0).mean[2], 542.68, 0.05));
}

void TestForecastMethods::admissibleForms()
{
    const auto forms = consultantos::forecasting::admissibleForms(AirPassengers, 12, true);
    const auto has = [&forms](const char *name) {
        return std::any_of(forms.begin(), forms.end(), [name](const EtsForm &form) { return form.name() == name; });
    };
    QVERIFY(has("ETS(A,Ad,A)"));
    QVERIFY(has("ETS(M,Md,M)"));
    QVERIFY(!has("ETS(A,N,M)")); // its variance is infinite
    QVERIFY(!has("ETS(M,M,A)"));
    QCOMPARE(forms.size(), 19U);
    QCOMPARE(consultantos::forecasting::admissibleForms(differences(AirPassengers, 1), 12, true).size(), 6U);
    QCOMPARE(consultantos::forecasting::admissibleForms(AirPassengers, 52, false).size(), 6U); // a season too long
}

void TestForecastMethods::smoothingSelectsTheSeason()
{
    const auto model = selectEts(
        AirPassengers, 12, consultantos::forecasting::admissibleForms(AirPassengers, 12, false), EtsEffort::Complete);
    QVERIFY(model);
    QCOMPARE(model->form.season, Component::Multiplicative);
    const auto forecast = forecastEts(*model, AirPassengers, 12, 0);
    QCOMPARE(std::max_element(forecast.mean.begin(), forecast.mean.end()) - forecast.mean.begin(), 6); // July
}

void TestForecastMethods::simulatedDeviationIsTheFormulas()
{
    // Class 1, section 6.2 of the 2008 book: σ² (1 + (h − 1) α²).
    const auto model =
        fitEts(OilProduction, 1, {Component::Additive, Component::None, false, Component::None}, EtsEffort::Quick);
    const auto forecast = forecastEts(*model, OilProduction, 6, 20'000);
    const double expected = std::sqrt(model->variance * (1.0 + 5.0 * model->alpha * model->alpha));
    QVERIFY(isNear(forecast.deviation[5] / expected, 1.0, 0.02));
    QCOMPARE(forecastEts(*model, OilProduction, 6, 100).deviation,
             forecastEts(*model, OilProduction, 6, 100).deviation);
}

void TestForecastMethods::airlineModelAsPublished()
{
    // R: arima(log10 → log(AirPassengers), c(0,1,1), c(0,1,1)): ma1 −0.4018, sma1 −0.5569, sigma² 0.001348, log L 244.7.
    const auto series = logarithms(AirPassengers);
    const auto model = fitArima(series, {0, 1, 1, 0, 1, 1, 12, false});
    QVERIFY(model);
    QVERIFY(isNear(model->ma[0], -0.4018, 5e-4));
    QVERIFY(isNear(model->seasonalMa[0], -0.5569, 5e-4));
    QVERIFY(isNear(model->logLikelihood, 244.70, 0.01));
    QVERIFY(isNear(model->variance, 0.001348, 3e-5));
    // predict(): 6.110186 for January 1961.
    QVERIFY(isNear(forecastArima(*model, series, 1).mean[0], 6.110186, 1e-4));
    QCOMPARE(model->order.name(), std::string("ARIMA(0,1,1)(0,1,1)[12]"));
}

void TestForecastMethods::likelihoodOfAutoregression()
{
    // Of an AR(1) the first value has the variance 1 / (1 − φ²), all others 1.
    const Values values = {1.0, 0.5, -0.2, 0.4};
    const auto innovations = innovationsOf(values, {{0.6}, {}});
    QVERIFY(innovations.isSound);
    QVERIFY(isNear(innovations.variances[0], 1.0 / (1.0 - 0.36), 1e-12));
    QVERIFY(isNear(innovations.variances[2], 1.0, 1e-12));
    QVERIFY(isNear(innovations.errors[1], 0.5 - 0.6, 1e-12));
    // Of an MA(1), by hand: v0 = 1 + θ², v1 = 1 + θ² − θ² / v0.
    const auto moving = innovationsOf(values, {{}, {0.5}});
    QVERIFY(isNear(moving.variances[0], 1.25, 1e-12));
    QVERIFY(isNear(moving.variances[1], 1.25 - 0.25 / 1.25, 1e-12));
    QVERIFY(isNear(moving.errors[1], 0.5 - 0.5 / 1.25 * 1.0, 1e-12));
    QVERIFY(!innovationsOf(values, {{1.0}, {}}).isSound); // a random walk has no variance of its own
}

void TestForecastMethods::arimaSelection()
{
    const auto walk = selectArima(randomWalk(200, 0.5), 1);
    QVERIFY(walk);
    QCOMPARE(walk->order.d, 1);
    QVERIFY(walk->order.hasConstant);
    QVERIFY(isNear(walk->constant, 0.5, 0.2));
    const auto airline = selectArima(logarithms(AirPassengers), 12);
    QVERIFY(airline);
    QCOMPARE(airline->order.seasonalD, 1);
    QVERIFY(!selectArima(Values{1, 2}, 1));
}

void TestForecastMethods::arimaTakesDifferencesBack()
{
    // (0,2,0) goes on with the last slope; (0,1,0)(0,1,0) with last year's steps.
    const Values square = {1, 2, 4, 7, 11, 16, 23};
    const auto twice = fitArima(square, {0, 2, 0, 0, 0, 0, 1, false});
    QVERIFY(twice);
    QCOMPARE(forecastArima(*twice, square, 2).mean, (Values{30, 37}));
    const Values seasons = {1, 5, 2, 7, 3, 9, 4, 10};
    const auto seasonal = fitArima(seasons, {0, 1, 0, 0, 1, 0, 2, false});
    QVERIFY(seasonal);
    QCOMPARE(forecastArima(*seasonal, seasons, 2).mean, (Values{5, 11}));
    // Deviations of a random walk grow with the root of the steps.
    const auto walk = fitArima(square, {0, 1, 0, 0, 0, 0, 1, false});
    const auto deviation = forecastArima(*walk, square, 4).deviation;
    QVERIFY(isNear(deviation[3] / deviation[0], 2.0, 1e-12));
}

void TestForecastMethods::thetaIsSmoothingWithHalfTheDrift()
{
    // Hyndman and Billah (2003), Int. J. Forecasting 19: the slope at last is half of the line's.
    const auto values = randomWalk(80, 1.0);
    const auto forecast = forecastTheta(values, 40, ThetaKind::Standard);
    QVERIFY(isNear(forecast.mean[39] - forecast.mean[38], lineThrough(values).slope / 2.0, 1e-9));
    QVERIFY(!forecastTheta(Values{1, 2}, 2, ThetaKind::Standard).isUsable());
}

void TestForecastMethods::thetaOfALine()
{
    Values line;
    for (int t = 1; t <= 30; ++t)
        line.push_back(10.0 + 2.0 * t);
    // theta that is free takes up the whole slope.
    for (const auto kind : {ThetaKind::Optimised, ThetaKind::DynamicOptimised}) {
        const auto forecast = forecastTheta(line, 5, kind);
        QVERIFY(isNear(forecast.mean[4], 10.0 + 2.0 * 35, 0.5));
    }
}

void TestForecastMethods::complexSmoothingOfALine()
{
    Values line;
    for (int t = 1; t <= 40; ++t)
        line.push_back(10.0 + 2.0 * t);
    const auto forecast = forecastComplexSmoothing(line, 3);
    QVERIFY(isNear(forecast.mean[2], 96.0, 4.0));
    QVERIFY(forecast.deviation[2] >= forecast.deviation[0]);
}

void TestForecastMethods::intermittentDemand()
{
    Values values;
    for (int k = 0; k < 10; ++k)
        values.insert(values.end(), {0.0, 0.0, 6.0});
    QVERIFY(isIntermittent(values));
    QVERIFY(!isIntermittent(AirPassengers));
    QVERIFY(isNear(forecastIntermittent(values, 2, IntermittentKind::Croston).mean[1], 2.0, 1e-12));
    const double sba = forecastIntermittent(values, 1, IntermittentKind::Sba).mean[0];
    QVERIFY(sba < 2.0 && sba >= 2.0 * 0.85);
    auto ended = values;
    ended.insert(ended.end(), 30, 0.0);
    // Only the last of them learns that there is no demand any more.
    QVERIFY(forecastIntermittent(ended, 1, IntermittentKind::Tsb).mean[0] < 0.7);
    QVERIFY(isNear(forecastIntermittent(ended, 1, IntermittentKind::Croston).mean[0], 2.0, 1e-12));
}

void TestForecastMethods::combinationOfMethods()
{
    MethodForecasts forecasts;
    forecasts.entries.push_back({Method::Naive, {{1.0}, {3.0}, {}}});
    forecasts.entries.push_back({Method::Drift, {{2.0}, {3.0}, {}}});
    forecasts.entries.push_back({Method::Ets, {{9.0}, {3.0}, {}}});
    const std::vector<MethodWeight> equal = {{Method::Naive, 1.0}, {Method::Drift, 1.0}, {Method::Ets, 1.0}};
    const auto forecast = combined(forecasts, equal);
    QVERIFY(isNear(forecast.mean[0], (4.0 + 2.0) / 2.0, 1e-12)); // between mean and median
    QVERIFY(isNear(forecast.deviation[0], std::sqrt(9.0 + (4.0 + 1.0 + 36.0) / 3.0), 1e-12));
    QVERIFY(isNear(combined(forecasts, {{Method::Drift, 1.0}}).mean[0], 2.0, 1e-12));
    QVERIFY(!combined(forecasts, {{Method::Theta, 1.0}}).isUsable());
    const auto adapted = adaptedWeights(equal, {{Method::Naive, 4.0}, {Method::Drift, 1.0}}, 0.5);
    QVERIFY(adapted[0].weight < adapted[1].weight);
    QCOMPARE(adapted[2].weight, 1.0);
}

void TestForecastMethods::logarithmsComeBackWithoutBias()
{
    const auto forecast = fromLogarithms({{std::log(100.0), std::log(100.0)}, {0.3, 0.0}, "x"});
    // The mean of lognormal numbers, drawn.
    NormalSource source(5);
    double sum = 0.0;
    constexpr int Draws = 200'000;
    for (int i = 0; i < Draws; ++i)
        sum += 100.0 * std::exp(0.3 * source.next()) / Draws;
    QVERIFY(isNear(forecast.mean[0], sum, 0.5));
    QVERIFY(isNear(forecast.mean[1], 100.0, 1e-9));
    QVERIFY(isNear(forecast.deviation[0], forecast.mean[0] * std::sqrt(std::exp(0.09) - 1.0), 1e-9));
}

void TestForecastMethods::anomaliesAreFound()
{
    auto values = AirPassengers;
    values[50] *= 3.0;
    const auto spike = findAnomalies(values, 12);
    QCOMPARE(spike.outliers, (std::vector<std::size_t>{50}));
    QVERIFY(isNear(withoutOutliers(values, 12, spike)[50], AirPassengers[50], 25.0));
    QCOMPARE(withoutOutliers(values, 12, spike)[51], values[51]);
    NormalSource source(9);
    Values steps;
    for (int t = 0; t < 40; ++t)
        steps.push_back((t < 25 ? 100.0 : 160.0) + source.next());
    const auto shift = findAnomalies(steps, 1);
    QVERIFY(shift.levelShift);
    QVERIFY(*shift.levelShift >= 24 && *shift.levelShift <= 26);
}

void TestForecastMethods::noAnomaliesInWhatIsUsual()
{
    QVERIFY(findAnomalies(AirPassengers, 12).outliers.empty());
    QVERIFY(!findAnomalies(randomWalk(100, 1.0), 1).levelShift);
    Values last = OilProduction;
    last.back() *= 10.0; // may be a new level
    QVERIFY(findAnomalies(last, 1).outliers.empty());
    QVERIFY(findAnomalies(Values(30, 5.0), 1).outliers.empty());
}

QTEST_APPLESS_MAIN(TestForecastMethods)
#include "test_forecast_methods.moc"
