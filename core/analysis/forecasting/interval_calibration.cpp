// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/interval_calibration.h"

#include "analysis/forecasting/series_statistics.h"

#include <algorithm>
#include <cmath>

namespace consultantos::forecasting {

IntervalFactors normalFactors()
{
    return {1.2815515655446004, 1.959963984540054};
}

Interval intervalAround(double mean, double deviation, double factor, const IntervalFactors &factors)
{
    constexpr double MostFolds = 5.0; // e⁵ = 148 times: no more is meant by any interval
    const double width = factor * deviation;
    if (!factors.isProportional || !(mean > 0.0))
        return {mean - width, mean + width};
    const double folds = std::min(MostFolds, width / mean);
    return {mean * std::exp(-folds), mean * std::exp(folds)};
}

IntervalFactors calibratedFactors(Frequency frequency, SeriesKind kind, std::size_t length, const Backtest &backtest)
{
    auto factors = pooledFactors(frequency, kind, length);
    if (adaptationPower(frequency) == 0.0)
        return factors;
    Values ratios;
    for (const auto &error : backtest.errors) {
        if (error.deviation > 0.0)
            ratios.push_back(std::abs(error.error) / error.deviation);
    }
    if (ratios.empty())
        return factors;
    constexpr double AsMany = 100.0; // errors that would count as much as the pooled factor
    const double share = std::min(0.25, asReal(ratios.size()) / (asReal(ratios.size()) + AsMany));
    constexpr double Level80 = 0.8;
    constexpr double Level95 = 0.95;
    factors.factor80 += share * (quantileOf(ratios, Level80) - factors.factor80);
    factors.factor95 += share * (quantileOf(ratios, Level95) - factors.factor95);
    return factors;
}

void countCoverage(Backtest &backtest, const IntervalFactors &factors)
{
    if (backtest.errors.empty())
        return;
    for (const auto &error : backtest.errors) {
        const auto isWithin = [&](double factor) {
            const auto interval = intervalAround(error.forecast, error.deviation, factor, factors);
            return error.actual >= interval.lower && error.actual <= interval.upper;
        };
        backtest.coverage80 += isWithin(factors.factor80) ? 1.0 : 0.0;
        backtest.coverage95 += isWithin(factors.factor95) ? 1.0 : 0.0;
    }
    backtest.coverage80 /= asReal(backtest.errors.size());
    backtest.coverage95 /= asReal(backtest.errors.size());
}

} // namespace consultantos::forecasting
