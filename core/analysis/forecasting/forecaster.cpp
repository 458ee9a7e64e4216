// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/forecaster.h"

#include "analysis/forecasting/anomalies.h"
#include "analysis/forecasting/intermittent.h"
#include "analysis/forecasting/interval_calibration.h"
#include "analysis/forecasting/series_statistics.h"
#include "analysis/forecasting/simple_methods.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace consultantos::forecasting {

namespace {

constexpr std::size_t MostSteps = 10'000;
constexpr std::size_t FewestForModels = 8;
constexpr std::size_t LongestHistory = 1'000; ///< values that models are fitted to; older ones say little of the next

QString inWords(const char *text)
{
    return QCoreApplication::translate("Forecast", text);
}

/// Means and intervals; a series that never was negative stays so.
void fillSteps(SeriesForecast &result, const PreparedSeries &series, const MethodForecast &forecast,
               const IntervalFactors &factors)
{
    const bool isNeverNegative =
        std::all_of(series.values.begin(), series.values.end(), [](double value) { return value >= 0.0; });
    const auto bounded = [isNeverNegative](double value) { return isNeverNegative ? std::max(value, 0.0) : value; };
    for (std::size_t step = 0; step < forecast.mean.size(); ++step) {
        const double mean = forecast.mean[step];
        const double deviation = step < forecast.deviation.size() ? forecast.deviation[step] : 0.0;
        result.steps.push_back({series.labelAfter(step), bounded(mean), bounded(mean - factors.factor80 * deviation),
                                bounded(mean + factors.factor80 * deviation),
                                bounded(mean - factors.factor95 * deviation),
                                bounded(mean + factors.factor95 * deviation)});
    }
    for (const auto &parameter : {forecast.parameters}) {
        if (!parameter.empty())
            result.parameters.append(QString::fromStdString(parameter));
    }
}

SeriesForecast simpleForecast(const PreparedSeries &series, const MethodForecast &forecast, const char *method,
                              const QString &reason)
{
    SeriesForecast result;
    result.method = QString::fromLatin1(method);
    result.reason = reason;
    fillSteps(result, series, forecast, normalFactors());
    return result;
}

/// Under eight values: the drift where the steps have one direction, else the last value.
SeriesForecast shortForecast(const PreparedSeries &series, std::size_t steps)
{
    const auto gaps = differences(series.values, 1);
    const bool isOneWay = gaps.size() >= 3
                          && (std::all_of(gaps.begin(), gaps.end(), [](double gap) { return gap > 0.0; })
                              || std::all_of(gaps.begin(), gaps.end(), [](double gap) { return gap < 0.0; }));
    const auto reason = inWords(QT_TRANSLATE_NOOP("Forecast", "Fewer than eight values bear no model."));
    return isOneWay ? simpleForecast(series, forecastDrift(series.values, steps), "drift", reason)
                    : simpleForecast(series, forecastNaive(series.values, steps), "naive", reason);
}

/// `anomalies` are of the last `seen` values.
void tellAnomalies(const Anomalies &anomalies, const PreparedSeries &series, std::size_t seen, SeriesForecast &result)
{
    auto &notes = result.notes;
    const std::size_t first = series.values.size() - seen;
    for (const auto place : anomalies.outliers)
        result.outliers.append(series.labelAt(first + place));
    if (!anomalies.outliers.empty()) {
        constexpr qsizetype MostNamed = 5;
        auto periods = result.outliers.mid(0, MostNamed);
        if (result.outliers.size() > MostNamed)
            periods.append(QStringLiteral("…"));
        notes.append(inWords(QT_TRANSLATE_NOOP("Forecast", "Outliers were put onto their neighbours' level: %1."))
                         .arg(periods.join(QStringLiteral(", "))));
    }
    if (anomalies.levelShift) {
        result.levelShift = series.labelAt(first + *anomalies.levelShift);
        notes.append(inWords(QT_TRANSLATE_NOOP("Forecast", "The level shifts at %1; what lies before may mislead."))
                         .arg(result.levelShift));
    }
}

/// Squares of such values would leave the range of numbers: calculated in another unit, a power of two, which is exact.
int unitOf(Series values)
{
    constexpr int Comfortable = 100;
    double greatest = 0.0;
    for (const double value : values)
        greatest = std::max(greatest, std::abs(value));
    const int exponent = greatest > 0.0 ? std::ilogb(greatest) : 0;
    return std::abs(exponent) > Comfortable ? exponent : 0;
}

void changeUnit(SeriesForecast &forecast, int exponent)
{
    for (auto &step : forecast.steps) {
        for (auto *value : {&step.mean, &step.lower80, &step.upper80, &step.lower95, &step.upper95})
            *value = std::clamp(std::ldexp(*value, exponent), std::numeric_limits<double>::lowest(),
                                std::numeric_limits<double>::max());
    }
}

} // namespace

std::size_t usualSteps(Frequency frequency)
{
    switch (frequency) {
    case Frequency::Yearly:
        return 5;
    case Frequency::Monthly:
        return 12;
    case Frequency::Weekly:
        return 13;
    case Frequency::Daily:
        return 14;
    case Frequency::Weekdays:
        return 10;
    case Frequency::Hourly:
        return 48;
    case Frequency::Quarterly:
    case Frequency::None:
        break;
    }
    return 8;
}

Result<SeriesForecast> forecastSeries(const PreparedSeries &series, std::size_t steps)
{
    if (steps < 1 || steps > MostSteps)
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP("Forecast", "A forecast has 1 to 10,000 periods.")));
    if (series.values.size() < 2)
        return fail(ErrorCode::NotDerivable, inWords(QT_TRANSLATE_NOOP("Forecast", "It has one value only.")),
                    inWords(QT_TRANSLATE_NOOP("Forecast", "A forecast needs two values at least.")));
    auto values = Series(series.values);
    if (const int unit = unitOf(values); unit != 0) {
        auto scaled = series;
        for (auto &value : scaled.values)
            value = std::ldexp(value, -unit);
        auto forecast = forecastSeries(scaled, steps);
        if (forecast)
            changeUnit(*forecast, unit);
        return forecast;
    }
    SeriesForecast result;
    if (isConstant(values)) {
        result = simpleForecast(series, forecastNaive(values, steps), "constant",
                                inWords(QT_TRANSLATE_NOOP("Forecast", "All values are the same.")));
    } else if (values.size() < FewestForModels) {
        result = shortForecast(series, steps);
    } else if (isIntermittent(values)) {
        result = simpleForecast(series, forecastIntermittent(values, steps, IntermittentKind::Sba), "croston_sba",
                                inWords(QT_TRANSLATE_NOOP("Forecast", "Many of the values are zero.")));
    } else {
        if (values.size() > LongestHistory) {
            values = values.last(LongestHistory);
            result.notes.append(
                inWords(QT_TRANSLATE_NOOP("Forecast", "Models see the last %1 values only.")).arg(LongestHistory));
        }
        const auto period = seasonOf(series.frequency);
        const auto weights = combinationWeights(series.frequency);
        const auto anomalies = findAnomalies(values, period);
        tellAnomalies(anomalies, series, values.size(), result);
        const auto clean = withoutOutliers(values, period, anomalies);
        MethodPool pool(clean, period);
        const auto forecasts = forecastAll(pool, weights, steps);
        result.backtest = backtest(values, period, steps, weights, pool.choices());
        auto forecast = combined(
            forecasts, isLearnt(series.frequency) ? weights : adaptedWeights(weights, result.backtest.byMethod));
        if (!forecast.isUsable())
            forecast = forecastSeasonalNaive(values, period, steps);
        result.method = QStringLiteral("combination");
        result.reason =
            isLearnt(series.frequency)
                ? inWords(QT_TRANSLATE_NOOP("Forecast",
                                            "Combined, as that errs less than any one method, with the weights "
                                            "that did best on other series of this frequency."))
                : inWords(QT_TRANSLATE_NOOP("Forecast",
                                            "Combined, as that errs less than any one method, with weights by "
                                            "the methods' errors in the series' own past."));
        for (const auto &entry : forecasts.entries)
            result.parameters.append(QString::fromStdString(entry.forecast.parameters));
        const auto factors = calibratedFactors(series.frequency, values.size(), result.backtest);
        countCoverage(result.backtest, factors);
        result.isNoBetterThanNaive = result.backtest.origins > 0 && result.backtest.mase >= result.backtest.naiveMase;
        fillSteps(result, series, forecast, factors);
    }
    result.notes = series.notes + result.notes;
    return result;
}

} // namespace consultantos::forecasting
