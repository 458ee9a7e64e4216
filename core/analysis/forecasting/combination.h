// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/frequency.h"
#include "analysis/forecasting/method_pool.h"

#include <vector>

namespace consultantos::forecasting {

/// A method's part in a combination.
struct MethodWeight {
    Method method = Method::Naive;
    double weight = 0.0;
};

/// Forecasts of several methods of one series. Combining beats choosing: Bates and Granger (1969), Operational Research
/// Quarterly 20; medians of exponential smoothing, Theta, CES and ARIMA: Petropoulos and Svetunkov (2020), Int. J.
/// Forecasting 36.
struct MethodForecasts {
    struct Entry {
        Method method = Method::Naive;
        MethodForecast forecast;
    };
    std::vector<Entry> entries;
};

/// The methods for a frequency with their weights, chosen by cross-validation inside the training parts of the M3
/// competition's odd series (tests/eval/tune_forecasts.py, which writes combination_weights.cpp).
[[nodiscard]] std::vector<MethodWeight> combinationWeights(Frequency frequency);

/// Runs the methods of `weights`; those that can't forecast the series are missing.
[[nodiscard]] MethodForecasts forecastAll(MethodPool &pool, const std::vector<MethodWeight> &weights,
                                          std::size_t steps);

/// The mean of the weighted mean and the weighted median, step by step, deviations as the weighted median. Nothing usable
/// without an entry.
[[nodiscard]] MethodForecast combined(const MethodForecasts &forecasts, const std::vector<MethodWeight> &weights);

} // namespace consultantos::forecasting
