// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/forecaster.h"

#include <QString>

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

namespace consultantos::forecasting {

/// What the user assumes in place of the forecast. Growth is that over a season (see seasonOf()): of yearly values, and of
/// those without a frequency, against the one before; of quarters, months and weeks against the year before; of days
/// against the week, of hours against the day before. A share: 0.05 is 5 %.
struct ForecastAdjustment {
    std::optional<double> leastGrowth;
    std::optional<double> greatestGrowth;
    std::optional<double> fadeTo;         ///< the growth that the forecast's own turns into
    QString fadeAnchor;                   ///< whose it is: "industry", "economy", "world"; empty: the user's
    QString fadeSource;                   ///< of a published one
    std::size_t fadeSteps = 5;            ///< after which it has done so, at least 1
    std::map<std::size_t, double> values; ///< of single steps (from 0), in place of everything else

    [[nodiscard]] bool isEmpty() const;
    /// Whether nothing but a fade is assumed.
    [[nodiscard]] bool isFadeAlone() const;
    bool operator==(const ForecastAdjustment &) const = default;
};

/// A step as the user wants it.
struct AdjustedStep {
    ForecastStep step;
    bool isOwnValue = false;  ///< the user's: no interval is claimed, all of its bounds are the value
    bool isOwnGrowth = false; ///< moved by bounds or fade, its interval with it
};

struct AdjustedForecast {
    std::vector<AdjustedStep> steps;
    bool isGrowthUsed = true; ///< false: bounds and fade were asked for, but not all values are positive
};

/// Bounds and fade apply step by step, so later steps grow from what earlier ones became, own values among them. Pure.
[[nodiscard]] AdjustedForecast adjusted(const PreparedSeries &series, const std::vector<ForecastStep> &steps,
                                        const ForecastAdjustment &adjustment);

} // namespace consultantos::forecasting
