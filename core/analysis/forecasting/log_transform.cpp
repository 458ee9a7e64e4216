// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/log_transform.h"

#include <algorithm>
#include <cmath>

namespace consultantos::forecasting {

Values logarithmsOf(Series values)
{
    Values result;
    for (const double value : values)
        result.push_back(std::log(value));
    return result;
}

MethodForecast fromLogarithms(MethodForecast forecast)
{
    constexpr double GreatestVariance = 0.5;
    for (std::size_t step = 0; step < forecast.mean.size(); ++step) {
        const bool hasDeviation = step < forecast.deviation.size();
        const double deviation = hasDeviation ? forecast.deviation[step] : 0.0;
        const double variance = std::min(deviation * deviation, GreatestVariance);
        forecast.mean[step] = std::exp(forecast.mean[step] + variance / 2.0);
        if (hasDeviation)
            forecast.deviation[step] = forecast.mean[step] * std::sqrt(std::expm1(variance));
    }
    forecast.parameters = "log " + forecast.parameters;
    return forecast;
}

} // namespace consultantos::forecasting
