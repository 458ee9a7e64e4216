// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/intermittent.h"

#include "analysis/forecasting/series_statistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace consultantos::forecasting {

namespace {

struct Pass {
    double rate = 0.0;    ///< demand a period, after the last value
    double squares = 0.0; ///< of the one-step errors
};

/// Demands and the periods between them, smoothed at each demand.
Pass passCroston(Series values, double weight, double factor)
{
    Pass pass;
    double size = 0.0;
    double interval = 1.0;
    double gap = 1.0;
    bool hasBegun = false;
    for (const double value : values) {
        if (hasBegun)
            pass.squares += (value - pass.rate) * (value - pass.rate);
        if (value == 0.0) {
            gap += 1.0;
            continue;
        }
        size = hasBegun ? size + weight * (value - size) : value;
        interval = hasBegun ? interval + weight * (gap - interval) : gap;
        hasBegun = true;
        gap = 1.0;
        pass.rate = factor * size / interval;
    }
    return pass;
}

/// Demands, and the probability of one, which is smoothed in every period.
Pass passTsb(Series values, double weight, double probabilityWeight)
{
    Pass pass;
    const auto first = std::find_if(values.begin(), values.end(), [](double value) { return value != 0.0; });
    if (first == values.end())
        return pass;
    const auto demands = std::count_if(values.begin(), values.end(), [](double value) { return value != 0.0; });
    double size = *first;
    double probability = static_cast<double>(demands) / asReal(values.size());
    pass.rate = size * probability;
    for (const double value : values) {
        pass.squares += (value - pass.rate) * (value - pass.rate);
        if (value != 0.0)
            size += weight * (value - size);
        probability += probabilityWeight * ((value != 0.0 ? 1.0 : 0.0) - probability);
        pass.rate = size * probability;
    }
    return pass;
}

} // namespace

bool isIntermittent(Series values)
{
    constexpr double Limit = 1.32;
    const auto demands = std::count_if(values.begin(), values.end(), [](double value) { return value > 0.0; });
    const bool isNegative = std::any_of(values.begin(), values.end(), [](double value) { return value < 0.0; });
    return demands >= 2 && !isNegative && asReal(values.size()) / static_cast<double>(demands) >= Limit;
}

MethodForecast forecastIntermittent(Series values, std::size_t steps, IntermittentKind kind)
{
    MethodForecast result;
    if (values.empty())
        return result;
    constexpr double Least = 0.02;
    constexpr double Greatest = 0.3;
    Pass best{0.0, INFINITY};
    double bestWeight = Least;
    double bestSecond = Least;
    for (double weight = Least; weight <= Greatest + 1e-9; weight += 0.02) {
        if (kind == IntermittentKind::Tsb) {
            for (double second = Least; second <= Greatest + 1e-9; second += 0.04) {
                const auto pass = passTsb(values, weight, second);
                if (pass.squares < best.squares) {
                    best = pass;
                    bestWeight = weight;
                    bestSecond = second;
                }
            }
            continue;
        }
        const auto pass = passCroston(values, weight, kind == IntermittentKind::Sba ? 1.0 - weight / 2.0 : 1.0);
        if (pass.squares < best.squares) {
            best = pass;
            bestWeight = weight;
        }
    }
    result.mean.assign(steps, best.rate);
    result.deviation.assign(steps, std::sqrt(best.squares / asReal(values.size())));
    constexpr std::array Names = {"Croston", "SBA", "TSB"};
    std::array<char, 64> text{};
    const char *name = Names.at(static_cast<std::size_t>(kind));
    if (kind == IntermittentKind::Tsb)
        std::snprintf(text.data(), text.size(), "%s alpha=%.2f beta=%.2f", name, bestWeight, bestSecond);
    else
        std::snprintf(text.data(), text.size(), "%s alpha=%.2f", name, bestWeight);
    result.parameters = text.data();
    return result;
}

} // namespace consultantos::forecasting
