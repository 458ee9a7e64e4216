// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/method_forecast.h"

#include <cstdint>

namespace consultantos::forecasting {

/// The Theta models as state-space models: Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler (2016), Int. J.
/// Forecasting 32. The method itself: Assimakopoulos and Nikolopoulos (2000).
enum class ThetaKind : std::uint8_t {
    Standard,        ///< theta = 2, the line through all values
    Optimised,       ///< theta estimated
    DynamicStandard, ///< theta = 2, the line through what was seen so far
    DynamicOptimised
};

/// Of a series without a season (take it out before). Nothing usable below three values.
[[nodiscard]] MethodForecast forecastTheta(Series values, std::size_t steps, ThetaKind kind);

} // namespace consultantos::forecasting
