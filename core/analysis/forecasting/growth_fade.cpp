// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/growth_fade.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace consultantos::forecasting {

namespace {

/// The path that starts at `last`; empty where there is no growth.
Values fadedPath(Series means, double last, const GrowthFade &fade)
{
    Values path;
    double before = last;
    double reached = last;
    for (std::size_t step = 0; step < means.size(); ++step) {
        if (!(before > 0.0) || !(means[step] > 0.0))
            return {};
        const double part = std::min(1.0, asReal(step + 1) / static_cast<double>(std::max(1, fade.years)));
        reached *= (1.0 - part) * (means[step] / before) + part * (1.0 + fade.rate);
        before = means[step];
        path.push_back(reached);
    }
    return path;
}

} // namespace

std::optional<std::vector<ForecastStep>> faded(const std::vector<ForecastStep> &steps, double lastValue,
                                               const GrowthFade &fade)
{
    Values means;
    for (const auto &step : steps)
        means.push_back(step.mean);
    const auto path = fadedPath(means, lastValue, fade);
    if (path.empty() || !(fade.rate > -1.0))
        return std::nullopt;
    auto result = steps;
    for (std::size_t i = 0; i < result.size(); ++i) {
        const double ratio = path[i] / means[i];
        for (auto *value :
             {&result[i].mean, &result[i].lower80, &result[i].upper80, &result[i].lower95, &result[i].upper95})
            *value *= ratio;
    }
    return result;
}

std::optional<FadeTest> testFade(Series values, const Backtest &backtest, const GrowthFade &fade)
{
    // Errors stand in the order of their steps, origin by origin.
    std::map<std::size_t, std::vector<const Backtest::Error *>> byOrigin;
    for (const auto &error : backtest.errors)
        byOrigin[error.place - error.step].push_back(&error);
    FadeTest test;
    double count = 0.0;
    for (const auto &[known, errors] : byOrigin) {
        if (known == 0 || known > values.size())
            return std::nullopt;
        Values means;
        for (const auto *error : errors)
            means.push_back(error->forecast);
        const auto path = fadedPath(means, values[known - 1], fade);
        if (path.empty())
            return std::nullopt;
        for (std::size_t i = 0; i < errors.size(); ++i, count += 1.0) {
            test.own += std::abs(errors[i]->error);
            test.faded += std::abs(errors[i]->actual - path[i]);
        }
        ++test.origins;
    }
    if (test.origins == 0)
        return std::nullopt;
    test.own /= count;
    test.faded /= count;
    return test;
}

std::optional<double> ownGrowth(const std::vector<ForecastStep> &steps, double lastValue)
{
    if (steps.empty() || !(lastValue > 0.0) || !(steps.back().mean > 0.0))
        return std::nullopt;
    return std::pow(steps.back().mean / lastValue, 1.0 / asReal(steps.size())) - 1.0;
}

} // namespace consultantos::forecasting
