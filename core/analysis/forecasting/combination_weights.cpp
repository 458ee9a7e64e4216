// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/combination.h"

namespace consultantos::forecasting {

std::vector<MethodWeight> combinationWeights(Frequency)
{
    return {{Method::Ets, 1.0},   {Method::DampedEts, 1.0},        {Method::DynamicTheta, 1.0},
            {Method::Arima, 1.0}, {Method::ComplexSmoothing, 1.0}, {Method::AggregatedTheta, 1.0}};
}

} // namespace consultantos::forecasting
