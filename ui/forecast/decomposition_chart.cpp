// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/decomposition_chart.h"

#include "forecast/forecast_words.h"
#include "performance/chart_palette.h"
#include "widgets/shown_value.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace consultantos {

using forecasting::Values;

DecompositionChart::DecompositionChart(QWidget *parent)
    : Chart(parent)
{
    setObjectName(QStringLiteral("decompositionChart"));
    setAccessibleName(tr("Level, season and remainder"));
}

QSize DecompositionChart::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 36, fontMetrics().lineSpacing() * 5};
}

void DecompositionChart::setEntry(const ForecastEntry *entry)
{
    m_outcome = entry != nullptr ? entry->outcome : nullptr;
    m_unit = entry != nullptr ? entry->unit : QString();
    ChartTable table;
    if (m_outcome) {
        const auto &parts = m_outcome->decomposition;
        table.rowsTitle = tr("Period");
        for (std::size_t place = 0; place < parts.level.size(); ++place)
            table.rows.append(shownPeriod(m_outcome->series.labelAt(place)));
        const auto text = [unit = m_unit](double value) { return forecastValueText(value, unit); };
        const auto add = [&](const QString &name, const Values &values, bool isSpoken) {
            if (!values.empty())
                table.columns.append({name, {values.begin(), values.end()}, text, {}, isSpoken});
        };
        add(tr("Level and trend"), parts.level, true);
        add(tr("Season"), parts.season, false);
        add(tr("Remainder"), parts.remainder, false);
    }
    setTable(table, description());
    update();
}

QString DecompositionChart::description() const
{
    if (!m_outcome)
        return {};
    const auto &parts = m_outcome->decomposition;
    if (parts.season.empty())
        return tr("No season that stands out from chance: the values are level and remainder.");
    const auto strength = QLocale().toString(100.0 * parts.strength, 'f', 0);
    return parts.isMultiplicative
               ? tr("The season grows with the level; it explains %1 % of what moves around it.").arg(strength)
               : tr("The season stays the same at any level; it explains %1 % of what moves around it.").arg(strength);
}

void DecompositionChart::paintPart(QPainter &painter, const QRectF &area, const QString &name, const Values &values,
                                   int color, bool isAroundZero) const
{
    const auto colors = ThemeColors::of(palette());
    const QFontMetricsF metrics(font());
    auto [least, most] = std::minmax_element(values.begin(), values.end());
    double low = *least;
    double high = *most;
    if (isAroundZero) {
        high = std::max(std::abs(low), std::abs(high));
        low = -high;
    }
    if (!(high > low)) {
        low -= 1.0;
        high += 1.0;
    }
    const QRectF plot = area.adjusted(0, metrics.lineSpacing() + 2, 0, -2);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QRectF(area.left(), area.top(), area.width(), metrics.lineSpacing()),
                     Qt::AlignLeft | Qt::AlignVCenter, name);
    const auto range = tr("%1 to %2").arg(forecastValueText(*least, m_unit), forecastValueText(*most, m_unit));
    painter.setPen(colors.muted);
    if (metrics.horizontalAdvance(name) + metrics.horizontalAdvance(range) + metrics.lineSpacing() < area.width())
        painter.drawText(QRectF(area.left(), area.top(), area.width(), metrics.lineSpacing()),
                         Qt::AlignRight | Qt::AlignVCenter, range);
    painter.setPen(QPen(colors.border, 1));
    painter.drawRect(plot);
    const auto x = [&](std::size_t place) {
        return plot.left() + (double(place) + 0.5) / double(values.size()) * plot.width();
    };
    const auto y = [&](double value) { return plot.bottom() - (value - low) / (high - low) * plot.height(); };
    if (isAroundZero)
        painter.drawLine(QPointF(plot.left(), y(0.0)), QPointF(plot.right(), y(0.0)));
    QPolygonF line;
    const auto perPixel = std::max<std::size_t>(1, std::size_t(double(values.size()) / std::max(1.0, plot.width())));
    for (std::size_t place = 0; place < values.size(); place += perPixel) {
        const auto from = values.begin() + std::ptrdiff_t(place);
        const auto bounds = std::minmax_element(from, from + std::ptrdiff_t(std::min(perPixel, values.size() - place)));
        line.append({x(place), y(*bounds.first)});
        if (perPixel > 1)
            line.append({x(place), y(*bounds.second)});
    }
    painter.setPen(QPen(chartColor(color, palette()), 2));
    painter.drawPolyline(line);
}

void DecompositionChart::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    if (!m_outcome || m_outcome->decomposition.level.empty())
        return;
    const auto &parts = m_outcome->decomposition;
    const qreal unit = QFontMetricsF(font()).lineSpacing();
    const QRectF all = QRectF(rect()).adjusted(unit / 2, unit / 4, -unit / 2, -unit / 4);
    const int count = parts.season.empty() ? 2 : 3;
    const bool isFlat = all.width() > 3 * all.height();
    const qreal gap = isFlat ? unit : unit / 4;
    const QSizeF size = isFlat ? QSizeF((all.width() - (count - 1) * gap) / count, all.height())
                               : QSizeF(all.width(), (all.height() - (count - 1) * gap) / count);
    int part = 0;
    const auto next = [&] {
        const int place = part++;
        const QPointF corner = isFlat ? QPointF(all.left() + place * (size.width() + gap), all.top())
                                      : QPointF(all.left(), all.top() + place * (size.height() + gap));
        return QRectF(corner, size);
    };
    paintPart(painter, next(), tr("Level and trend"), parts.level, 0, false);
    if (!parts.season.empty())
        paintPart(painter, next(), tr("Season"), parts.season, 2, true);
    paintPart(painter, next(), tr("Remainder"), parts.remainder, 3, true);
}

} // namespace consultantos
