// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/method_forecast.h"

namespace consultantos::forecasting {

/// A stationary, invertible ARMA process x[t] = Σ ar[i]·x[t−1−i] + e[t] + Σ ma[j]·e[t−1−j]. Within this folder only.
struct ArmaProcess {
    Values ar;
    Values ma;
};

/// The first `count` weights of its infinite moving average; the first is 1.
[[nodiscard]] Values movingAverageWeights(const ArmaProcess &process, std::size_t count);

/// One-step errors of a series and their variances in units of the innovations' variance.
struct Innovations {
    Values errors;
    Values variances;
    bool isSound = false; ///< false: the process isn't stationary or the sums lost their precision
};

/// Exactly, from the process' own autocovariances: the innovations algorithm, Brockwell and Davis (1991), "Time Series:
/// Theory and Methods", section 5.3 and example 5.3.
[[nodiscard]] Innovations innovationsOf(Series values, const ArmaProcess &process);

} // namespace consultantos::forecasting
