// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/line_chart.h"

#include "widgets/shown_value.h"
#include "widgets/theme.h"

#include <QCategoryAxis>
#include <QChart>
#include <QChartView>
#include <QEvent>
#include <QLegend>
#include <QLegendMarker>
#include <QLineSeries>
#include <QLocale>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <cmath>
#include <memory>

namespace consultantos {

namespace {

/// Told apart by lightness and by dash too, for eyes and printers without colour.
QPen linePen(int line, const ThemeColors &colors)
{
    const QColor choices[] = {colors.accent, colors.warning, colors.positive, colors.negative, colors.muted};
    static constexpr Qt::PenStyle Dashes[] = {Qt::SolidLine, Qt::DashLine, Qt::DashDotLine, Qt::DotLine};
    QPen pen(choices[line % 5], line == 0 ? 3.0 : 1.75);
    pen.setStyle(Dashes[line % 4]);
    return pen;
}

} // namespace

LineChart::LineChart(QWidget *parent)
    : Chart(parent)
    , m_view(new QChartView(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setMinimumHeight(fontMetrics().lineSpacing() * 15);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus); // it shows, nothing in it can be chosen
}

void LineChart::setData(const QString &title, const QStringList &places, const QList<Line> &lines,
                        const QString &format, std::optional<std::pair<double, double>> range, ChartTable::Order order)
{
    m_title = title;
    m_places = places;
    m_lines = lines;
    m_format = format;
    m_range = range;
    setAccessibleName(title);
    ChartTable table;
    table.order = order;
    table.rowsTitle = order == ChartTable::Order::Sequence ? tr("Period") : tr("Factor");
    for (const auto &place : places)
        table.rows.append(QString(place).replace(QStringLiteral("<br>"), QStringLiteral(" ")));
    const auto text = [format = format.toLatin1()](double value) {
        return shownNumber(QString::asprintf(format.constData(), value));
    };
    for (const auto &line : lines)
        table.columns.append({line.name, line.values, text});
    setTable(table);
    rebuild();
}

void LineChart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        rebuild();
    QWidget::changeEvent(event);
}

void LineChart::rebuild()
{
    const auto colors = ThemeColors::of(palette());
    const auto text = palette().color(QPalette::WindowText);
    auto *chart = new QChart;
    chart->setTitle(m_title);
    chart->setTitleBrush(text);
    chart->setBackgroundBrush(palette().color(QPalette::Base));
    chart->setBackgroundRoundness(0);
    chart->setLocalizeNumbers(true);
    chart->setLocale(QLocale());
    chart->legend()->setLabelColor(text);
    chart->legend()->setAlignment(Qt::AlignBottom);
    chart->legend()->setVisible(m_lines.size() > 1);
    chart->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);

    auto *across = new QCategoryAxis;
    across->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    m_step = roomyStep();
    // From the last one back: the latest period is the one that is asked for.
    for (int place = 0; place < m_places.size(); ++place) {
        if ((m_places.size() - 1 - place) % m_step == 0)
            across->append(m_places[place], place);
    }
    // Names of factors need the room of a whole place at both ends, or the chart leaves the outer ones out.
    const double margin = isOfFactors() ? 0.5 : 0.25;
    across->setRange(-margin, double(std::max<qsizetype>(m_places.size(), 1)) - 1.0 + margin);
    auto *up = new QValueAxis;
    up->setLabelFormat(m_format);
    for (QAbstractAxis *axis : {static_cast<QAbstractAxis *>(across), static_cast<QAbstractAxis *>(up)}) {
        axis->setLabelsColor(text);
        axis->setGridLineColor(colors.border);
        axis->setLinePenColor(colors.border);
    }
    across->setTruncateLabels(false);
    chart->addAxis(across, Qt::AlignBottom);
    chart->addAxis(up, Qt::AlignLeft);
    double low = 0;
    double high = 0;
    bool hasValue = false;
    for (int line = 0; line < m_lines.size(); ++line) {
        QLineSeries *series = nullptr;
        bool isFirst = true;
        const auto &values = m_lines[line].values;
        for (int place = 0; place < values.size(); ++place) {
            if (!values[place]) {
                series = nullptr; // a gap, not a line drawn across what is unknown
                continue;
            }
            if (series == nullptr) {
                series = new QLineSeries;
                series->setName(m_lines[line].name);
                series->setPen(linePen(line, colors));
                series->setPointsVisible(true);
                chart->addSeries(series);
                series->attachAxis(across);
                series->attachAxis(up);
                if (!isFirst) {
                    const auto markers = chart->legend()->markers(series);
                    for (auto *marker : markers)
                        marker->setVisible(false);
                }
                isFirst = false;
            }
            series->append(place, *values[place]);
            low = hasValue ? std::min(low, *values[place]) : *values[place];
            high = hasValue ? std::max(high, *values[place]) : *values[place];
            hasValue = true;
        }
    }
    if (m_range) {
        // A little beyond the ends, so that points on them are whole.
        const double span = m_range->second - m_range->first;
        up->setTickType(QValueAxis::TicksDynamic);
        up->setTickAnchor(m_range->first);
        up->setTickInterval(span / 5);
        up->setRange(m_range->first - span * 0.05, m_range->second + span * 0.05);
    } else if (hasValue) {
        const double margin = std::max((high - low) * 0.1, std::abs(high) * 0.02 + 1e-9);
        up->setRange(low >= 0 ? std::max(0.0, low - margin) : low - margin, high + margin);
        up->applyNiceNumbers();
    }
    const std::unique_ptr<QChart> old(m_view->chart());
    m_view->setChart(chart);
    m_view->setBackgroundBrush(palette().color(QPalette::Base));
    fitLabels();
}

bool LineChart::isOfFactors() const
{
    return table().order == ChartTable::Order::Categories;
}

double LineChart::roomOfPlace() const
{
    constexpr int Apart = 4;
    // What is left of the width beside the other axis and the chart's margins.
    return 0.88 * m_view->width() / double(std::max<qsizetype>(m_places.size(), 1)) - Apart;
}

int LineChart::roomyStep() const
{
    if (isOfFactors())
        return 1; // they shrink or turn: each has a name of its own, which none of its neighbours tells
    int widest = 1;
    for (const auto &place : m_places)
        widest = std::max(widest, fontMetrics().horizontalAdvance(place) + GridUnit);
    return std::max(1, int(std::ceil(widest / std::max(1.0, roomOfPlace()))));
}

int LineChart::shownPlaces() const
{
    const auto axes = m_view->chart()->axes(Qt::Horizontal);
    const auto *across = axes.isEmpty() ? nullptr : qobject_cast<const QCategoryAxis *>(axes.first());
    return across == nullptr ? 0 : across->count();
}

void LineChart::resizeEvent(QResizeEvent *event)
{
    Chart::resizeEvent(event);
    if (roomyStep() != m_step)
        rebuild();
    else
        fitLabels();
}

void LineChart::fitLabels()
{
    if (!isOfFactors() || m_places.isEmpty())
        return;
    constexpr double Smallest = 0.7;
    const double room = roomOfPlace();
    double widest = 1.0;
    for (const auto &place : m_places) {
        for (const auto &line : place.split(QStringLiteral("<br>")))
            widest = std::max(widest, double(fontMetrics().horizontalAdvance(line)));
    }
    auto labels = font();
    labels.setPointSizeF(font().pointSizeF() * std::clamp(room / widest, Smallest, 1.0));
    const auto axes = m_view->chart()->axes(Qt::Horizontal);
    for (auto *axis : axes) {
        axis->setLabelsFont(labels);
        axis->setLabelsAngle(room < Smallest * widest ? -40 : 0); // in a small window
    }
}

} // namespace consultantos
