// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/method_forecast.h"

namespace consultantos::forecasting {

/// Complex exponential smoothing without a season (take it out before): Svetunkov, Kourentzes and Ord (2022), Naval
/// Research Logistics 69. Models level and trend as one complex number. Nothing usable below five values.
[[nodiscard]] MethodForecast forecastComplexSmoothing(Series values, std::size_t steps);

} // namespace consultantos::forecasting
