// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/range_bars.h"

#include "scenarios/chart_scale.h"
#include "widgets/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

namespace consultantos {

RangeBars::RangeBars(const QString &name, QWidget *parent)
    : Chart(parent)
{
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
}

void RangeBars::setRows(const QList<Row> &rows, const QString &unit, std::optional<double> base,
                        std::optional<std::pair<double, double>> band)
{
    m_rows = rows;
    m_unit = unit;
    m_base = base;
    m_band = band;
    describe();
    updateGeometry(); // by their number and their labels
    update();
}

void RangeBars::describe()
{
    ChartTable table;
    table.order = ChartTable::Order::Categories;
    table.rowsTitle = tr("Bar");
    const auto text = [unit = m_unit](double value) { return quantityText(value, unit); };
    ChartTable::Column from{tr("From"), {}, text};
    ChartTable::Column to{tr("To"), {}, text};
    ChartTable::Column middle{tr("Middle"), {}, text};
    ChartTable::Column notes{tr("Note"), {}, {}, {}, false};
    for (const auto &row : std::as_const(m_rows)) {
        table.rows.append(row.label);
        from.values.append(row.from);
        to.values.append(row.to);
        middle.values.append(row.mark);
        notes.words.append(row.note);
    }
    const auto isMarked = [](const Row &row) { return row.mark.has_value(); };
    const auto isNoted = [](const Row &row) { return !row.note.isEmpty(); };
    table.columns = {from, to};
    if (std::any_of(m_rows.begin(), m_rows.end(), isMarked))
        table.columns.append(middle);
    if (std::any_of(m_rows.begin(), m_rows.end(), isNoted))
        table.columns.append(notes);
    const auto widest = std::max_element(m_rows.begin(), m_rows.end(), [](const Row &a, const Row &b) {
        return std::abs(a.to - a.from) < std::abs(b.to - b.from);
    });
    QStringList lead;
    if (m_base)
        lead.append(tr("Around %1").arg(quantityText(*m_base, m_unit)));
    if (m_band)
        lead.append(tr("All overlap between %1 and %2")
                        .arg(quantityText(m_band->first, m_unit), quantityText(m_band->second, m_unit)));
    if (m_rows.size() > 1 && widest->from != widest->to)
        lead.append(tr("Widest: %1").arg(widest->label));
    setTable(table, lead.join(QLatin1Char('\n')));
}

int RangeBars::rowHeight() const
{
    return fontMetrics().height() + 2 * GridUnit;
}

QFont RangeBars::labelFont(const Row &row) const
{
    auto chosen = font();
    chosen.setBold(row.isStrong);
    return chosen;
}

int RangeBars::widestLabel() const
{
    int widest = 0;
    for (const auto &row : m_rows)
        widest = std::max(widest, QFontMetrics(labelFont(row)).horizontalAdvance(row.label));
    return widest;
}

int RangeBars::valueWidth() const
{
    int widest = 0;
    for (const auto &row : m_rows) {
        // Beside a single value's mark, which reaches beyond the value itself.
        const int mark = row.from == row.to ? int(std::ceil(markRadius())) : 0;
        for (const double value : {row.from, row.to})
            widest = std::max(widest, fontMetrics().horizontalAdvance(tickText(value, m_unit)) + GridUnit + mark);
    }
    return widest;
}

double RangeBars::markRadius() const
{
    return (rowHeight() - GridUnit) / 3.0;
}

/// With less, bars of different lengths look alike.
int RangeBars::leastBars() const
{
    return fontMetrics().averageCharWidth() * 11;
}

int RangeBars::labelWidth() const
{
    // What the labels need, up to three fifths, where the bars still have room; two fifths in any case.
    const int beside = width() - 2 * valueWidth() - leastBars();
    const int most = std::max(width() * 2 / 5, std::min(width() * 3 / 5, beside));
    return std::min(widestLabel() + GridUnit, most);
}

QString RangeBars::shownLabel(int row) const
{
    const auto &shown = m_rows[row];
    return QFontMetrics(labelFont(shown)).elidedText(shown.label, Qt::ElideRight, labelWidth() - GridUnit / 2);
}

QSize RangeBars::sizeHint() const
{
    const int letter = fontMetrics().averageCharWidth();
    const int wanted = widestLabel() + GridUnit + 2 * valueWidth() + 2 * leastBars();
    return {std::clamp(wanted, letter * 50, letter * 90),
            std::max(int(m_rows.size()), 3) * rowHeight() + fontMetrics().height() + GridUnit};
}

QSize RangeBars::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 26, sizeHint().height()};
}

bool RangeBars::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int row = help->pos().y() / rowHeight();
        if (row < 0 || row >= m_rows.size()) {
            QToolTip::hideText();
            return true;
        }
        const auto &bar = m_rows[row];
        QToolTip::showText(
            help->globalPos(),
            tr("%1: %2 to %3").arg(bar.label, quantityText(bar.from, m_unit), quantityText(bar.to, m_unit))
                + (bar.note.isEmpty() ? QString() : QLatin1Char('\n') + bar.note),
            this);
        return true;
    }
    return QWidget::event(event);
}

void RangeBars::paintEvent(QPaintEvent *)
{
    if (m_rows.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto colors = ThemeColors::of(palette());
    const auto text = palette().color(QPalette::WindowText);
    const auto metrics = fontMetrics();
    double low = m_base.value_or(m_rows.first().from);
    double high = low;
    for (const auto &row : m_rows) {
        for (const double value : {row.from, row.to, row.mark.value_or(row.from)}) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    if (!(high > low)) {
        const double room = std::max(std::abs(low), 1.0) / 10;
        low -= room;
        high += room;
    }
    const int labels = labelWidth();
    const int valueRoom = valueWidth();
    const ChartScale scale{low, high, double(labels + valueRoom), double(width() - valueRoom)};
    const int bottom = int(m_rows.size()) * rowHeight();
    const int widestTick = std::max(
        1, std::max(metrics.horizontalAdvance(tickText(high, m_unit)), metrics.horizontalAdvance(tickText(low, m_unit)))
               + 3 * GridUnit);
    for (const double tick : niceTicks(low, high, std::clamp(int(scale.to - scale.from) / widestTick, 1, 8))) {
        const double x = scale.at(tick);
        painter.setPen(QPen(colors.border, 1));
        painter.drawLine(QPointF(x, 0), QPointF(x, bottom));
        painter.setPen(colors.muted);
        const auto label = tickText(tick, m_unit);
        const int wide = metrics.horizontalAdvance(label);
        painter.drawText(QPointF(std::clamp(x - wide / 2.0, 0.0, double(std::max(0, width() - wide))),
                                 bottom + metrics.ascent() + GridUnit / 2.0),
                         label);
    }
    if (m_band)
        painter.fillRect(QRectF(scale.at(m_band->first), 0, scale.at(m_band->second) - scale.at(m_band->first), bottom),
                         colors.accentSoft);
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const auto &row = m_rows[i];
        const double top = double(i) * rowHeight();
        painter.setPen(text);
        painter.setFont(labelFont(row));
        painter.drawText(QRectF(0, top, labels - GridUnit / 2.0, rowHeight()), Qt::AlignVCenter | Qt::AlignLeft,
                         shownLabel(int(i)));
        painter.setFont(font());
        const double y = top + GridUnit / 2.0;
        const double thick = rowHeight() - GridUnit;
        const auto bar = [&](double from, double to, const QColor &color) {
            const double left = scale.at(std::min(from, to));
            const double right = scale.at(std::max(from, to));
            painter.setPen(Qt::NoPen);
            painter.setBrush(color);
            painter.drawRoundedRect(QRectF(left, y, std::max(right - left, 3.0), thick), 2, 2);
        };
        const auto mark = row.mark.value_or(row.to);
        if (m_base) {
            bar(*m_base, row.from, colors.warning);
            bar(*m_base, row.to, colors.accent);
        } else if (row.from != row.to) {
            bar(row.from, row.to, row.isStrong ? colors.positive : colors.accent);
        }
        if (!m_base && row.from == row.to) {
            // One value, no range: a diamond, so that it isn't taken for a bar.
            const QPointF middle(scale.at(mark), y + thick / 2);
            const double half = markRadius();
            painter.setPen(Qt::NoPen);
            painter.setBrush(row.isStrong ? colors.positive : colors.accent);
            painter.drawPolygon(QPolygonF({middle + QPointF(0, -half), middle + QPointF(half, 0),
                                           middle + QPointF(0, half), middle + QPointF(-half, 0)}));
        } else if (row.mark && std::abs(scale.at(row.to) - scale.at(row.from)) > 10) {
            // A narrower bar would be hidden by its own mark.
            painter.setPen(QPen(palette().color(QPalette::Base), 3));
            painter.drawLine(QPointF(scale.at(*row.mark), y), QPointF(scale.at(*row.mark), y + thick));
        }
        painter.setPen(text);
        const double least = std::min(row.from, row.to);
        const double most = std::max(row.from, row.to);
        if (row.from != row.to)
            painter.drawText(QRectF(labels, top, scale.at(least) - labels - 4, rowHeight()),
                             Qt::AlignVCenter | Qt::AlignRight | Qt::TextDontClip, tickText(least, m_unit));
        const double half = row.from == row.to ? markRadius() : 0;
        painter.drawText(QRectF(scale.at(most) + 4 + half, top, width(), rowHeight()), Qt::AlignVCenter | Qt::AlignLeft,
                         tickText(most, m_unit));
    }
    if (m_base) {
        painter.setPen(QPen(text, 1));
        painter.drawLine(QPointF(scale.at(*m_base), 0), QPointF(scale.at(*m_base), bottom));
    }
}

} // namespace consultantos
