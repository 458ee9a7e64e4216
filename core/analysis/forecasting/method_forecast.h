// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace consultantos::forecasting {

/// Evenly spaced observations or forecasts, oldest first, in the series' own unit. All finite.
using Values = std::vector<double>;
using Series = std::span<const double>;

/// What one method says of the periods after a series' end.
struct MethodForecast {
    Values mean;            ///< one a step
    Values deviation;       ///< standard deviation of the error by step, by the method's own model; empty: unknown
    std::string parameters; ///< e.g. "ETS(M,Ad,N) alpha=0.31 …": technical, not translated

    [[nodiscard]] bool isUsable() const { return !mean.empty(); }
};

/// A count as a number to calculate with.
[[nodiscard]] inline double asReal(std::size_t count)
{
    return static_cast<double>(count);
}

} // namespace consultantos::forecasting
