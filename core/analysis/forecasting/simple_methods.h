// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/method_forecast.h"

namespace consultantos::forecasting {

/// The last value goes on; deviations by the random walk: Hyndman and Athanasopoulos (2021), "Forecasting: Principles
/// and Practice", 3rd edition, sections 5.2 and 5.5, as the next two.
[[nodiscard]] MethodForecast forecastNaive(Series values, std::size_t steps);
/// The last period goes on; naive where the series is no longer than a period.
[[nodiscard]] MethodForecast forecastSeasonalNaive(Series values, std::size_t period, std::size_t steps);
/// The line through the first and the last value goes on; naive below two values.
[[nodiscard]] MethodForecast forecastDrift(Series values, std::size_t steps);

} // namespace consultantos::forecasting
