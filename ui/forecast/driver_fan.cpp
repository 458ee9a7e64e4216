// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/driver_fan.h"

#include "forecast/forecast_chart_colors.h"
#include "scenarios/chart_scale.h"
#include "widgets/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPolygonF>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace consultantos {

DriverFan::DriverFan(QWidget *parent)
    : Chart(parent)
{
    setObjectName(QStringLiteral("driverFan"));
    setAccessibleName(tr("The line over the years"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void DriverFan::show(const QString &title, const QString &unit, const QString &lastLabel, std::optional<double> last,
                     const QList<Year> &years)
{
    m_title = title;
    m_unit = unit;
    m_lastLabel = lastLabel;
    m_last = last;
    m_years = years;
    describe();
    update();
}

void DriverFan::describe()
{
    ChartTable table;
    table.rowsTitle = tr("Year");
    const auto text = [unit = m_unit](double value) { return quantityText(value, unit); };
    ChartTable::Column middle{m_title, {}, text};
    ChartTable::Column before{tr("Before the sliders moved"), {}, text, {}, false};
    QList<ChartTable::Column> bounds;
    for (const auto &name : {tr("80 % from"), tr("80 % to"), tr("90 % from"), tr("90 % to")})
        bounds.append({name, {}, text, {}, false});
    if (m_last) {
        table.rows.append(m_lastLabel);
        middle.values.append(m_last);
        before.values.append(std::nullopt);
        for (auto &bound : bounds)
            bound.values.append(std::nullopt);
    }
    for (const auto &year : std::as_const(m_years)) {
        table.rows.append(year.label);
        middle.values.append(year.middle);
        before.values.append(year.before);
        const double ends[] = {year.lower80, year.upper80, year.lower90, year.upper90};
        for (std::size_t i = 0; i < std::size(ends); ++i)
            bounds[qsizetype(i)].values.append(ends[i]);
    }
    table.columns = QList<ChartTable::Column>{middle} + bounds;
    if (std::any_of(m_years.begin(), m_years.end(), [](const Year &year) { return year.before.has_value(); }))
        table.columns.append(before);
    if (m_years.isEmpty()) {
        setTable({});
        return;
    }
    const auto &last = m_years.last();
    setTable(table, tr("%1, %2: %3, eight of ten draws between %4 and %5")
                        .arg(m_title, last.label, quantityText(last.middle, m_unit), quantityText(last.lower80, m_unit),
                             quantityText(last.upper80, m_unit)));
}

QSize DriverFan::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 56, fontMetrics().height() * 12};
}

QSize DriverFan::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 26, fontMetrics().height() * 7};
}

std::pair<double, double> DriverFan::range() const
{
    double low = m_last.value_or(m_years.first().middle);
    double high = low;
    for (const auto &year : m_years) {
        for (const double value : {year.lower90, year.upper90, year.before.value_or(year.middle)}) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    // Money is read against zero where that is near.
    if (low > 0 && low < high - low)
        low = 0;
    const double room = high > low ? (high - low) / 20 : std::max(std::abs(low) / 10, 1e-9);
    return {low == 0 ? 0 : low - room, high + room};
}

bool DriverFan::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && !m_years.isEmpty()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), summary(), this);
        return true;
    }
    return QWidget::event(event);
}

void DriverFan::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    if (m_years.isEmpty())
        return;
    const auto colors = ThemeColors::of(palette());
    const auto text = palette().color(QPalette::WindowText);
    const auto metrics = fontMetrics();
    const auto [low, high] = range();
    const double top = metrics.height() * 1.6;
    const double bottom = height() - metrics.height() * 1.4;
    const ChartScale y{low, high, bottom, top};
    const auto ticks = niceTicks(low, high, std::max(2, int((bottom - top) / (2.0 * metrics.height()))));
    int widest = 0;
    for (const double tick : ticks)
        widest = std::max(widest, metrics.horizontalAdvance(tickText(tick, m_unit)));
    const double left = widest + GridUnit;
    const int halfLabel = metrics.horizontalAdvance(m_years.last().label) / 2 + GridUnit;
    const ChartScale x{0, double(m_years.size()), left + halfLabel, double(width() - halfLabel)};
    for (const double tick : ticks) {
        painter.setPen(QPen(colors.border, 1));
        painter.drawLine(QPointF(left, y.at(tick)), QPointF(width(), y.at(tick)));
        painter.setPen(colors.muted);
        painter.drawText(QRectF(0, y.at(tick) - metrics.height(), widest, 2 * metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, tickText(tick, m_unit));
    }
    painter.setPen(text);
    painter.drawText(QPointF(GridUnit / 2.0, metrics.ascent() + 2), m_title);
    const int stride = std::max(1, int(std::ceil(2.0 * halfLabel * double(m_years.size()) / (x.to - x.from))));
    for (qsizetype i = 0; i <= m_years.size(); ++i) {
        if ((m_years.size() - i) % stride != 0)
            continue;
        const auto &label = i == 0 ? m_lastLabel : m_years[i - 1].label;
        painter.drawText(QRectF(x.at(double(i)) - halfLabel, bottom + 2, 2.0 * halfLabel, metrics.height()),
                         Qt::AlignCenter, label);
    }
    const auto band = [&](double Year::*lower, double Year::*upper, double opacity) {
        QPolygonF shape;
        if (m_last)
            shape.append({x.at(0), y.at(*m_last)});
        for (qsizetype i = 0; i < m_years.size(); ++i)
            shape.append({x.at(double(i) + 1), y.at(m_years[i].*upper)});
        for (qsizetype i = m_years.size(); i-- > 0;)
            shape.append({x.at(double(i) + 1), y.at(m_years[i].*lower)});
        auto color = chartColor(ForecastColor, palette());
        color.setAlphaF(float(opacity));
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPolygon(shape);
    };
    const bool isOnDark = isDark(palette());
    band(&Year::lower90, &Year::upper90, outerOpacity(isOnDark));
    band(&Year::lower80, &Year::upper80, innerOpacity(isOnDark));
    QPolygonF before;
    QPolygonF middle;
    if (m_last)
        middle.append({x.at(0), y.at(*m_last)});
    for (qsizetype i = 0; i < m_years.size(); ++i) {
        middle.append({x.at(double(i) + 1), y.at(m_years[i].middle)});
        if (m_years[i].before)
            before.append({x.at(double(i) + 1), y.at(*m_years[i].before)});
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colors.muted, 1.5, Qt::DashLine));
    painter.drawPolyline(before);
    painter.setPen(QPen(forecastLineColor(palette()), 2.5));
    painter.drawPolyline(middle);
    if (m_last) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(chartColor(HistoryColor, palette()));
        painter.drawEllipse(middle.first(), 4, 4);
    }
    for (qsizetype i = 0; i < m_years.size(); ++i) {
        const QPointF point(x.at(double(i) + 1), y.at(m_years[i].middle));
        if (m_years[i].isOwn) {
            painter.setPen(QPen(text, 1.5));
            painter.setBrush(colors.warning);
            painter.drawRect(QRectF(point.x() - 4.5, point.y() - 4.5, 9, 9));
        } else {
            painter.setPen(Qt::NoPen);
            painter.setBrush(forecastLineColor(palette()));
            painter.drawEllipse(point, 3, 3);
        }
    }
}

} // namespace consultantos
