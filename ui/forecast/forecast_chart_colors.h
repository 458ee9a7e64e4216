// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace consultantos {

// Places of chartColor().
inline constexpr int HistoryColor = 0;
inline constexpr int ForecastColor = 3;
inline constexpr int BacktestColor = 2;

/// Of the 95 % interval.
[[nodiscard]] inline double outerOpacity(bool isOnDark)
{
    return isOnDark ? 0.22 : 0.14;
}

/// Of the 80 % interval, which is painted over the other.
[[nodiscard]] inline double innerOpacity(bool isOnDark)
{
    return isOnDark ? 0.32 : 0.22;
}

} // namespace consultantos
