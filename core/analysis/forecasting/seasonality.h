// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/method_forecast.h"

namespace consultantos::forecasting {

/// Whether the autocorrelation at lag `period` is significant at 90 %, by Bartlett's limits, with at least three full
/// periods. The test of the Theta method: Assimakopoulos and Nikolopoulos (2000), Int. J. Forecasting 16.
[[nodiscard]] bool isSeasonal(Series values, std::size_t period);

/// 1 − Var(remainder) / Var(remainder + season) in [0, 1] by additive decomposition; 0 below two full periods.
/// Wang, Smith and Hyndman (2006), Data Mining and Knowledge Discovery 13.
[[nodiscard]] double seasonalStrength(Series values, std::size_t period);

/// A season's shape: `indices` by position (t mod period), additive ones with mean 0, multiplicative with mean 1.
struct SeasonalPattern {
    Values indices; ///< empty: no season
    bool isMultiplicative = false;

    [[nodiscard]] bool isEmpty() const { return indices.empty(); }
    /// The values without the season; `first` is the position of the first of them.
    [[nodiscard]] Values removedFrom(Series values, std::size_t first = 0) const;
    /// The values with the season put back.
    [[nodiscard]] Values addedTo(Series values, std::size_t first) const;
};

/// By the classical decomposition: moving average over one period, means of what is left, by position. Multiplicative
/// only where all values are positive. Needs two full periods; empty otherwise.
[[nodiscard]] SeasonalPattern classicalPattern(Series values, std::size_t period, bool isMultiplicative);

/// The pattern with its indices drawn towards none by their own noise (James–Stein), which forecasts better from few
/// periods: Miller and Williams (2003), Int. J. Forecasting 19.
[[nodiscard]] SeasonalPattern shrunkPattern(Series values, std::size_t period, bool isMultiplicative);

} // namespace consultantos::forecasting
