// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/forecaster.h"

#include <optional>

namespace consultantos::forecasting {

/// Growth that goes over from a forecast's own to a rate outside: in equal parts over `years`, then that rate alone, as
/// companies' growth comes back to their industry's: Nissim and Penman (2001), Review of Accounting Studies 6; Chan, Karceski
/// and Lakonishok (2003), J. Finance 58.
struct GrowthFade {
    double rate = 0.0; ///< a year, as a ratio; above −1
    int years = 5;     ///< at least 1
};

/// The steps of a yearly forecast, whose means and bounds are moved in the same proportion. Nothing where the last value or a
/// mean isn't positive: there is no growth then.
[[nodiscard]] std::optional<std::vector<ForecastStep>> faded(const std::vector<ForecastStep> &steps, double lastValue,
                                                             const GrowthFade &fade);

/// Mean absolute errors of the forecasts of the series' own backtest, as they were and with their growth faded.
struct FadeTest {
    double own = 0.0;
    double faded = 0.0;
    int origins = 0;

    [[nodiscard]] bool helps() const { return faded < own; }
};

/// Nothing where the backtest has no origin or its values aren't positive. The rate is today's, the origins are of the past:
/// a hint, no proof.
[[nodiscard]] std::optional<FadeTest> testFade(Series values, const Backtest &backtest, const GrowthFade &fade);

/// Mean growth a year from the last value to the last step; nothing where one of them isn't positive.
[[nodiscard]] std::optional<double> ownGrowth(const std::vector<ForecastStep> &steps, double lastValue);

} // namespace consultantos::forecasting
