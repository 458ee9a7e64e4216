// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/method_forecast.h"

#include <functional>

namespace consultantos::forecasting {

/// Fills the residuals at a point; false where there are none.
using ResidualFunction = std::function<bool(Series point, Values &residuals)>;

/// Minimises the sum of squares from `point`, in place; returns it, infinite where `point` had no residuals.
/// Levenberg (1944) and Marquardt (1963) with differences for derivatives.
double minimiseSquares(Values &point, const ResidualFunction &residuals);

} // namespace consultantos::forecasting
