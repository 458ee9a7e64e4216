// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/seasonality.h"

#include "analysis/forecasting/series_statistics.h"

#include <algorithm>
#include <cmath>

namespace consultantos::forecasting {

namespace {

/// Centred moving average over one period; its ends, where it has no value, are left out: `offset` values each side.
struct Trend {
    Values values;
    std::size_t offset = 0;
};

Trend movingAverage(Series values, std::size_t period)
{
    Trend trend;
    trend.offset = period / 2;
    const bool isEven = period % 2 == 0;
    if (values.size() < 2 * trend.offset + 1)
        return trend;
    for (std::size_t t = trend.offset; t + trend.offset < values.size(); ++t) {
        double sum = 0.0;
        for (std::size_t k = t - trend.offset; k <= t + trend.offset; ++k) {
            const bool isEdge = isEven && (k == t - trend.offset || k == t + trend.offset);
            sum += isEdge ? values[k] / 2.0 : values[k];
        }
        trend.values.push_back(sum / asReal(period));
    }
    return trend;
}

/// What the trend leaves, by position in the period.
std::vector<Values> ratiosByPosition(Series values, std::size_t period, bool isMultiplicative)
{
    std::vector<Values> byPosition(period);
    const auto trend = movingAverage(values, period);
    for (std::size_t i = 0; i < trend.values.size(); ++i) {
        const std::size_t t = i + trend.offset;
        byPosition[t % period].push_back(isMultiplicative ? values[t] / trend.values[i] : values[t] - trend.values[i]);
    }
    return byPosition;
}

void normalise(SeasonalPattern &pattern)
{
    const double mean = meanOf(pattern.indices);
    for (auto &index : pattern.indices) {
        if (pattern.isMultiplicative)
            index /= mean;
        else
            index -= mean;
    }
}

} // namespace

bool isSeasonal(Series values, std::size_t period)
{
    if (period < 2 || values.size() < 3 * period)
        return false;
    const auto correlations = autocorrelations(values, period);
    double sum = 0.0;
    for (std::size_t lag = 0; lag + 1 < period; ++lag)
        sum += correlations[lag] * correlations[lag];
    constexpr double Normal90 = 1.6448536269514722;
    return std::abs(correlations[period - 1]) > Normal90 * std::sqrt((1.0 + 2.0 * sum) / asReal(values.size()));
}

double seasonalStrength(Series values, std::size_t period)
{
    const auto pattern = classicalPattern(values, period, false);
    if (pattern.isEmpty())
        return 0.0;
    const auto trend = movingAverage(values, period);
    Values detrended;
    Values remainder;
    for (std::size_t i = 0; i < trend.values.size(); ++i) {
        const std::size_t t = i + trend.offset;
        detrended.push_back(values[t] - trend.values[i]);
        remainder.push_back(detrended.back() - pattern.indices[t % period]);
    }
    const double all = varianceOf(detrended);
    return all > 0.0 ? std::clamp(1.0 - varianceOf(remainder) / all, 0.0, 1.0) : 0.0;
}

Values SeasonalPattern::removedFrom(Series values, std::size_t first) const
{
    Values result(values.begin(), values.end());
    for (std::size_t t = 0; !isEmpty() && t < result.size(); ++t) {
        const double index = indices[(t + first) % indices.size()];
        result[t] = isMultiplicative ? result[t] / index : result[t] - index;
    }
    return result;
}

Values SeasonalPattern::addedTo(Series values, std::size_t first) const
{
    Values result(values.begin(), values.end());
    for (std::size_t t = 0; !isEmpty() && t < result.size(); ++t) {
        const double index = indices[(t + first) % indices.size()];
        result[t] = isMultiplicative ? result[t] * index : result[t] + index;
    }
    return result;
}

SeasonalPattern classicalPattern(Series values, std::size_t period, bool isMultiplicative)
{
    SeasonalPattern pattern;
    if (period < 2 || values.size() < 2 * period)
        return pattern;
    pattern.isMultiplicative = isMultiplicative && isPositive(values);
    for (const auto &ratios : ratiosByPosition(values, period, pattern.isMultiplicative)) {
        if (ratios.empty())
            return {};
        pattern.indices.push_back(meanOf(ratios));
    }
    normalise(pattern);
    constexpr double Least = 0.01; // a month without any business must not be divided by
    for (auto &index : pattern.indices) {
        if (pattern.isMultiplicative)
            index = std::max(index, Least);
    }
    return pattern;
}

SeasonalPattern shrunkPattern(Series values, std::size_t period, bool isMultiplicative)
{
    auto pattern = classicalPattern(values, period, isMultiplicative);
    if (pattern.isEmpty() || period < 4)
        return pattern;
    const double neutral = pattern.isMultiplicative ? 1.0 : 0.0;
    const auto byPosition = ratiosByPosition(values, period, pattern.isMultiplicative);
    double noise = 0.0;  // mean variance of an index' estimate
    double spread = 0.0; // of the indices about none
    for (std::size_t k = 0; k < period; ++k) {
        const auto count = asReal(byPosition[k].size());
        if (count > 1.0)
            noise += varianceOf(byPosition[k]) / (count - 1.0) / asReal(period);
        spread += (pattern.indices[k] - neutral) * (pattern.indices[k] - neutral);
    }
    if (spread <= 0.0)
        return pattern;
    const double weight = std::clamp((asReal(period) - 3.0) * noise / spread, 0.0, 1.0);
    for (auto &index : pattern.indices)
        index = neutral * weight + (1.0 - weight) * index;
    return pattern;
}

} // namespace consultantos::forecasting
