// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/method_forecast.h"
#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace consultantos::forecasting {

/// Series of which some are sums of others: a company over its segments, segments over regions.
struct Hierarchy {
    std::size_t series = 0; ///< how many in all
    /// A series that is a sum, with what it sums. A part may be a sum itself; no series is the sum of itself, at whatever
    /// remove, and none is told twice as a total of the same parts.
    struct Total {
        std::size_t total = 0;
        std::vector<std::size_t> parts;
    };
    std::vector<Total> totals;
};

enum class Reconciliation : std::uint8_t {
    BottomUp,      ///< totals become the sums of the undivided series' forecasts
    WlsStructural, ///< errors are taken to grow with the number of undivided series within: Athanasopoulos et al. (2017)
    MinTrace       ///< by the errors' covariance, shrunk: Wickramasuriya, Athanasopoulos and Hyndman (2019), JASA 114
};

/// What each series says for itself, [series][step].
struct BaseForecasts {
    std::vector<Values> mean;
    std::vector<Values> deviation; ///< or any measure in proportion to it, such as an interval's half width
    /// Errors of each series at the same times, [series][time]: what MinTrace and the intervals' covariance are estimated
    /// from. Fewer than three are none: MinTrace is then WlsStructural, and errors of different series are taken for
    /// uncorrelated.
    std::vector<Values> errors;
};

struct ReconciledForecasts {
    std::vector<Values> mean; ///< each total is the sum of its parts, to rounding
    std::vector<Values> deviation;
    Reconciliation method = Reconciliation::MinTrace; ///< that was used in the end
    double shrinkage = 0.0;                           ///< of the correlations towards none, in [0, 1]; 1 without errors
};

/// Means moved as little as the method thinks right so that they add up, and the deviations that follow from the same
/// covariance: V = M·D·R·D·Mᵀ with R the shrunk correlations of Schäfer and Strimmer (2005) and M the projection, so that a
/// total's deviation is that of the sum of its parts. InvalidArgument where numbers are missing or the hierarchy isn't one.
/// Deterministic; time grows with the square of the series times the totals.
[[nodiscard]] Result<ReconciledForecasts> reconciled(const Hierarchy &hierarchy, const BaseForecasts &base,
                                                     Reconciliation method);

} // namespace consultantos::forecasting
