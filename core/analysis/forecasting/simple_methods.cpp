// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/simple_methods.h"

#include "analysis/forecasting/series_statistics.h"

#include <cmath>

namespace consultantos::forecasting {

namespace {

/// Root mean square, with `used` degrees of freedom taken.
double deviationOf(const Values &errors, double used)
{
    double squares = 0.0;
    for (const double error : errors)
        squares += error * error;
    return errors.empty() ? 0.0 : std::sqrt(squares / std::max(1.0, asReal(errors.size()) - used));
}

} // namespace

MethodForecast forecastNaive(Series values, std::size_t steps)
{
    return forecastSeasonalNaive(values, 1, steps);
}

MethodForecast forecastSeasonalNaive(Series values, std::size_t period, std::size_t steps)
{
    MethodForecast result;
    if (values.empty())
        return result;
    const std::size_t lag = period >= 1 && values.size() > period ? period : 1;
    const double deviation = deviationOf(differences(values, lag), 0.0);
    for (std::size_t step = 0; step < steps; ++step) {
        result.mean.push_back(values[values.size() - lag + step % lag]);
        result.deviation.push_back(deviation * std::sqrt(1.0 + std::floor(asReal(step) / asReal(lag))));
    }
    result.parameters = lag > 1 ? "Seasonal naive" : "Naive";
    return result;
}

MethodForecast forecastDrift(Series values, std::size_t steps)
{
    if (values.size() < 2)
        return forecastNaive(values, steps);
    MethodForecast result;
    const auto n = asReal(values.size() - 1);
    const double slope = (values.back() - values.front()) / n;
    auto errors = differences(values, 1);
    for (auto &error : errors)
        error -= slope;
    const double deviation = deviationOf(errors, 1.0);
    for (std::size_t step = 0; step < steps; ++step) {
        const double ahead = asReal(step) + 1.0;
        result.mean.push_back(values.back() + slope * ahead);
        result.deviation.push_back(deviation * std::sqrt(ahead * (1.0 + ahead / n)));
    }
    result.parameters = "Drift";
    return result;
}

} // namespace consultantos::forecasting
