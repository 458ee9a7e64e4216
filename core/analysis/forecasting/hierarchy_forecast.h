// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/forecaster.h"
#include "analysis/forecasting/reconciliation.h"

#include <vector>

namespace consultantos::forecasting {

struct HierarchyForecast {
    std::vector<SeriesForecast> series; ///< as they came; means add up, intervals follow from the same covariance
    Reconciliation method = Reconciliation::MinTrace;
    double shrinkage = 1.0;
};

/// Forecasts each series for itself and reconciles them. The errors of the backtests are what the covariance is estimated
/// from, so series must have the same periods (InvalidArgument if not); parts that never were negative stay so. Errors as
/// of forecastSeries() and reconciled(), naming the series. The backtests are those of the series for themselves.
[[nodiscard]] Result<HierarchyForecast> forecastHierarchy(const std::vector<PreparedSeries> &series,
                                                          const Hierarchy &hierarchy, std::size_t steps,
                                                          Reconciliation method = Reconciliation::MinTrace);

} // namespace consultantos::forecasting
