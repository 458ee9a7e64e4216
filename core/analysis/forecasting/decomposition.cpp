// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/decomposition.h"

#include "analysis/forecasting/seasonality.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace consultantos::forecasting {

namespace {

/// A line through the `width` nearest values, at each value.
Values localLines(Series values, std::size_t width)
{
    Values result;
    result.reserve(values.size());
    width = std::min(width, values.size());
    for (std::size_t t = 0; t < values.size(); ++t) {
        const std::size_t half = width / 2;
        const std::size_t first = std::min(t > half ? t - half : 0, values.size() - width);
        // So that the farthest value counts a little, too.
        const double reach = asReal(std::max(t - first, first + width - 1 - t)) + 1.0;
        double sum = 0.0;
        double sumX = 0.0;
        double sumXX = 0.0;
        double sumY = 0.0;
        double sumXY = 0.0;
        for (std::size_t i = first; i < first + width; ++i) {
            const double x = asReal(i) - asReal(t);
            const double share = std::abs(x) / reach;
            const double cube = 1.0 - share * share * share;
            const double weight = cube * cube * cube;
            sum += weight;
            sumX += weight * x;
            sumXX += weight * x * x;
            sumY += weight * values[i];
            sumXY += weight * x * values[i];
        }
        const double spread = sum * sumXX - sumX * sumX;
        result.push_back(spread > 0.0 ? (sumXX * sumY - sumX * sumXY) / spread : sumY / sum);
    }
    return result;
}

double squares(Series values)
{
    double sum = 0.0;
    for (const double value : values)
        sum += value * value;
    return sum;
}

Decomposition apart(Series values, std::size_t width, const SeasonalPattern &pattern)
{
    Decomposition result;
    result.isMultiplicative = pattern.isMultiplicative;
    result.level = localLines(pattern.removedFrom(values), width);
    if (!pattern.isEmpty())
        result.season = pattern.addedTo(result.level, 0);
    result.remainder.resize(values.size());
    for (std::size_t t = 0; t < values.size(); ++t) {
        if (!pattern.isEmpty())
            result.season[t] -= result.level[t];
        result.remainder[t] = values[t] - result.level[t] - (pattern.isEmpty() ? 0.0 : result.season[t]);
    }
    return result;
}

} // namespace

Decomposition decomposed(Series values, std::size_t period)
{
    constexpr std::size_t Narrowest = 7;
    if (values.size() < 3)
        return {Values(values.begin(), values.end()), {}, Values(values.size(), 0.0), 0.0, false};
    const std::size_t width = std::max(Narrowest, period % 2 == 0 ? period + 1 : period);
    // A trend would drown the season's correlation.
    auto around = localLines(values, width);
    for (std::size_t t = 0; t < values.size(); ++t)
        around[t] = values[t] - around[t];
    if (!isSeasonal(around, period))
        return apart(values, width, {});
    auto result = apart(values, width, classicalPattern(values, period, false));
    if (const auto pattern = classicalPattern(values, period, true); pattern.isMultiplicative) {
        auto other = apart(values, width, pattern);
        if (squares(other.remainder) < squares(result.remainder))
            result = std::move(other);
    }
    result.strength = seasonalStrength(values, period);
    return result;
}

} // namespace consultantos::forecasting
