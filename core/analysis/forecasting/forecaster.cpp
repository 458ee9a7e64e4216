// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/forecaster.h"

#include "analysis/forecasting/anomalies.h"
#include "analysis/forecasting/intermittent.h"
#include "analysis/forecasting/interval_calibration.h"
#include "analysis/forecasting/seasonality.h"
#include "analysis/forecasting/series_statistics.h"
#include "analysis/forecasting/simple_methods.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <utility>

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
        const auto inner = intervalAround(mean, deviation, factors.factor80, factors);
        const auto outer = intervalAround(mean, deviation, factors.factor95, factors);
        result.steps.push_back({series.labelAfter(step), bounded(mean), bounded(inner.lower), bounded(inner.upper),
                                bounded(outer.lower), bounded(outer.upper)});
    }
    for (const auto &parameter : {forecast.parameters}) {
        if (!parameter.empty())
            result.parameters.append(QString::fromStdString(parameter));
    }
}

SeriesForecast simpleForecast(const PreparedSeries &series, const MethodForecast &forecast, const char *method,
                              const QString &reason, const IntervalFactors &factors = normalFactors())
{
    SeriesForecast result;
    result.method = QString::fromLatin1(method);
    result.reason = reason;
    fillSteps(result, series, forecast, factors);
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
    auto forecast = forecastNaive(series.values, steps);
    if (isOneWay) {
        // Few steps that happen to be alike say nothing of how far the next will be off: the deviation stays the naive one.
        auto drift = forecastDrift(series.values, steps);
        forecast.mean = std::move(drift.mean);
        forecast.parameters = std::move(drift.parameters);
    }
    return simpleForecast(series, forecast, isOneWay ? "drift" : "naive", reason,
                          shortFactors(series.frequency, series.kind, series.values.size()));
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

double inUnit(double value, int exponent)
{
    return std::clamp(std::ldexp(value, exponent), std::numeric_limits<double>::lowest(),
                      std::numeric_limits<double>::max());
}

void changeUnit(SeriesForecast &forecast, int exponent)
{
    for (auto &step : forecast.steps) {
        for (auto *value : {&step.mean, &step.lower80, &step.upper80, &step.lower95, &step.upper95})
            *value = inUnit(*value, exponent);
    }
    for (auto &method : forecast.methods) {
        for (auto *values : {&method.forecast.mean, &method.forecast.deviation}) {
            for (auto &value : *values)
                value = inUnit(value, exponent);
        }
    }
    auto &test = forecast.backtest;
    test.scale = inUnit(test.scale, exponent);
    for (auto &error : test.errors) {
        for (auto *value : {&error.error, &error.deviation, &error.actual, &error.forecast, &error.naive})
            *value = inUnit(*value, exponent);
    }
    for (auto &entry : test.byMethod)
        entry.error = inUnit(entry.error, exponent);
    for (auto &origin : test.byOrigin) {
        origin.error = inUnit(origin.error, exponent);
        origin.naive = inUnit(origin.naive, exponent);
        for (auto &entry : origin.byMethod)
            entry.error = inUnit(entry.error, exponent);
    }
}

/// The benchmarks are run, too, for the reader to hold the others against; without a weight they change nothing.
std::vector<MethodWeight> withBenchmarks(std::vector<MethodWeight> weights)
{
    for (const auto method : {Method::Naive, Method::SeasonalNaive, Method::Drift}) {
        if (std::none_of(weights.begin(), weights.end(),
                         [method](const MethodWeight &part) { return part.method == method; }))
            weights.push_back({method, 0.0});
    }
    return weights;
}

/// Of the methods that have a weight: what weights are adapted by.
std::vector<MethodError> weighedErrors(const std::vector<MethodError> &errors, const std::vector<MethodWeight> &weights)
{
    std::vector<MethodError> kept;
    for (const auto &entry : errors) {
        if (std::any_of(weights.begin(), weights.end(),
                        [&entry](const MethodWeight &part) { return part.method == entry.method; }))
            kept.push_back(entry);
    }
    return kept;
}

std::vector<MethodResult> methodResults(MethodForecasts forecasts, const std::vector<MethodWeight> &weights,
                                        const Backtest &test)
{
    std::vector<MethodResult> results;
    double total = 0.0;
    for (auto &[method, forecast] : forecasts.entries) {
        MethodResult result{method, 0.0, std::move(forecast), -1.0};
        for (const auto &part : weights)
            result.weight += part.method == method ? part.weight : 0.0;
        for (const auto &entry : test.byMethod) {
            if (entry.method == method && test.scale > 0.0)
                result.mase = entry.error / test.scale;
        }
        total += result.weight;
        results.push_back(std::move(result));
    }
    for (auto &result : results)
        result.weight = total > 0.0 ? result.weight / total : 0.0;
    std::stable_sort(results.begin(), results.end(),
                     [](const MethodResult &left, const MethodResult &right) { return left.weight > right.weight; });
    return results;
}

bool isDated(const PreparedSeries &series)
{
    return series.writtenAs != PeriodLabel::Kind::Index && series.writtenAs != PeriodLabel::Kind::Year
           && series.stride == 1;
}

/// Of the last values of a series; none where its periods aren't dates.
CalendarEffects calendarEffectsOf(const PreparedSeries &series, Series values)
{
    if (!isDated(series))
        return {};
    const auto left = static_cast<qint64>(series.values.size() - values.size());
    return findCalendarEffects(values, {series.frequency, series.firstPlace + left, series.country});
}

/// Why a country's public holidays, which somebody asked for, don't count; nothing where they do, and where nobody asked.
QStringList holidayNotes(const PreparedSeries &series, const CalendarEffects &effects)
{
    const bool isUsed =
        std::any_of(effects.effects().begin(), effects.effects().end(), [](const CalendarEffects::Effect &effect) {
            return effect.kind == CalendarEffects::Kind::Holidays;
        });
    if (series.country.isEmpty() || isUsed)
        return {};
    if (!canShowHolidays(series))
        return {inWords(QT_TRANSLATE_NOOP("Forecast",
                                          "Public holidays count in days with dates alone, from %1 of them on."))
                    .arg(FewestDaysOfEffects)};
    return {inWords(QT_TRANSLATE_NOOP("Forecast", "Public holidays of %1 don't count: the series doesn't show them."))
                .arg(series.country)};
}

QString reasonOf(const PreparedSeries &series, const ForecastChoice &choice)
{
    if (choice.method)
        return inWords(QT_TRANSLATE_NOOP("Forecast", "Chosen by you."));
    return adaptationPower(series.frequency) == 0.0
               ? inWords(QT_TRANSLATE_NOOP("Forecast",
                                           "Combined, as that errs less than any one method, with the weights "
                                           "that did best on other series of this frequency."))
               : inWords(QT_TRANSLATE_NOOP("Forecast",
                                           "Combined, as that errs less than any one method, with the weights "
                                           "that did best on other series of this frequency, moved by the "
                                           "methods' errors in the series' own past."));
}

} // namespace

bool canShowHolidays(const PreparedSeries &series)
{
    return isDated(series) && series.values.size() >= FewestDaysOfEffects
           && (series.frequency == Frequency::Daily || series.frequency == Frequency::Weekdays);
}

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

Result<SeriesForecast> forecastSeries(const PreparedSeries &series, std::size_t steps, const ForecastChoice &choice)
{
    if (steps < 1 || steps > MostSteps)
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP("Forecast", "A forecast has 1 to 10,000 periods.")));
    if (series.values.size() < 2)
        return fail(ErrorCode::NotDerivable,
                    // What became of the others is what the reader has to know.
                    (QStringList(inWords(QT_TRANSLATE_NOOP("Forecast", "It has one value only."))) + series.notes)
                        .join(QLatin1Char(' ')),
                    inWords(QT_TRANSLATE_NOOP("Forecast", "A forecast needs two values at least.")));
    auto values = Series(series.values);
    if (!std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); }))
        return fail(ErrorCode::NotDerivable,
                    inWords(QT_TRANSLATE_NOOP("Forecast", "Most of its values are no finite numbers.")),
                    inWords(QT_TRANSLATE_NOOP("Forecast", "Write plain numbers with a point.")));
    if (const int unit = unitOf(values); unit != 0) {
        auto scaled = series;
        for (auto &value : scaled.values)
            value = std::ldexp(value, -unit);
        auto forecast = forecastSeries(scaled, steps, choice);
        if (forecast)
            changeUnit(*forecast, unit);
        return forecast;
    }
    SeriesForecast result;
    if (isConstant(values)) {
        result = simpleForecast(series, forecastNaive(values, steps), "constant",
                                inWords(QT_TRANSLATE_NOOP("Forecast", "All values are the same.")));
    } else if (!choice.method && values.size() < FewestForModels) {
        result = shortForecast(series, steps);
    } else if (!choice.method && isIntermittent(values) && !isSeasonal(values, seasonOf(series.frequency))) {
        // A shop that is closed at night and on Sundays has no rare demand, but a season.
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
        const auto effects = calendarEffectsOf(series, values);
        result.notes.append(effects.inWords());
        result.notes.append(holidayNotes(series, effects));
        const auto adjusted = effects.removedFrom(values, 0);
        const auto anomalies = findAnomalies(adjusted, period);
        tellAnomalies(anomalies, series, values.size(), result);
        const auto clean = withoutOutliers(adjusted, period, anomalies);
        MethodPool pool(clean, period);
        const auto tried = withBenchmarks(weights);
        auto forecasts = forecastAll(pool, tried, steps);
        for (auto &entry : forecasts.entries)
            effects.addTo(entry.forecast, values.size());
        result.backtest = backtest(values, period, steps, tried, pool.choices(), choice.method, effects);
        auto used = adaptedWeights(weights, weighedErrors(result.backtest.byMethod, weights),
                                   adaptationPower(series.frequency));
        if (choice.method)
            used = {{*choice.method, 1.0}};
        auto forecast = combined(forecasts, used);
        if (!forecast.isUsable() && choice.method)
            return fail(ErrorCode::NotDerivable,
                        inWords(QT_TRANSLATE_NOOP("Forecast", "The method chosen can't forecast this series.")),
                        inWords(QT_TRANSLATE_NOOP("Forecast", "Choose another method, or the combination.")));
        if (!forecast.isUsable())
            forecast = forecastSeasonalNaive(values, period, steps);
        result.method = choice.method ? QString::fromLatin1(methodName(*choice.method)) : QStringLiteral("combination");
        result.reason = reasonOf(series, choice);
        for (const auto &entry : forecasts.entries) {
            if (std::any_of(used.begin(), used.end(),
                            [&entry](const MethodWeight &part) { return part.method == entry.method; }))
                result.parameters.append(QString::fromStdString(entry.forecast.parameters));
        }
        result.methods = methodResults(std::move(forecasts), used, result.backtest);
        for (auto &error : result.backtest.errors)
            error.place += series.values.size() - values.size();
        for (auto &origin : result.backtest.byOrigin)
            origin.known += series.values.size() - values.size();
        const auto factors = calibratedFactors(series.frequency, series.kind, values.size(), result.backtest);
        countCoverage(result.backtest, factors);
        result.isNoBetterThanNaive = result.backtest.origins > 0 && result.backtest.mase >= result.backtest.naiveMase;
        fillSteps(result, series, forecast, factors);
    }
    result.notes = series.notes + result.notes;
    return result;
}

} // namespace consultantos::forecasting
