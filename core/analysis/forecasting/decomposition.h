// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/method_forecast.h"

#include <cstddef>

namespace consultantos::forecasting {

/// A series taken apart for the eye. At each value level + season + remainder is the value.
struct Decomposition {
    Values level;
    Values season; ///< in the series' unit; empty where none is significant
    Values remainder;
    double strength = 0.0;         ///< of the season in [0, 1]: see seasonalStrength()
    bool isMultiplicative = false; ///< the season grows with the level
};

/// The level is a line through the nearest values of a season, seven at least, weighted by their distance: Cleveland (1979),
/// J. American Statistical Association 74. The season is the classical pattern, additive or multiplicative, whichever
/// leaves less, where what is around the level isSeasonal(). Fewer than three values: the level is the values.
[[nodiscard]] Decomposition decomposed(Series values, std::size_t period);

} // namespace consultantos::forecasting
