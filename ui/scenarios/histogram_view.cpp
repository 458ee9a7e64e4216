// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/histogram_view.h"

#include "scenarios/chart_scale.h"
#include "widgets/shown_value.h"
#include "widgets/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

double densityOf(const DrawSummary::Bin &bin, qint64 count)
{
    return bin.to > bin.from && count > 0 ? double(bin.count) / double(count) / (bin.to - bin.from) : 0;
}

double mostDense(const DrawSummary &summary)
{
    double most = 0;
    for (const auto &bin : summary.bins)
        most = std::max(most, densityOf(bin, summary.count));
    return most;
}

} // namespace

HistogramView::HistogramView(QWidget *parent)
    : Chart(parent)
{
    setObjectName(QStringLiteral("scenarioHistogram"));
    setAccessibleName(tr("Where the result lies"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void HistogramView::show(const QString &title, const QString &unit, const DrawSummary &summary,
                         const QList<Line> &lines, const std::optional<DrawSummary> &before)
{
    m_title = title;
    m_unit = unit;
    m_summary = summary;
    m_lines = lines;
    m_before = before;
    describe();
    update();
}

void HistogramView::clear()
{
    m_summary.reset();
    m_before.reset();
    m_lines.clear();
    setTable({});
    update();
}

void HistogramView::describe()
{
    auto text =
        tr("%1: median %2, nine of ten draws between %3 and %4")
            .arg(m_title, quantityText(m_summary->quantile(0.5), m_unit),
                 quantityText(m_summary->quantile(0.05), m_unit), quantityText(m_summary->quantile(0.95), m_unit));
    for (const auto &line : m_lines)
        text += QLatin1Char('\n')
                + tr("%1 or more (%2): %3")
                      .arg(quantityText(line.value, m_unit), line.title, shownProbability(line.probability));
    ChartTable table;
    table.order = ChartTable::Order::Categories;
    table.rowsTitle = m_title;
    ChartTable::Column shares{tr("Share of the draws"), {}, shownProbability, {}, false};
    for (const auto &bin : m_summary->bins) {
        table.rows.append(tr("%1 to %2").arg(quantityText(bin.from, m_unit), quantityText(bin.to, m_unit)));
        shares.values.append(m_summary->count > 0 ? double(bin.count) / double(m_summary->count) : 0.0);
    }
    table.columns = {shares};
    setTable(table, text);
}

QSize HistogramView::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 56, fontMetrics().height() * 14};
}

QSize HistogramView::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 26, fontMetrics().height() * 8};
}

std::pair<double, double> HistogramView::range() const
{
    const auto &bins = m_summary->bins;
    double low = bins.isEmpty() ? m_summary->least : bins.first().from;
    double high = bins.isEmpty() ? m_summary->most : bins.last().to;
    if (m_before && !m_before->bins.isEmpty()) {
        // The old picture keeps its place, so that one sees how far the new one moved, but doesn't squeeze it to a line.
        const double room = (high - low) * 3;
        low = std::max(std::min(low, m_before->bins.first().from), low - room);
        high = std::min(std::max(high, m_before->bins.last().to), high + room);
    }
    const double width = high - low;
    for (const auto &line : m_lines) {
        if (line.value > low - width / 2 && line.value < high + width / 2) {
            low = std::min(low, line.value - width / 20);
            high = std::max(high, line.value + width / 20);
        }
    }
    if (!(high > low)) {
        const double room = std::max(std::abs(low) / 10, 1e-9);
        return {low - room, high + room};
    }
    return {low, high};
}

bool HistogramView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && m_summary) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), Chart::summary(), this);
        return true;
    }
    return QWidget::event(event);
}

void HistogramView::paintEvent(QPaintEvent *)
{
    if (!m_summary)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto colors = ThemeColors::of(palette());
    const auto metrics = fontMetrics();
    const auto [low, high] = range();
    const double top =
        double(metrics.height()) * (m_lines.isEmpty() ? 0.5 : double(std::min<qsizetype>(m_lines.size(), 3)) + 0.5);
    const double bottom = height() - 2.2 * metrics.height();
    const ChartScale x{low, high, double(GridUnit), double(width() - GridUnit)};
    double most = mostDense(*m_summary);
    if (m_before)
        most = std::max(most, std::min(mostDense(*m_before), most * 2));
    const ChartScale y{0, most > 0 ? most : 1, bottom, top};
    const double p5 = m_summary->quantile(0.05);
    const double p95 = m_summary->quantile(0.95);
    // The bars within the middle nine of ten are of full colour, the tails of a soft one.
    painter.setPen(Qt::NoPen);
    if (!(m_summary->most > m_summary->least)) {
        painter.setBrush(colors.accent);
        painter.drawRect(QRectF(x.at(m_summary->mean) - 2, top, 4, bottom - top));
    }
    for (const auto &bin : m_summary->bins) {
        const double middle = (bin.from + bin.to) / 2;
        auto color = colors.accent;
        if (middle < p5 || middle > p95)
            color.setAlphaF(0.65F); // 3:1 with the ground
        painter.setBrush(color);
        const double bar = y.at(densityOf(bin, m_summary->count));
        painter.drawRect(QRectF(x.at(bin.from), bar, std::max(x.at(bin.to) - x.at(bin.from) - 1, 1.0), bottom - bar));
    }
    if (m_before && !m_before->bins.isEmpty()) {
        QPainterPath path(QPointF(x.at(m_before->bins.first().from), bottom));
        for (const auto &bin : m_before->bins) {
            const double bar = std::max(y.at(densityOf(bin, m_before->count)), top);
            path.lineTo(x.at(bin.from), bar);
            path.lineTo(x.at(bin.to), bar);
        }
        path.lineTo(x.at(m_before->bins.last().to), bottom);
        painter.setClipRect(QRectF(x.from, 0, x.to - x.from, height()));
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colors.muted, 1.2, Qt::DashLine));
        painter.drawPath(path);
        painter.setClipping(false);
    }
    painter.setPen(QPen(colors.border, 1));
    painter.drawLine(QPointF(x.from, bottom), QPointF(x.to, bottom));
    const int widestTick = std::max({1, metrics.horizontalAdvance(tickText(low, m_unit)),
                                     metrics.horizontalAdvance(tickText(high, m_unit))})
                           + 3 * GridUnit;
    for (const double tick : niceTicks(low, high, std::clamp(int(x.to - x.from) / widestTick, 1, 9))) {
        painter.setPen(QPen(colors.border, 1));
        painter.drawLine(QPointF(x.at(tick), bottom), QPointF(x.at(tick), bottom + 4));
        painter.setPen(colors.muted);
        const auto label = tickText(tick, m_unit);
        const int wide = metrics.horizontalAdvance(label);
        painter.drawText(QPointF(std::clamp(x.at(tick) - wide / 2.0, 0.0, double(std::max(0, width() - wide))),
                                 bottom + 4 + metrics.ascent()),
                         label);
    }
    // The median as a small wedge below the axis, the middle half as a line.
    const auto text = palette().color(QPalette::WindowText);
    const double below = height() - metrics.height() * 0.45;
    painter.setPen(QPen(colors.accent, 2));
    painter.drawLine(QPointF(x.at(p5), below), QPointF(x.at(p95), below));
    painter.setPen(QPen(colors.accent, 6));
    painter.drawLine(QPointF(x.at(m_summary->quantile(0.25)), below), QPointF(x.at(m_summary->quantile(0.75)), below));
    painter.setPen(Qt::NoPen);
    painter.setBrush(text);
    painter.drawEllipse(QPointF(x.at(m_summary->quantile(0.5)), below), 4, 4);
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        const auto &line = m_lines[i];
        if (line.value < low || line.value > high)
            continue;
        const double at = x.at(line.value);
        const double row = double(i % 3) * metrics.height();
        painter.setPen(QPen(colors.negative, 1.5, Qt::DashLine));
        painter.drawLine(QPointF(at, row + metrics.height()), QPointF(at, bottom));
        const auto label = QStringLiteral("%1: %2").arg(
            line.title.isEmpty() ? QStringLiteral("≥ ") + tickText(line.value, m_unit) : line.title,
            shownProbability(line.probability));
        const int wide = metrics.horizontalAdvance(label);
        const double left = std::clamp(at - wide / 2.0, 0.0, double(std::max(0, width() - wide)));
        // The line of another label may run below this one.
        painter.fillRect(QRectF(left - 2, row, wide + 4, metrics.height()), palette().color(QPalette::Window));
        painter.setPen(colors.negative);
        painter.drawText(QPointF(left, row + metrics.ascent()), label);
    }
}

} // namespace consultantos
