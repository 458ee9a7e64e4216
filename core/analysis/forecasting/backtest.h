// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/calendar_effects.h"
#include "analysis/forecasting/combination.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace consultantos::forecasting {

/// How the combination, and the naive forecast, did on the series' own past: fitted anew at each origin, on what was
/// known then. Tashman (2000), Int. J. Forecasting 16.
struct Backtest {
    struct Error {
        std::size_t place = 0;  ///< of the actual value in the series
        std::size_t step = 0;   ///< from 0
        double error = 0.0;     ///< actual − forecast
        double deviation = 0.0; ///< that the combination expected; 0: unknown
        double actual = 0.0;
        double forecast = 0.0;
        double naive = 0.0; ///< the naive forecast's
    };
    /// What was forecast from one point of the past.
    struct Origin {
        std::size_t known = 0; ///< values before it
        std::size_t steps = 0;
        double error = 0.0; ///< mean absolute error of what is judged
        double naive = 0.0; ///< the naive forecast's
        std::vector<MethodError> byMethod;
    };
    int origins = 0;              ///< 0: the series is too short
    std::vector<Origin> byOrigin; ///< the latest first
    double scale = 0.0;           ///< by which mean absolute errors are divided to give MASE; 0: not derivable
    std::vector<Error> errors;
    std::vector<MethodError> byMethod; ///< mean absolute errors
    /// Mean absolute scaled errors: Hyndman and Koehler (2006), Int. J. Forecasting 22; the scale is the seasonal naive
    /// one-step error of all the values. 0 where the scale is.
    double mase = 0.0;
    double naiveMase = 0.0;
    double smape = 0.0;      ///< in percent, Makridakis and Hibon (2000): 200·|a − f| / (|a| + |f|)
    double coverage80 = 0.0; ///< share of actuals within the interval, in [0, 1]
    double coverage95 = 0.0;
};

/// Up to three origins, the last of them `steps` before the end, each with eight values at least before it. `period` is
/// the season. `choices` were made on the whole series: only parameters are fitted at the origins, so the errors are a
/// little too kind, which the interval's calibration makes up for. What is judged is the combination; with `only` that
/// method, which must be one of `weights`. `effects`, also estimated on the whole, are taken from what the methods see and put
/// back; the naive forecast that the combination is held against has none.
[[nodiscard]] Backtest backtest(Series values, std::size_t period, std::size_t steps,
                                const std::vector<MethodWeight> &weights, const ModelChoices &choices,
                                std::optional<Method> only = std::nullopt, const CalendarEffects &effects = {});

} // namespace consultantos::forecasting
