// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/series_statistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace consultantos::forecasting {

double meanOf(Series values)
{
    if (values.empty())
        return 0.0;
    return std::accumulate(values.begin(), values.end(), 0.0) / asReal(values.size());
}

double varianceOf(Series values)
{
    if (values.empty())
        return 0.0;
    const double mean = meanOf(values);
    double sum = 0.0;
    for (const double value : values)
        sum += (value - mean) * (value - mean);
    return sum / asReal(values.size());
}

double medianOf(Series values)
{
    return quantileOf(values, 0.5);
}

double quantileOf(Series values, double level)
{
    if (values.empty())
        return 0.0;
    Values sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    const double place = level * asReal(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const auto above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - asReal(below)) * (sorted[above] - sorted[below]);
}

bool isConstant(Series values)
{
    return std::all_of(values.begin(), values.end(), [&](double value) { return value == values.front(); });
}

bool isPositive(Series values)
{
    return std::all_of(values.begin(), values.end(), [](double value) { return value > 0.0; });
}

Values autocorrelations(Series values, std::size_t lags)
{
    Values result(lags, 0.0);
    const double mean = meanOf(values);
    const double variance = varianceOf(values) * asReal(values.size());
    if (variance <= 0.0)
        return result;
    for (std::size_t lag = 1; lag <= lags && lag < values.size(); ++lag) {
        double sum = 0.0;
        for (std::size_t t = lag; t < values.size(); ++t)
            sum += (values[t] - mean) * (values[t - lag] - mean);
        result[lag - 1] = sum / variance;
    }
    return result;
}

Values differences(Series values, std::size_t lag)
{
    Values result;
    for (std::size_t t = lag; t < values.size(); ++t)
        result.push_back(values[t] - values[t - lag]);
    return result;
}

Line lineThrough(Series values)
{
    if (values.empty())
        return {};
    const double middle = (asReal(values.size()) - 1.0) / 2.0;
    const double mean = meanOf(values);
    double products = 0.0;
    double squares = 0.0;
    for (std::size_t t = 0; t < values.size(); ++t) {
        const double place = asReal(t) - middle;
        products += place * (values[t] - mean);
        squares += place * place;
    }
    const double slope = squares > 0.0 ? products / squares : 0.0;
    return {mean - slope * middle, slope};
}

double kpssStatistic(Series values)
{
    const std::size_t n = values.size();
    if (n < 3)
        return 0.0;
    const double mean = meanOf(values);
    Values residuals;
    double partial = 0.0;
    double squares = 0.0;
    for (const double value : values) {
        residuals.push_back(value - mean);
        partial += value - mean;
        squares += partial * partial;
    }
    const auto lags = static_cast<std::size_t>(3.0 * std::sqrt(asReal(n)) / 13.0);
    double longRun = 0.0;
    for (const double residual : residuals)
        longRun += residual * residual;
    for (std::size_t lag = 1; lag <= lags; ++lag) {
        double sum = 0.0;
        for (std::size_t t = lag; t < n; ++t)
            sum += residuals[t] * residuals[t - lag];
        longRun += 2.0 * (1.0 - asReal(lag) / asReal(lags + 1)) * sum;
    }
    longRun /= asReal(n);
    return longRun > 0.0 ? squares / (asReal(n) * asReal(n) * longRun) : 0.0;
}

} // namespace consultantos::forecasting
