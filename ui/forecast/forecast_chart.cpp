// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/forecast_chart.h"

#include "forecast/forecast_chart_colors.h"
#include "forecast/forecast_words.h"
#include "model/units.h"
#include "widgets/shown_value.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace consultantos {

using namespace forecasting;

namespace {

constexpr std::size_t ShownAtLeast = 40; ///< values of history
constexpr std::size_t ShownAtMost = 4'000;
constexpr std::size_t HistoryPerStep = 8;

/// The least of 1, 2, 2.5, 5 times a power of ten that isn't below `value`.
double niceStep(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0}) {
        if (factor * power >= value * (1.0 - 1e-9))
            return factor * power;
    }
    return value;
}

/// The least stride that isn't below `stride` and fits a season, so that labels name the same quarter or month each year.
int strideFor(int stride, int season)
{
    if (stride > season)
        return (stride + season - 1) / season * season;
    while (season % stride != 0)
        ++stride;
    return stride;
}

} // namespace

struct ForecastChart::Scale {
    QRectF area;
    double low = 0.0;
    double high = 1.0;
    int places = 1;

    [[nodiscard]] qreal x(double place) const { return area.left() + (place + 0.5) / places * area.width(); }
    [[nodiscard]] qreal y(double value) const { return area.bottom() - (value - low) / (high - low) * area.height(); }
};

ForecastChart::ForecastChart(QWidget *parent)
    : Chart(parent)
{
    setObjectName(QStringLiteral("forecastChart"));
    setAccessibleName(tr("Forecast with its intervals"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

QSize ForecastChart::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 90, fontMetrics().lineSpacing() * 18};
}

QSize ForecastChart::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 36, fontMetrics().lineSpacing() * 11};
}

void ForecastChart::setEntry(const ForecastEntry *entry)
{
    const auto former = m_outcome;
    m_outcome = entry != nullptr ? entry->outcome : nullptr;
    m_steps = entry != nullptr ? entry->shown().steps : std::vector<AdjustedStep>();
    m_unit = entry != nullptr ? entry->unit : QString();
    m_first = 0;
    if (m_outcome) {
        const auto count = m_outcome->series.values.size();
        const auto shown = std::min(ShownAtMost, std::max(ShownAtLeast, m_steps.size() * HistoryPerStep));
        m_first = count > shown ? count - shown : 0;
    }
    if (former != m_outcome)
        m_place = -1;
    findRange();
    describe(entry != nullptr ? headlineText(*entry) : QString());
    update();
}

int ForecastChart::placeCount() const
{
    return m_outcome ? int(m_outcome->series.values.size() - m_first + m_steps.size()) : 0;
}

bool ForecastChart::isMoved() const
{
    return m_outcome && m_outcome->forecast.steps.size() == m_steps.size()
           && std::any_of(m_steps.begin(), m_steps.end(),
                          [](const AdjustedStep &step) { return step.isOwnValue || step.isOwnGrowth; });
}

QString ForecastChart::labelAt(int place) const
{
    const auto history = m_outcome->series.values.size() - m_first;
    return shownPeriod(std::size_t(place) < history ? m_outcome->series.labelAt(m_first + std::size_t(place))
                                                    : m_steps[std::size_t(place) - history].step.period);
}

void ForecastChart::findRange()
{
    if (!m_outcome)
        return;
    const auto &values = m_outcome->series.values;
    m_low = m_high = values.back();
    const auto take = [this](double value) {
        m_low = std::min(m_low, value);
        m_high = std::max(m_high, value);
    };
    for (std::size_t i = m_first; i < values.size(); ++i)
        take(values[i]);
    if (isMoved()) {
        for (const auto &step : m_outcome->forecast.steps)
            take(step.mean);
    }
    const double historyHigh = m_high;
    const double historyLow = m_low;
    for (const auto &one : m_steps) {
        take(one.step.mean);
        take(one.step.lower80);
        take(one.step.upper80);
    }
    // A 95 % interval that is far wider than everything else would press it flat: it is cut off by the frame.
    const double room = 2.0 * std::max(m_high - m_low, historyHigh - historyLow);
    const double least = m_low - room;
    const double most = m_high + room;
    for (const auto &one : m_steps) {
        take(std::max(least, one.step.lower95));
        take(std::min(most, one.step.upper95));
    }
    double span = m_high - m_low;
    if (!(span > 0.0))
        span = m_high != 0.0 ? std::abs(m_high) : 1.0;
    if (!std::isfinite(span)) {
        m_low = m_low / 4;
        m_high = m_high / 4;
        span = m_high - m_low;
    }
    // Money and counts are read against zero where that is near.
    if (m_low > 0.0 && m_low < span)
        m_low = 0.0;
    constexpr double Ticks = 5.0;
    m_tick = niceStep(std::max(span, m_high - m_low) / Ticks);
    m_low = std::floor(m_low / m_tick) * m_tick;
    m_high = std::ceil((m_high + 0.02 * span) / m_tick) * m_tick;
    if (!(m_high > m_low))
        m_high = m_low + m_tick;
    const double size = std::max(std::abs(m_low), std::abs(m_high));
    m_divisor = size >= 1e10 ? 1e9 : size >= 1e7 ? 1e6 : size >= 1e5 ? 1e3 : 1.0;
}

QString ForecastChart::axisText(double value) const
{
    const double shown = value / m_divisor;
    const double step = m_tick / m_divisor;
    if (std::abs(shown) >= 1e9 || (step < 1e-4 && step > 0.0))
        return QLocale().toString(shown, 'g', 3);
    const int decimals = step >= 1.0 ? (std::fmod(step, 1.0) > 1e-9 ? 1 : 0)
                                     : int(std::ceil(-std::log10(step) - 1e-9)) + (std::fmod(step * 4, 1.0) < 1e-9);
    return QLocale().toString(shown == 0.0 ? 0.0 : shown, 'f', std::clamp(decimals, 0, 6));
}

qreal ForecastChart::legendHeight() const
{
    return paintLegend(nullptr);
}

QRectF ForecastChart::plotArea() const
{
    const QFontMetricsF metrics(font());
    qreal widest = 0;
    for (double value = m_low; value <= m_high + m_tick / 2; value += m_tick) {
        widest = std::max(widest, metrics.horizontalAdvance(axisText(value)));
        if (!(value + m_tick > value))
            break;
    }
    const qreal top = legendHeight() + GridUnit;
    const qreal bottom = metrics.lineSpacing() + GridUnit;
    // Half of the last label stands beyond its place.
    const qreal right = m_steps.empty() ? GridUnit : metrics.horizontalAdvance(labelAt(placeCount() - 1)) / 2;
    return QRectF(rect()).adjusted(widest + GridUnit, top, -right, -bottom);
}

ForecastChart::Scale ForecastChart::scaleFor(const QRectF &area) const
{
    return {area, m_low, m_high, std::max(1, placeCount())};
}

void ForecastChart::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    if (!m_outcome)
        return;
    const auto scale = scaleFor(plotArea());
    if (scale.area.width() < GridUnit || scale.area.height() < GridUnit)
        return;
    paintAxes(painter, scale);
    painter.save();
    painter.setClipRect(scale.area.adjusted(-2, -2, 2, 2));
    paintFan(painter, scale);
    paintLines(painter, scale);
    paintGuide(painter, scale);
    painter.restore();
    paintLegend(&painter);
}

void ForecastChart::paintAxes(QPainter &painter, const Scale &scale) const
{
    const auto colors = ThemeColors::of(palette());
    const auto text = palette().color(QPalette::WindowText);
    const QFontMetricsF metrics(font());
    for (double value = m_low; value <= m_high + m_tick / 2; value += m_tick) {
        const qreal y = scale.y(value);
        painter.setPen(QPen(colors.border, 1));
        painter.drawLine(QPointF(scale.area.left(), y), QPointF(scale.area.right(), y));
        painter.setPen(text);
        painter.drawText(
            QRectF(0, y - metrics.lineSpacing(), scale.area.left() - GridUnit / 2.0, 2 * metrics.lineSpacing()),
            Qt::AlignRight | Qt::AlignVCenter, axisText(value));
        if (!(value + m_tick > value))
            break;
    }
    const int places = placeCount();
    qreal widest = 0;
    for (const int place : {0, places - 1})
        widest = std::max(widest, metrics.horizontalAdvance(labelAt(place)));
    const auto fitting = std::max(1, int(scale.area.width() / (widest + 2 * GridUnit)));
    const int stride =
        strideFor(std::max(1, (places + fitting - 1) / fitting), int(seasonOf(m_outcome->series.frequency)));
    for (int place = (places - 1) % stride; place < places; place += stride) {
        const auto label = labelAt(place);
        const qreal width = metrics.horizontalAdvance(label) + 2;
        const qreal left = std::clamp(scale.x(place) - width / 2, 0.0, std::max(0.0, QRectF(rect()).right() - width));
        painter.setPen(text);
        painter.drawText(QRectF(left, scale.area.bottom() + GridUnit / 2.0, width, metrics.lineSpacing()),
                         Qt::AlignCenter, label);
    }
    // Where what is known ends.
    const qreal now = scale.x(places - int(m_steps.size()) - 0.5);
    painter.setPen(QPen(colors.muted, 1, Qt::DotLine));
    painter.drawLine(QPointF(now, scale.area.top()), QPointF(now, scale.area.bottom()));
}

void ForecastChart::paintFan(QPainter &painter, const Scale &scale) const
{
    if (m_steps.empty())
        return;
    const int history = placeCount() - int(m_steps.size());
    const QPointF last(scale.x(history - 1), scale.y(m_outcome->series.values.back()));
    const auto band = [&](double ForecastStep::*lower, double ForecastStep::*upper, double opacity) {
        QPolygonF shape;
        shape.append(last);
        for (std::size_t i = 0; i < m_steps.size(); ++i)
            shape.append({scale.x(history + int(i)), scale.y(m_steps[i].step.*upper)});
        for (std::size_t i = m_steps.size(); i-- > 0;)
            shape.append({scale.x(history + int(i)), scale.y(m_steps[i].step.*lower)});
        auto color = chartColor(ForecastColor, palette());
        color.setAlphaF(float(opacity));
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPolygon(shape);
    };
    const bool isOnDark = isDark(palette());
    band(&ForecastStep::lower95, &ForecastStep::upper95, outerOpacity(isOnDark));
    band(&ForecastStep::lower80, &ForecastStep::upper80, innerOpacity(isOnDark));
}

void ForecastChart::paintLines(QPainter &painter, const Scale &scale) const
{
    const auto &values = m_outcome->series.values;
    const int history = int(values.size() - m_first);
    painter.setBrush(Qt::NoBrush);
    // More values than pixels: of each pixel the least and the greatest.
    QPolygonF line;
    const int perPixel = std::max(1, int(history / std::max(1.0, scale.area.width())));
    for (int place = 0; place < history; place += perPixel) {
        const auto from = values.begin() + std::ptrdiff_t(m_first) + place;
        const auto [least, most] = std::minmax_element(from, from + std::min(perPixel, history - place));
        line.append({scale.x(place), scale.y(*least)});
        if (perPixel > 1)
            line.append({scale.x(place), scale.y(*most)});
    }
    painter.setPen(QPen(chartColor(HistoryColor, palette()), 2));
    painter.drawPolyline(line);
    constexpr int FewPlaces = 60;
    const qreal pointSize = history <= FewPlaces ? 3.0 : 0.0;
    if (pointSize > 0) {
        painter.setBrush(chartColor(HistoryColor, palette()));
        painter.setPen(Qt::NoPen);
        for (const auto &point : line)
            painter.drawEllipse(point, pointSize, pointSize);
    }
    // As it was made, where the user's growth or values moved it.
    if (isMoved()) {
        QPolygonF made;
        made.append({scale.x(history - 1), scale.y(values.back())});
        for (std::size_t i = 0; i < m_steps.size(); ++i)
            made.append({scale.x(history + int(i)), scale.y(m_outcome->forecast.steps[i].mean)});
        painter.setPen(QPen(ThemeColors::of(palette()).muted, 2, Qt::DotLine));
        painter.drawPolyline(made);
    }
    QPolygonF ahead;
    ahead.append({scale.x(history - 1), scale.y(values.back())});
    for (std::size_t i = 0; i < m_steps.size(); ++i)
        ahead.append({scale.x(history + int(i)), scale.y(m_steps[i].step.mean)});
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(forecastLineColor(palette()), 2.5, Qt::DashLine));
    painter.drawPolyline(ahead);
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const QPointF point(scale.x(history + int(i)), scale.y(m_steps[i].step.mean));
        if (m_steps[i].isOwnValue) {
            painter.setPen(QPen(palette().color(QPalette::WindowText), 1.5));
            painter.setBrush(ThemeColors::of(palette()).warning);
            painter.drawRect(QRectF(point.x() - 4.5, point.y() - 4.5, 9, 9));
        } else if (m_steps.size() <= FewPlaces) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(forecastLineColor(palette()));
            painter.drawEllipse(point, 3.0, 3.0);
        }
    }
    // What would have been forecast at each origin, on what was known then.
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(chartColor(BacktestColor, palette()), 1.5));
    QPolygonF past;
    for (const auto &error : m_outcome->forecast.backtest.errors) {
        if (error.step == 0 && !past.isEmpty()) {
            painter.drawPolyline(past);
            past.clear();
        }
        if (error.place < m_first)
            continue;
        const int place = int(error.place - m_first);
        if (error.step == 0 && place > 0)
            past.append({scale.x(place - 1), scale.y(values[error.place - 1])});
        past.append({scale.x(place), scale.y(error.forecast)});
    }
    painter.drawPolyline(past);
}

void ForecastChart::paintGuide(QPainter &painter, const Scale &scale) const
{
    if (m_place < 0 || m_place >= placeCount())
        return;
    painter.setPen(QPen(ThemeColors::of(palette()).muted, 1, Qt::DashLine));
    painter.drawLine(QPointF(scale.x(m_place), scale.area.top()), QPointF(scale.x(m_place), scale.area.bottom()));
}

QString ForecastChart::textAt(int place) const
{
    if (!m_outcome || place < 0 || place >= placeCount())
        return {};
    QStringList lines{labelAt(place)};
    const auto history = m_outcome->series.values.size() - m_first;
    if (std::size_t(place) < history) {
        const auto index = m_first + std::size_t(place);
        lines += tr("History: %1").arg(forecastValueText(m_outcome->series.values[index], m_unit));
        for (const auto &error : m_outcome->forecast.backtest.errors) {
            if (error.place == index)
                lines += tr("Forecast %n step(s) before: %1", nullptr, int(error.step) + 1)
                             .arg(forecastValueText(error.forecast, m_unit));
        }
        return lines.join(QLatin1Char('\n'));
    }
    const auto &one = m_steps[std::size_t(place) - history];
    const auto &step = one.step;
    if (one.isOwnValue)
        lines += tr("Your own value: %1").arg(forecastValueText(step.mean, m_unit));
    else
        lines += {
            tr("Forecast: %1").arg(forecastValueText(step.mean, m_unit)),
            tr("80 %: %1 to %2").arg(forecastValueText(step.lower80, m_unit), forecastValueText(step.upper80, m_unit)),
            tr("95 %: %1 to %2").arg(forecastValueText(step.lower95, m_unit), forecastValueText(step.upper95, m_unit))};
    if (one.isOwnGrowth)
        lines += tr("Moved by your growth");
    return lines.join(QLatin1Char('\n'));
}

void ForecastChart::choose(int place)
{
    const int former = m_place;
    m_place = place >= 0 && place < placeCount() ? place : -1;
    if (m_place != former) {
        speak(textAt(m_place));
        update();
    }
    if (m_place < 0) {
        QToolTip::hideText();
        return;
    }
    const auto scale = scaleFor(plotArea());
    QToolTip::showText(mapToGlobal(QPointF(scale.x(m_place), scale.area.top()).toPoint()), textAt(m_place), this);
}

void ForecastChart::mouseMoveEvent(QMouseEvent *event)
{
    const auto area = plotArea();
    const int places = placeCount();
    const auto at = event->position();
    choose(places > 0 && area.contains(at)
               ? std::clamp(int((at.x() - area.left()) / std::max(1.0, area.width()) * places), 0, places - 1)
               : -1);
}

void ForecastChart::leaveEvent(QEvent *event)
{
    choose(-1);
    QWidget::leaveEvent(event);
}

void ForecastChart::keyPressEvent(QKeyEvent *event)
{
    const int last = placeCount() - 1;
    const int next = placeCount() - int(m_steps.size()); // the first step of the forecast
    switch (event->key()) {
    case Qt::Key_Left:
        choose(m_place < 0 ? next : std::max(0, m_place - 1));
        break;
    case Qt::Key_Right:
        choose(m_place < 0 ? next : std::min(last, m_place + 1));
        break;
    case Qt::Key_Home:
        choose(0);
        break;
    case Qt::Key_End:
        choose(last);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

QImage ForecastChart::toImage(qreal scale)
{
    QImage image((QSizeF(size()) * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(palette().color(QPalette::Base));
    render(&image);
    return image;
}

} // namespace consultantos
