// SPDX-License-Identifier: GPL-3.0-or-later
#include "performance/time_chart.h"

#include "performance/chart_palette.h"
#include "widgets/shown_value.h"

#include <QAreaSeries>
#include <QChart>
#include <QChartView>
#include <QDateTimeAxis>
#include <QGraphicsLayout>
#include <QGraphicsLineItem>
#include <QGraphicsScene>
#include <QKeyEvent>
#include <QLabel>
#include <QLegend>
#include <QLineSeries>
#include <QLocale>
#include <QMouseEvent>
#include <QScatterSeries>
#include <QStackedLayout>
#include <QToolTip>
#include <QValueAxis>

#include <algorithm>
#include <utility>

namespace consultantos {
namespace {

constexpr qint64 DayMs = 86'400'000;

QString timeFormat(qint64 rangeMs)
{
    if (rangeMs > 2 * DayMs)
        return dayFormat(QLocale());
    return rangeMs > DayMs / 48 ? QStringLiteral("HH:mm") : QStringLiteral("HH:mm:ss");
}

/// So that they stand at even distances: minutes, quarters, six hours, days, thirty days.
int tickCount(qint64 rangeMs)
{
    constexpr qint64 Week = 7 * DayMs;
    if (rangeMs <= DayMs / 48)
        return 6;
    if (rangeMs <= DayMs)
        return 5;
    return rangeMs <= Week ? 8 : 4;
}

/// The least of some even numbers that isn't below `value`, so that an axis doesn't change with each value.
double roundUp(double value)
{
    double step = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : {1.0, 1.2, 1.6, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0}) {
        if (factor * step >= value)
            return factor * step;
    }
    return value;
}

} // namespace

TimeChart::TimeChart(Kind kind, ChartQuantity quantity, const QString &title, QWidget *parent)
    : Chart(parent)
    , m_kind(kind)
    , m_quantity(quantity)
    , m_view(new QChartView(this))
    , m_empty(new QLabel)
    , m_layers(new QStackedLayout(this))
{
    m_layers->setContentsMargins(0, 0, 0, 0);
    m_layers->addWidget(m_view);
    m_layers->addWidget(m_empty);
    m_empty->setObjectName(QStringLiteral("nothingToDraw"));
    m_empty->setProperty("role", QStringLiteral("muted"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    setAccessibleName(title);
    setFocusPolicy(Qt::StrongFocus);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setMinimumHeight(fontMetrics().lineSpacing() * 12);
    m_view->setMinimumWidth(fontMetrics().averageCharWidth() * 36);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->viewport()->setFocusPolicy(Qt::NoFocus);
    m_view->viewport()->setMouseTracking(true);
    m_view->viewport()->installEventFilter(this);
}

TimeChart::~TimeChart() = default;

void TimeChart::setData(const QList<QDateTime> &places, const QList<Values> &values)
{
    if (places == m_places && values == m_values)
        return;
    const bool isOther = values.size() != m_values.size()
                         || !std::equal(values.begin(), values.end(), m_values.begin(),
                                        [](const Values &a, const Values &b) { return a.name == b.name; });
    m_places = places;
    m_values = values;
    if (isOther)
        rebuild();
    else
        fill();
    describe();
    showEmpty();
}

bool TimeChart::hasValue(const std::function<bool(double)> &isMeant) const
{
    return std::any_of(m_values.begin(), m_values.end(), [&](const Values &line) {
        return std::any_of(line.values.begin(), line.values.end(),
                           [&](const std::optional<double> &value) { return value && isMeant(*value); });
    });
}

QString TimeChart::emptyText() const
{
    if (!hasValue([](double) { return true; }))
        return tr("Nothing was measured in this time.");
    // A share has an axis of its own, on which its zero means something.
    const bool isDrawn = m_quantity == ChartQuantity::Share || hasValue([](double value) { return value != 0; });
    return isDrawn ? QString() : tr("Zero all of this time.");
}

/// An axis from 0 to 1 with nothing on it would look like a measure.
void TimeChart::showEmpty()
{
    const auto text = emptyText();
    m_empty->setText(text);
    m_layers->setCurrentWidget(text.isEmpty() ? static_cast<QWidget *>(m_view) : m_empty);
}

void TimeChart::describe()
{
    ChartTable table;
    table.rowsTitle = tr("Time");
    for (int place = 0; place < m_places.size(); ++place)
        table.rows.append(timeText(place));
    const auto text = [quantity = m_quantity](double value) { return quantityText(quantity, value); };
    // A table of dashes says no more than the words do.
    if (hasValue([](double) { return true; })) {
        for (const auto &line : std::as_const(m_values))
            table.columns.append({line.name, line.values, text});
    }
    QStringList lead;
    if (!m_values.isEmpty())
        lead.append(emptyText());
    QStringList limits;
    for (const auto &limit : std::as_const(m_limits))
        limits.append(limit.name);
    if (!limits.isEmpty())
        lead.append(tr("Alert: %1").arg(limits.join(QStringLiteral(", "))));
    lead.removeAll(QString());
    setTable(table, lead.join(QLatin1Char('\n')));
}

double TimeChart::largest() const
{
    double largest = 0;
    for (int place = 0; place < m_places.size(); ++place) {
        double sum = 0;
        for (const auto &line : m_values) {
            const auto value = line.values.value(place).value_or(0);
            sum = m_kind == Kind::Stacked ? sum + value : std::max(sum, value);
        }
        largest = std::max(largest, sum);
    }
    return largest;
}

void TimeChart::addStacked(int line)
{
    auto *upper = new QLineSeries;
    auto *lower = line > 0 ? static_cast<QLineSeries *>(m_series[static_cast<std::size_t>(line) - 1]) : nullptr;
    auto *area = new QAreaSeries(upper, lower);
    upper->setParent(area);
    const auto color = chartColor(line, palette());
    area->setName(m_values[line].name);
    area->setColor(color);
    area->setPen(QPen(palette().color(QPalette::Base), 1));
    m_view->chart()->addSeries(area);
    area->attachAxis(m_across);
    area->attachAxis(m_up);
    m_series.push_back(upper);
}

void TimeChart::addPoints(int line)
{
    static constexpr QScatterSeries::MarkerShape Shapes[] = {
        QScatterSeries::MarkerShapeCircle, QScatterSeries::MarkerShapeRectangle, QScatterSeries::MarkerShapeTriangle};
    auto *points = new QScatterSeries;
    points->setName(m_values[line].name);
    points->setMarkerShape(Shapes[line % 3]);
    // Where they fall together, each is still seen.
    static constexpr double Sizes[] = {GridUnit, GridUnit * 1.2, GridUnit * 0.9};
    points->setMarkerSize(Sizes[line % 3]);
    points->setColor(chartColor(line, palette()));
    points->setBorderColor(palette().color(QPalette::Base));
    m_view->chart()->addSeries(points);
    points->attachAxis(m_across);
    points->attachAxis(m_up);
    m_series.push_back(points);
}

void TimeChart::rebuild()
{
    const auto colors = ThemeColors::of(palette());
    const auto text = palette().color(QPalette::WindowText);
    const std::unique_ptr<QChart> old(m_view->chart());
    auto *chart = new QChart;
    chart->setBackgroundBrush(palette().color(QPalette::Base));
    chart->setBackgroundRoundness(0);
    chart->setMargins(QMargins(0, 0, 0, 0));
    chart->setLocalizeNumbers(true);
    chart->setLocale(QLocale());
    chart->legend()->setLabelColor(text);
    chart->legend()->setAlignment(Qt::AlignBottom);
    chart->legend()->setVisible(m_values.size() > 1);
    chart->legend()->setMarkerShape(m_kind == Kind::Stacked ? QLegend::MarkerShapeRectangle
                                                            : QLegend::MarkerShapeFromSeries);
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_across = new QDateTimeAxis;
    m_up = new QValueAxis;
    m_up->setTickCount(3);
    for (QAbstractAxis *axis : {static_cast<QAbstractAxis *>(m_across), static_cast<QAbstractAxis *>(m_up)}) {
        axis->setLabelsColor(text);
        axis->setGridLineColor(colors.border);
        axis->setLinePenColor(colors.border);
    }
    chart->addAxis(m_across, Qt::AlignBottom);
    chart->addAxis(m_up, Qt::AlignLeft);
    m_view->setChart(chart);
    m_view->setBackgroundBrush(palette().color(QPalette::Base));
    m_series.clear();
    for (int line = 0; line < m_values.size(); ++line)
        m_kind == Kind::Stacked ? addStacked(line) : addPoints(line);
    m_guide = new QGraphicsLineItem(chart);
    m_guide->setPen(QPen(colors.muted, 1, Qt::DashLine));
    m_guide->setZValue(10);
    m_guide->hide();
    m_limitLines.clear();
    QStringList names;
    for (const auto &limit : std::as_const(m_limits)) {
        const auto color = chartColor(limit.color, palette());
        auto *line = new QGraphicsLineItem(chart);
        line->setPen(QPen(color, 1.5, Qt::DashLine));
        line->setZValue(9);
        m_limitLines.push_back(line);
        names += QStringLiteral("<span style=\"color:%1\">╌╌</span> %2").arg(color.name(), limit.name.toHtmlEscaped());
    }
    // Above the plot: within it they would hide values.
    if (!names.isEmpty())
        chart->setTitle(tr("Alert: %1").arg(names.join(QStringLiteral(" &nbsp; "))));
    chart->setTitleFont(chart->legend()->font());
    chart->setTitleBrush(text);
    connect(chart, &QChart::plotAreaChanged, this, &TimeChart::placeLimits);
    m_place = -1;
    fill();
}

void TimeChart::setLimits(const QList<Limit> &limits)
{
    m_limits = limits;
    describe();
    if (!m_values.isEmpty())
        rebuild();
}

/// The axis isn't stretched to a limit far away, under which all values would lie on the ground.
void TimeChart::placeLimits()
{
    const auto area = m_view->chart()->plotArea();
    for (std::size_t i = 0; i < m_limitLines.size(); ++i) {
        const double share = m_limits[qsizetype(i)].value / m_divisor / m_top;
        const double y = area.bottom() - share * area.height();
        m_limitLines[i]->setVisible(share <= 1 && area.height() > 0);
        m_limitLines[i]->setLine(area.left(), y, area.right(), y);
    }
}

bool TimeChart::showsLimit(int place) const
{
    return place >= 0 && place < int(m_limitLines.size()) && m_limitLines[std::size_t(place)]->isVisible();
}

qint64 TimeChart::placeLength() const
{
    return m_places.size() > 1 ? m_places[0].msecsTo(m_places[1]) : 1'000;
}

void TimeChart::fill()
{
    if (m_places.isEmpty() || m_series.empty())
        return;
    auto top = largest();
    constexpr double Near = 2;
    for (const auto &limit : std::as_const(m_limits)) {
        if (limit.value > top && limit.value <= Near * top)
            top = limit.value * 1.05;
    }
    if (m_quantity == ChartQuantity::Share)
        top = 1;
    const auto unit = axisUnit(m_quantity, top);
    const auto length = placeLength();
    QList<double> below(m_places.size(), 0);
    for (std::size_t line = 0; line < m_series.size(); ++line) {
        QList<QPointF> points;
        const auto &values = m_values[static_cast<qsizetype>(line)].values;
        for (int place = 0; place < m_places.size(); ++place) {
            const auto value = values.value(place);
            const auto until = static_cast<double>(m_places[place].toMSecsSinceEpoch());
            if (m_kind == Kind::Points) {
                if (value)
                    points.append({until - static_cast<double>(length) / 2, *value / unit.divisor});
                continue;
            }
            // A step: the value is that of the whole place, not of a moment.
            below[place] += value.value_or(0) / unit.divisor;
            points.append({until - static_cast<double>(length), below[place]});
            points.append({until, below[place]});
        }
        m_series[line]->replace(points);
    }
    const auto begin = m_places.first().addMSecs(-length);
    const auto range = begin.msecsTo(m_places.last());
    const auto format = timeFormat(range);
    m_across->setFormat(format);
    // Times that have no room would be cut off.
    const int roomy = tickCount(range) * (fontMetrics().horizontalAdvance(format) + 2 * GridUnit);
    m_across->setTickCount(m_view->width() * 4 / 5 < roomy ? 3 : tickCount(range));
    m_across->setRange(begin.toLocalTime(), m_places.last().toLocalTime());
    m_up->setLabelFormat(unit.format);
    m_divisor = unit.divisor;
    m_top = top > 0 ? roundUp(top / unit.divisor) : 1;
    m_up->setRange(0, m_top);
    placeLimits();
}

QString TimeChart::timeText(int place) const
{
    const auto when = m_places[place].toLocalTime();
    return placeLength() < 60'000 ? QLocale().toString(when.time(), QStringLiteral("HH:mm:ss"))
                                  : QLocale().toString(when, QLocale::ShortFormat);
}

QString TimeChart::textAt(int place) const
{
    if (place < 0 || place >= m_places.size())
        return {};
    QStringList lines{timeText(place)};
    for (const auto &line : m_values) {
        const auto value = line.values.value(place);
        lines += tr("%1: %2").arg(line.name, value ? quantityText(m_quantity, *value) : QStringLiteral("–"));
    }
    return lines.join(QLatin1Char('\n'));
}

void TimeChart::choose(int place)
{
    m_place = place >= 0 && place < m_places.size() ? place : -1;
    speak(textAt(m_place));
    if (m_guide == nullptr || m_layers->currentWidget() != m_view)
        return;
    m_guide->setVisible(m_place >= 0);
    if (m_place < 0) {
        QToolTip::hideText();
        return;
    }
    auto *chart = m_view->chart();
    const auto area = chart->plotArea();
    const double share = (m_place + 0.5) / static_cast<double>(m_places.size());
    const double x = area.left() + share * area.width();
    m_guide->setLine(x, area.top(), x, area.bottom());
    const auto at = m_view->mapFromScene(chart->mapToScene(QPointF(x, area.top())));
    QToolTip::showText(m_view->viewport()->mapToGlobal(at), textAt(m_place), m_view->viewport());
}

int TimeChart::placeAt(const QPoint &position) const
{
    if (m_places.size() < 2 || m_guide == nullptr)
        return -1;
    const auto *chart = m_view->chart();
    const auto area = chart->plotArea();
    const auto at = chart->mapFromScene(m_view->mapToScene(position));
    const double share = (at.x() - area.left()) / std::max(1.0, area.width());
    return area.contains(at) ? int(share * double(m_places.size())) : -1;
}

void TimeChart::activate(int place)
{
    if (place >= 0 && place < m_places.size())
        Q_EMIT placeActivated(m_places[place].addMSecs(-placeLength()), m_places[place]);
}

bool TimeChart::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Leave)
        choose(-1);
    if (event->type() == QEvent::Wheel) {
        event->ignore(); // it is the page's, which scrolls
        return true;
    }
    if (event->type() == QEvent::MouseMove)
        choose(placeAt(static_cast<QMouseEvent *>(event)->pos()));
    if (event->type() == QEvent::MouseButtonRelease)
        activate(placeAt(static_cast<QMouseEvent *>(event)->pos()));
    return QWidget::eventFilter(watched, event);
}

void TimeChart::keyPressEvent(QKeyEvent *event)
{
    const int last = int(m_places.size()) - 1;
    const int from = m_place < 0 ? last : m_place;
    switch (event->key()) {
    case Qt::Key_Left:
        choose(std::max(0, m_place < 0 ? last : from - 1));
        break;
    case Qt::Key_Right:
        choose(std::min(last, from + 1));
        break;
    case Qt::Key_Home:
        choose(0);
        break;
    case Qt::Key_End:
        choose(last);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        activate(m_place);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void TimeChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fill();
}

void TimeChart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && !m_values.isEmpty())
        rebuild();
    QWidget::changeEvent(event);
}

} // namespace consultantos
