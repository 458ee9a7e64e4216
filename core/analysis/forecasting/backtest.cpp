// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/backtest.h"

#include "analysis/forecasting/anomalies.h"
#include "analysis/forecasting/series_statistics.h"
#include "analysis/forecasting/simple_methods.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace consultantos::forecasting {

namespace {

void addErrors(std::vector<MethodError> &byMethod, const MethodForecasts &forecasts, Series actual)
{
    for (const auto &[method, forecast] : forecasts.entries) {
        double sum = 0.0;
        for (std::size_t step = 0; step < actual.size(); ++step)
            sum += std::abs(actual[step] - forecast.mean[step]) / asReal(actual.size());
        const auto found = std::find_if(byMethod.begin(), byMethod.end(),
                                        [wanted = method](const MethodError &entry) { return entry.method == wanted; });
        if (found == byMethod.end())
            byMethod.push_back({method, sum});
        else
            found->error += sum;
    }
}

} // namespace

Backtest backtest(Series values, std::size_t period, std::size_t steps, const std::vector<MethodWeight> &weights,
                  const ModelChoices &choices, std::optional<Method> only, const CalendarEffects &effects)
{
    constexpr std::size_t FewestBefore = 8;
    constexpr std::size_t MostOrigins = 3;
    Backtest result;
    if (values.size() < FewestBefore + 2)
        return result;
    const std::size_t ahead = std::min(steps, std::max<std::size_t>(2, values.size() / 4));
    const std::size_t lag = values.size() > period ? period : 1;
    const std::size_t stride = std::max<std::size_t>(1, ahead / 2);
    const auto judged = only ? std::vector<MethodWeight>{{*only, 1.0}} : weights;
    for (std::size_t origin = 0; origin < MostOrigins; ++origin) {
        const std::size_t held = ahead + origin * stride;
        if (values.size() < held + std::max(FewestBefore, 2 * period))
            break;
        const auto known = values.first(values.size() - held);
        const auto adjusted = effects.removedFrom(known, 0);
        const auto clean = withoutOutliers(adjusted, period, findAnomalies(adjusted, period));
        MethodPool pool(clean, period, choices);
        auto forecasts = forecastAll(pool, weights, ahead);
        for (auto &entry : forecasts.entries)
            effects.addTo(entry.forecast, known.size());
        const auto forecast = combined(forecasts, judged);
        if (!forecast.isUsable())
            break;
        const auto naive = forecastSeasonalNaive(known, period, ahead);
        ++result.origins;
        const auto actuals = values.subspan(known.size(), ahead);
        addErrors(result.byMethod, forecasts, actuals);
        Backtest::Origin told{known.size(), ahead, 0.0, 0.0, {}};
        addErrors(told.byMethod, forecasts, actuals);
        for (std::size_t step = 0; step < ahead; ++step) {
            const double actual = values[known.size() + step];
            told.error += std::abs(actual - forecast.mean[step]) / asReal(ahead);
            told.naive += std::abs(actual - naive.mean[step]) / asReal(ahead);
            result.errors.push_back({known.size() + step, step, actual - forecast.mean[step],
                                     forecast.deviation.empty() ? 0.0 : forecast.deviation[step], actual,
                                     forecast.mean[step], naive.mean[step]});
        }
        result.byOrigin.push_back(std::move(told));
    }
    for (auto &entry : result.byMethod)
        entry.error /= std::max(1, result.origins);
    double scale = 0.0;
    for (const double difference : differences(values, lag))
        scale += std::abs(difference) / asReal(values.size() - lag);
    result.scale = scale;
    double ours = 0.0;
    double theirs = 0.0;
    for (const auto &error : result.errors) {
        ours += std::abs(error.error);
        theirs += std::abs(error.actual - error.naive);
        const double size = std::abs(error.actual) + std::abs(error.forecast);
        result.smape += size > 0.0 ? 200.0 * std::abs(error.error) / size : 0.0;
    }
    if (!result.errors.empty()) {
        const auto count = asReal(result.errors.size());
        result.smape /= count;
        result.mase = scale > 0.0 ? ours / count / scale : 0.0;
        result.naiveMase = scale > 0.0 ? theirs / count / scale : 0.0;
    }
    return result;
}

} // namespace consultantos::forecasting
