// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "performance/chart_palette.h"

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

/// Of the forecast's own line and points: they lie on its bands, from which they must stand out as from the ground.
[[nodiscard]] inline QColor forecastLineColor(const QPalette &palette)
{
    constexpr int Percent = 130;
    const auto color = chartColor(ForecastColor, palette);
    return isDark(palette) ? color.lighter(Percent) : color.darker(Percent);
}

} // namespace consultantos
