// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/framework.h"
#include "report/language/wording.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// A drawing as an SVG element of its own size in pixels.
struct SvgChart {
    QString svg; ///< empty when there is nothing to draw
    int width = 0;
    int height = 0;
};

/// Colours as CSS values. A browser's follow the light or dark scheme by custom properties; paper has fixed ones.
struct ChartPalette {
    QString ink;
    QString muted;
    QString line;
    QString surface;
    QString accent;
    QStringList series;

    [[nodiscard]] static ChartPalette forBrowser();
    [[nodiscard]] static ChartPalette forPaper();
};

/// The five forces around their centre, each with its score, interval and trend. Sections without a score say so.
[[nodiscard]] SvgChart fiveForcesChart(const QList<FrameworkSection> &forces, const ChartPalette &palette,
                                       const Wording &wording = {});

/// The strategy canvas: a line a company over the competing factors; gaps where a level is not derivable.
[[nodiscard]] SvgChart canvasChart(const Canvas &canvas, const ChartPalette &palette, const Wording &wording = {});

/// A line over values given oldest first, without axes, the last point marked; gaps where a value is missing. `label` is read to those
/// who don't see it. Empty with fewer than two values.
[[nodiscard]] SvgChart sparkline(const QList<std::optional<double>> &values, const QString &label,
                                 const ChartPalette &palette);

} // namespace consultantos
