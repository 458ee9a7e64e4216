// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/method_forecast.h"

namespace consultantos::forecasting {

/// 0 of an empty series.
[[nodiscard]] double meanOf(Series values);
/// With divisor n; 0 of an empty series.
[[nodiscard]] double varianceOf(Series values);
/// The middle value, of an even number the mean of the two; 0 of an empty series. `level` in [0, 1], interpolated as by
/// Hyndman and Fan (1996), type 7.
[[nodiscard]] double medianOf(Series values);
[[nodiscard]] double quantileOf(Series values, double level);
[[nodiscard]] bool isConstant(Series values);
[[nodiscard]] bool isPositive(Series values); ///< all above zero

/// Autocorrelations at lags 1 … `lags`; zero where the series is constant.
[[nodiscard]] Values autocorrelations(Series values, std::size_t lags);
/// y[t] − y[t−lag]; empty if the series is no longer than the lag.
[[nodiscard]] Values differences(Series values, std::size_t lag);

/// Intercept (at index 0) and slope of the least-squares line through the values at 0, 1, 2, …
struct Line {
    double intercept = 0.0;
    double slope = 0.0;
};
[[nodiscard]] Line lineThrough(Series values);

/// The statistic of Kwiatkowski, Phillips, Schmidt and Shin (1992), J. Econometrics 54, for stationarity about a level,
/// with Bartlett weights up to lag ⌊3√n/13⌋. Above 0.463 the level is not stationary at 5 %.
[[nodiscard]] double kpssStatistic(Series values);

} // namespace consultantos::forecasting
