// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/method_forecast.h"

namespace consultantos::forecasting {

/// Of positive values.
[[nodiscard]] Values logarithmsOf(Series values);

/// A forecast of logarithms in the series' own unit, without the bias that a plain exponential has: the mean of the lognormal
/// distribution is exp(μ + σ²/2), its deviation the mean times √(exp σ² − 1). σ² above 0.5 counts as 0.5: a wild variance must
/// not lift the mean by more than a quarter. Guerrero (1993), J. Forecasting 12.
[[nodiscard]] MethodForecast fromLogarithms(MethodForecast forecast);

} // namespace consultantos::forecasting
