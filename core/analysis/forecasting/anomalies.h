// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/method_forecast.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace consultantos::forecasting {

/// What in a series is not of its usual course. Indices from 0.
struct Anomalies {
    std::vector<std::size_t> outliers;
    std::optional<std::size_t> levelShift; ///< first value on the new level
};

/// Single values that lie more than eight robust deviations (1.4826 · median absolute deviation) off the median of their
/// neighbours, without the season: Hampel (1974), J. American Statistical Association 69. The last two values are never
/// called outliers: they may be a new level. A level shift is a step of more than six robust deviations of the steps, by
/// which the medians of the six values before and after it differ, too. Nothing below twelve values; at most ten outliers.
[[nodiscard]] Anomalies findAnomalies(Series values, std::size_t period);

/// The values with outliers put onto the median of their neighbours, in their season.
[[nodiscard]] Values withoutOutliers(Series values, std::size_t period, const Anomalies &anomalies);

} // namespace consultantos::forecasting
