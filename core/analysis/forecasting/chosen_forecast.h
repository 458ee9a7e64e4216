// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/expression_functions.h"
#include "analysis/forecasting/forecaster.h"

#include <QString>

#include <cstddef>
#include <optional>
#include <span>

namespace consultantos::forecasting {

/// How many values a season has, as chosen_forecast() counts it: 1 of years, 4 of quarters, 12 of months, 52 of weeks, 7 of days, 5 of
/// weekdays, 24 of hours.
[[nodiscard]] int chosenSeason(Frequency frequency);
/// Values one after the other without dates: what the formula sees. Nothing for another season.
[[nodiscard]] std::optional<PreparedSeries> seasonalSeries(std::span<const double> values, int season);

/// The formula language's chosen_forecast(values, season, horizon, step, quantile, method): as forecast(), but of any frequency
/// (see chosenSeason()) and by one method, counted from 1 in the order of AllMethods; 0 is the program's own choice.
[[nodiscard]] FunctionResult chosenForecastFunction(std::span<const ExpressionValue> arguments);
/// The same of a company's amounts and of its results: chosen_amount_forecast(…) and chosen_result_forecast(…).
[[nodiscard]] FunctionResult chosenAmountForecastFunction(std::span<const ExpressionValue> arguments);
[[nodiscard]] FunctionResult chosenResultForecastFunction(std::span<const ExpressionValue> arguments);
/// The text of the one for a kind over a list called "history"; `step` counts from 0.
[[nodiscard]] QString chosenForecastFormula(int season, std::size_t horizon, std::size_t step, const char *quantile,
                                            std::optional<Method> method, SeriesKind kind);

} // namespace consultantos::forecasting
