// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/chart_picture.h"

#include "model/units.h"

#include <QColor>
#include <QLocale>
#include <QPainter>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

constexpr double Left = 66;
constexpr double Top = 14;
constexpr double PlotWidth = 560;
constexpr double PlotHeight = 210;
constexpr double LabelHeight = 26;
constexpr double LegendHeight = 24;
constexpr int Steps = 4;

QString attribute(const char *name, double value)
{
    return QLatin1Char(' ') + QLatin1String(name) + QStringLiteral("=\"") + QString::number(value, 'f', 1)
           + QLatin1Char('"');
}

QString label(double x, double y, const QString &text, const QString &colour, const QString &anchor, int size = 11)
{
    return QStringLiteral("<text") + attribute("x", x) + attribute("y", y) + QStringLiteral(" text-anchor=\"") + anchor
           + QStringLiteral("\" font-size=\"%1\" fill=\"").arg(size) + colour + QStringLiteral("\">")
           + text.toHtmlEscaped() + QStringLiteral("</text>");
}

QString rule(double x1, double y1, double x2, double y2, const QString &colour, double width)
{
    return QStringLiteral("<line") + attribute("x1", x1) + attribute("y1", y1) + attribute("x2", x2)
           + attribute("y2", y2) + attribute("stroke-width", width) + QStringLiteral(" stroke=\"") + colour
           + QStringLiteral("\"/>");
}

QString box(double x, double y, double width, double height, const QString &colour)
{
    return QStringLiteral("<rect") + attribute("x", x) + attribute("y", y) + attribute("width", width)
           + attribute("height", height) + QStringLiteral(" fill=\"") + colour + QStringLiteral("\"/>");
}

/// A step of 1, 2 or 5 times a power of ten, of which `Steps` span the range.
double roundStep(double range)
{
    const double raw = range / Steps;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= raw)
            return factor * power;
    }
    return 10 * power;
}

QString axisText(double value, const QString &unit)
{
    if (unit == units::Ratio)
        return QString::number(std::round(value * 1000) / 10, 'g', 4) + QStringLiteral(" %");
    return QLocale::c().toString(value, 'f', std::abs(value) < 10 && std::floor(value) != value ? 1 : 0);
}

struct Scale {
    double low = 0;
    double high = 0;
    double step = 1;

    [[nodiscard]] double y(double value) const { return Top + PlotHeight * (1 - (value - low) / (high - low)); }
};

std::optional<Scale> scaleOf(const outline::Chart &chart)
{
    bool isEmpty = true;
    Scale scale;
    for (const auto &series : chart.series) {
        for (const auto &value : series.values) {
            if (!value || !std::isfinite(*value))
                continue;
            isEmpty = false;
            scale.low = std::min(scale.low, *value);
            scale.high = std::max(scale.high, *value);
        }
    }
    if (isEmpty || scale.high == scale.low)
        return std::nullopt;
    scale.step = roundStep(scale.high - scale.low);
    scale.low = std::floor(scale.low / scale.step) * scale.step;
    scale.high = std::ceil(scale.high / scale.step) * scale.step;
    return scale;
}

QString seriesDrawing(const outline::Chart &chart, qsizetype index, const Scale &scale, const ChartPalette &palette)
{
    const auto &series = chart.series[index];
    const auto &colour = palette.series[index % palette.series.size()];
    const double slot = PlotWidth / static_cast<double>(std::max<qsizetype>(1, chart.categories.size()));
    QString svg;
    for (qsizetype i = 0; i < std::min(series.values.size(), chart.categories.size()); ++i) {
        if (!series.values[i])
            continue;
        const double at = Left + slot * static_cast<double>(i);
        const double y = scale.y(*series.values[i]);
        if (chart.kind == outline::Chart::Kind::Columns) {
            const double width = slot * 0.72 / static_cast<double>(chart.series.size());
            svg += box(at + slot * 0.14 + width * static_cast<double>(index), std::min(y, scale.y(0)), width * 0.92,
                       std::max(0.6, std::abs(scale.y(0) - y)), colour);
        } else {
            const double x = at + slot / 2;
            svg += QStringLiteral("<circle") + attribute("cx", x) + attribute("cy", y) + attribute("r", 3.2)
                   + QStringLiteral(" fill=\"") + colour + QStringLiteral("\"/>");
            if (i > 0 && series.values[i - 1])
                svg += rule(x - slot, scale.y(*series.values[i - 1]), x, y, colour, 2);
        }
    }
    return svg;
}

} // namespace

SvgChart drawingOf(const outline::Chart &chart, const ChartPalette &palette)
{
    if (!chart.drawing.svg.isEmpty())
        return chart.drawing;
    const auto scale = scaleOf(chart);
    if (!scale || chart.categories.isEmpty())
        return {};
    constexpr double Width = Left + PlotWidth + 10;
    const bool hasLegend = chart.series.size() > 1;
    const double height = Top + PlotHeight + LabelHeight + (hasLegend ? LegendHeight : 0);
    auto svg = QStringLiteral("<svg xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" width=\"%1\" "
                              "height=\"%2\" viewBox=\"0 0 %1 %2\">")
                   .arg(Width)
                   .arg(height);
    const auto count = static_cast<int>(std::lround((scale->high - scale->low) / scale->step));
    for (int i = 0; i <= count; ++i) {
        const double value = scale->low + i * scale->step;
        const bool isZero = std::abs(value) < scale->step / 1e6;
        svg += rule(Left, scale->y(value), Left + PlotWidth, scale->y(value), isZero ? palette.muted : palette.line, 1);
        svg += label(Left - 6, scale->y(value) + 4, axisText(isZero ? 0 : value, chart.unit), palette.muted,
                     QStringLiteral("end"));
    }
    for (qsizetype i = 0; i < chart.series.size(); ++i)
        svg += seriesDrawing(chart, i, *scale, palette);
    const double slot = PlotWidth / static_cast<double>(chart.categories.size());
    for (qsizetype i = 0; i < chart.categories.size(); ++i) {
        const auto room = static_cast<qsizetype>(std::max(4.0, slot / 6.2));
        const auto &name = chart.categories[i];
        svg += label(Left + slot * (static_cast<double>(i) + 0.5), Top + PlotHeight + 17,
                     name.size() > room ? name.left(room - 1) + QChar(0x2026) : name, palette.ink,
                     QStringLiteral("middle"));
    }
    double x = Left;
    for (qsizetype i = 0; hasLegend && i < chart.series.size(); ++i) {
        svg += box(x, height - 14, 10, 10, palette.series[i % palette.series.size()]);
        svg += label(x + 15, height - 5, chart.series[i].name, palette.ink, QStringLiteral("start"), 12);
        x += 34 + 6.6 * static_cast<double>(chart.series[i].name.size());
    }
    return {svg + QStringLiteral("</svg>"), static_cast<int>(Width), static_cast<int>(height)};
}

QImage pictureOf(const SvgChart &chart, double scale)
{
    QImage image(static_cast<int>(chart.width * scale), static_cast<int>(chart.height * scale),
                 QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QSvgRenderer renderer(chart.svg.toUtf8());
    QPainter painter(&image);
    renderer.render(&painter);
    return image;
}

ChartPalette paletteOf(const QString &colour)
{
    auto palette = ChartPalette::forPaper();
    if (!colour.isEmpty() && QColor::isValidColorName(colour)) {
        palette.accent = QColor(colour).name();
        palette.series[0] = palette.accent;
    }
    return palette;
}

} // namespace consultantos
