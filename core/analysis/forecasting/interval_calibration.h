// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/backtest.h"
#include "analysis/forecasting/frequency.h"

namespace consultantos::forecasting {

/// By what a forecast's deviation is multiplied to give its intervals.
struct IntervalFactors {
    double factor80 = 0.0;
    double factor95 = 0.0;
};

/// Of the normal distribution: where nothing better is known.
[[nodiscard]] IntervalFactors normalFactors();

/// As learnt over a frequency's series, for one of `length` values; of frequencies without any, about those of all.
[[nodiscard]] IntervalFactors pooledFactors(Frequency frequency, std::size_t length);

/// Quantiles of past errors in units of the deviation that was expected, which is conformal prediction with a scale:
/// Papadopoulos, Vovk and Gammerman (2008), IASTED AIA. Pooled over a frequency's series, where they were learnt
/// (tests/eval/tune_forecasts.py); else drawn half-way, at most, towards the series' own backtest, which has few errors.
[[nodiscard]] IntervalFactors calibratedFactors(Frequency frequency, std::size_t length, const Backtest &backtest);

/// Fills the backtest's coverages.
void countCoverage(Backtest &backtest, const IntervalFactors &factors);

} // namespace consultantos::forecasting
