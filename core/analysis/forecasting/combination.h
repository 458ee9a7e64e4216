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

/// How far a method was off in the past of one series, on average.
struct MethodError {
    Method method = Method::Naive;
    double error = 0.0;
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

/// The methods for a frequency with their weights, chosen by cross-validation inside training parts: of the M3 competition's
/// odd series, and for weeks, days and hours of the series that packages ship (tests/eval/tune_forecasts.py and
/// gather_series.py).
[[nodiscard]] std::vector<MethodWeight> combinationWeights(Frequency frequency);

/// The weights divided by each method's mean absolute error in the series' own past, over their mean, to a power. Methods
/// without an error keep theirs.
[[nodiscard]] std::vector<MethodWeight> adaptedWeights(std::vector<MethodWeight> weights,
                                                       const std::vector<MethodError> &errors, double power);

/// The power by which a frequency's weights are adapted, as learnt beside them: 2 for weeks and hours, 1 for days. 0 where
/// the own past of a series, which is short there, brought no gain.
[[nodiscard]] double adaptationPower(Frequency frequency);

/// Runs the methods of `weights`; those that can't forecast the series are missing.
[[nodiscard]] MethodForecasts forecastAll(MethodPool &pool, const std::vector<MethodWeight> &weights,
                                          std::size_t steps);

/// The mean of the weighted mean and the weighted median, step by step. The deviation has two parts: what the methods
/// expect, on average (one that expects more than four times their median counts as that), and how far they lie apart. Nothing usable without an entry.
[[nodiscard]] MethodForecast combined(const MethodForecasts &forecasts, const std::vector<MethodWeight> &weights);

} // namespace consultantos::forecasting
