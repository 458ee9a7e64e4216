// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/forecast.h"
#include "report/svg_chart.h"

namespace consultantos {

/// A forecast's history as a line and what it foretells as a fan: the mean, dashed, within its 80 and 95 % intervals. Empty
/// without steps or with fewer than two values of history.
[[nodiscard]] SvgChart forecastChart(const Forecast &forecast, const ChartPalette &palette,
                                     const Wording &wording = {});

} // namespace consultantos
