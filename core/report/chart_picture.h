// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/outline/outline.h"
#include "report/svg_chart.h"

#include <QImage>

namespace consultantos {

/// The chart's own drawing, or its columns or lines with axis and legend. Empty without a value. Pure.
[[nodiscard]] SvgChart drawingOf(const outline::Chart &chart, const ChartPalette &palette);

/// Needs a QGuiApplication for its fonts. `scale` pixels for each unit of the drawing.
[[nodiscard]] QImage pictureOf(const SvgChart &chart, double scale);

/// The palette of paper with another main colour; an unknown colour changes nothing.
[[nodiscard]] ChartPalette paletteOf(const QString &colour);

} // namespace consultantos
