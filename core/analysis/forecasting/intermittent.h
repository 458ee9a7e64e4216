// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/method_forecast.h"

#include <cstdint>

namespace consultantos::forecasting {

/// Methods for demand that is mostly zero.
enum class IntermittentKind : std::uint8_t {
    Croston, ///< Croston (1972), Operational Research Quarterly 23
    Sba,     ///< Croston without its bias: Syntetos and Boylan (2005), Int. J. Forecasting 21
    Tsb      ///< sinks while there is no demand: Teunter, Syntetos and Babai (2011), Eur. J. Operational Research 214
};

/// Mean time between demands is at least 1.32 periods and no value is negative: the limit between smooth and
/// intermittent demand of Syntetos, Boylan and Croston (2005), J. Operational Research Society 56.
[[nodiscard]] bool isIntermittent(Series values);

/// Flat forecasts; smoothing weights by least squared one-step error, Croston's at most 0.3 as the papers advise.
[[nodiscard]] MethodForecast forecastIntermittent(Series values, std::size_t steps, IntermittentKind kind);

} // namespace consultantos::forecasting
