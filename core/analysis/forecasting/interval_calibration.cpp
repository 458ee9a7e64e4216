// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/interval_calibration.h"

#include <cmath>

namespace consultantos::forecasting {

IntervalFactors normalFactors()
{
    return {1.2815515655446004, 1.959963984540054};
}

IntervalFactors calibratedFactors(Frequency, const Backtest &)
{
    return {1.4, 2.5};
}

void countCoverage(Backtest &backtest, const IntervalFactors &factors)
{
    if (backtest.errors.empty())
        return;
    for (const auto &error : backtest.errors) {
        const double size = std::abs(error.error);
        backtest.coverage80 += size <= factors.factor80 * error.deviation ? 1.0 : 0.0;
        backtest.coverage95 += size <= factors.factor95 * error.deviation ? 1.0 : 0.0;
    }
    backtest.coverage80 /= asReal(backtest.errors.size());
    backtest.coverage95 /= asReal(backtest.errors.size());
}

} // namespace consultantos::forecasting
