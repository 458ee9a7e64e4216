// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/method_pool.h"

#include "analysis/forecasting/complex_smoothing.h"
#include "analysis/forecasting/log_transform.h"
#include "analysis/forecasting/series_statistics.h"
#include "analysis/forecasting/simple_methods.h"
#include "analysis/forecasting/theta_method.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace consultantos::forecasting {

namespace {

constexpr std::size_t LongestOwnSeason = 24; ///< longer ones are taken out before
constexpr std::size_t HoursOfDay = 24;
constexpr std::size_t HoursOfWeek = 168;
constexpr int Paths = 200;

std::vector<EtsForm> dampedOf(std::vector<EtsForm> forms)
{
    std::erase_if(forms, [](const EtsForm &form) { return !form.isDamped; });
    return forms;
}

/// Means of blocks of `size` values, the last of them ending with the series.
Values blockMeans(Series values, std::size_t size)
{
    Values means;
    for (std::size_t start = values.size() % size; start + size <= values.size(); start += size)
        means.push_back(meanOf(values.subspan(start, size)));
    return means;
}

/// Where blocks' forecasts stand for their middles: the line through the two nearest ones.
double atStep(const Values &blocks, std::size_t size, std::size_t step)
{
    if (size == 1 || blocks.size() < 2)
        return blocks[std::min(step / size, blocks.size() - 1)];
    const double place = (asReal(step) + 0.5) / asReal(size) - 0.5;
    const auto below = static_cast<std::size_t>(std::clamp(std::floor(place), 0.0, asReal(blocks.size() - 2)));
    return blocks[below] + (place - asReal(below)) * (blocks[below + 1] - blocks[below]);
}

/// The mean over series of coarser and coarser periods, in which other things are seen: Kourentzes, Petropoulos and
/// Trapero (2014), Int. J. Forecasting 30.
MethodForecast aggregatedTheta(Series values, std::size_t period, std::size_t steps)
{
    constexpr std::size_t FewestBlocks = 6;
    MethodForecast result;
    double levels = 0.0;
    for (std::size_t size = 1; size <= std::max<std::size_t>(period, 3) && values.size() / size >= FewestBlocks;
         ++size) {
        if (period > 1 && period % size != 0)
            continue;
        const auto blocks = blockMeans(values, size);
        const auto forecast = forecastTheta(blocks, steps / size + 2, ThetaKind::Standard);
        if (!forecast.isUsable())
            continue;
        result.mean.resize(steps, 0.0);
        for (std::size_t step = 0; step < steps; ++step)
            result.mean[step] += atStep(forecast.mean, size, step);
        levels += 1.0;
    }
    for (auto &value : result.mean)
        value /= levels;
    result.parameters = "Theta over levels of aggregation";
    return result;
}

} // namespace

const char *methodName(Method method)
{
    constexpr std::array Names = {"naive",         "seasonal_naive",
                                  "drift",         "ets",
                                  "damped_ets",    "theta",
                                  "dynamic_theta", "complex_smoothing",
                                  "arima",         "aggregated_theta",
                                  "adjusted_ets",  "log_arima"};
    return Names.at(static_cast<std::size_t>(method));
}

MethodPool::MethodPool(Series values, std::size_t period)
    : m_values(values)
    , m_period(period)
{
    // Hours repeat by the day, and business hours by the week as well.
    if (period == HoursOfDay && isSeasonal(values, HoursOfWeek))
        m_period = HoursOfWeek;
    if (isSeasonal(values, m_period))
        m_pattern = shrunkPattern(values, m_period, true);
    m_adjusted = m_pattern.removedFrom(values);
}

MethodPool::MethodPool(Series values, std::size_t period, const ModelChoices &choices)
    : MethodPool(values, period)
{
    m_choices = choices;
    m_isChosen = true;
}

MethodForecast MethodPool::seasoned(MethodForecast forecast) const
{
    const std::size_t first = m_values.size();
    forecast.mean = m_pattern.addedTo(forecast.mean, first);
    if (m_pattern.isMultiplicative && !forecast.deviation.empty())
        forecast.deviation = m_pattern.addedTo(forecast.deviation, first);
    return forecast;
}

MethodForecast MethodPool::smoothing(Method method, Series values, std::size_t period, std::size_t steps)
{
    auto &choice = method == Method::Ets         ? m_choices.ets
                   : method == Method::DampedEts ? m_choices.dampedEts
                                                 : m_choices.adjustedEts;
    if (m_isChosen && !choice)
        return {};
    auto forms = choice ? std::vector<EtsForm>{*choice} : admissibleForms(values, period, false);
    if (!choice && method == Method::DampedEts)
        forms = dampedOf(forms);
    const auto model = selectEts(values, period, forms, EtsEffort::Quick);
    if (!model)
        return {};
    choice = model->form;
    return forecastEts(*model, values, steps, Paths);
}

MethodForecast MethodPool::arima(std::optional<ArimaOrder> &choice, Series values, std::size_t period,
                                 std::size_t steps) const
{
    if (m_isChosen && !choice)
        return {};
    const auto model = choice ? fitArima(values, *choice) : selectArima(values, period);
    if (!model)
        return {};
    choice = model->order;
    return forecastArima(*model, values, steps);
}

MethodForecast MethodPool::logArima(Series values, std::size_t period, std::size_t steps)
{
    if (!isPositive(values))
        return {};
    auto forecast = arima(m_choices.logArima, logarithmsOf(values), period, steps);
    if (forecast.isUsable())
        forecast = fromLogarithms(std::move(forecast));
    return forecast;
}

MethodForecast MethodPool::forecast(Method method, std::size_t steps)
{
    // A season that is too long for a model's own is taken out before.
    const bool hasLongSeason = m_period > LongestOwnSeason;
    const Series own = hasLongSeason ? Series(m_adjusted) : m_values;
    const std::size_t ownPeriod = hasLongSeason ? 1 : m_period;
    const auto finished = [&](MethodForecast forecast) {
        return hasLongSeason ? seasoned(std::move(forecast)) : forecast;
    };
    switch (method) {
    case Method::Naive:
        return forecastNaive(m_values, steps);
    case Method::SeasonalNaive:
        return forecastSeasonalNaive(m_values, m_period, steps);
    case Method::Drift:
        return forecastDrift(m_values, steps);
    case Method::Ets:
    case Method::DampedEts:
        return finished(smoothing(method, own, ownPeriod, steps));
    case Method::Theta:
        return seasoned(forecastTheta(m_adjusted, steps, ThetaKind::Standard));
    case Method::DynamicTheta:
        return seasoned(forecastTheta(m_adjusted, steps, ThetaKind::DynamicOptimised));
    case Method::ComplexSmoothing:
        return seasoned(forecastComplexSmoothing(m_adjusted, steps));
    case Method::Arima:
        return finished(arima(m_choices.arima, own, ownPeriod, steps));
    case Method::LogArima:
        return finished(logArima(own, ownPeriod, steps));
    case Method::AdjustedEts:
        return seasoned(smoothing(method, m_adjusted, 1, steps));
    case Method::AggregatedTheta:
        return seasoned(aggregatedTheta(m_adjusted, m_period, steps));
    }
    return {};
}

} // namespace consultantos::forecasting
