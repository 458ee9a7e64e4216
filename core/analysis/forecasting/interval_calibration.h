// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/backtest.h"
#include "analysis/forecasting/frequency.h"
#include "analysis/forecasting/series_preparation.h"

namespace consultantos::forecasting {

/// By what a forecast's deviation is multiplied to give its intervals.
struct IntervalFactors {
    double factor80 = 0.0;
    double factor95 = 0.0;
    /// In logarithms: a company's revenue is surprised by shares of it, and more upwards than downwards. Means below zero have
    /// an interval of equal widths all the same.
    bool isProportional = false;
};

struct Interval {
    double lower = 0.0;
    double upper = 0.0;
};

/// Around a forecast; `factor` is one of those of `factors`.
[[nodiscard]] Interval intervalAround(double mean, double deviation, double factor, const IntervalFactors &factors);

/// Of the normal distribution: where nothing better is known.
[[nodiscard]] IntervalFactors normalFactors();

/// As learnt over a frequency's series, for one of `length` values: by tests/eval/tune_forecasts.py, for companies' fiscal
/// years by tests/eval/tune_intervals.py from the starter facts without their last two years.
[[nodiscard]] IntervalFactors pooledFactors(Frequency frequency, SeriesKind kind, std::size_t length);

/// Of series under eight values, in units of the naive forecast's deviation: tests/eval/tune_intervals.py.
[[nodiscard]] IntervalFactors shortFactors(Frequency frequency, SeriesKind kind, std::size_t length);

/// Quantiles of past errors in units of the deviation that was expected, which is conformal prediction with a scale:
/// Papadopoulos, Vovk and Gammerman (2008), IASTED AIA. Pooled over a frequency's series, where they were learnt
/// and for weeks, days and hours drawn by a quarter, at most, towards the series' own backtest.
[[nodiscard]] IntervalFactors calibratedFactors(Frequency frequency, SeriesKind kind, std::size_t length,
                                                const Backtest &backtest);

/// Fills the backtest's coverages.
void countCoverage(Backtest &backtest, const IntervalFactors &factors);

} // namespace consultantos::forecasting
