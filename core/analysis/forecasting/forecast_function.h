// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/expression_functions.h"
#include "analysis/forecasting/forecaster.h"

#include <span>

namespace consultantos::forecasting {

/// Values one after the other without dates, `valuesPerYear` (1, 4 or 12) of them a year: what the formula sees.
[[nodiscard]] PreparedSeries undatedSeries(std::span<const double> values, int valuesPerYear,
                                           SeriesKind kind = SeriesKind::Any);

/// The formula language's forecast(values, values per year, horizon, step, quantile): `values` come oldest first, `step` (from 1)
/// is the period wanted of a forecast of `horizon` periods, whose length the backtest and so the intervals depend on. The
/// quantile is 0.5 for the forecast itself, 0.1 and 0.9 for the bounds of its 80 %
/// interval, 0.025 and 0.975 for those of the 95 % one; there are no others. A month's or quarter's place in the year is
/// not known to it: the season begins with the first value.
[[nodiscard]] FunctionResult forecastFunction(std::span<const ExpressionValue> arguments);
/// The same of a company's amounts and of its results: amount_forecast(…) and result_forecast(…).
[[nodiscard]] FunctionResult amountForecastFunction(std::span<const ExpressionValue> arguments);
[[nodiscard]] FunctionResult resultForecastFunction(std::span<const ExpressionValue> arguments);

/// The name of the one for a kind.
[[nodiscard]] QString forecastFunctionName(SeriesKind kind);

} // namespace consultantos::forecasting
