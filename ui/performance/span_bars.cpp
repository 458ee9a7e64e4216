// SPDX-License-Identifier: GPL-3.0-or-later
#include "performance/span_bars.h"

#include "performance/chart_palette.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStringList>
#include <QToolTip>

#include <algorithm>

namespace consultantos {

SpanBars::SpanBars(const QString &title, const QString &emptyText, QWidget *parent)
    : QWidget(parent)
    , m_emptyText(emptyText)
{
    setAccessibleName(title);
    setAccessibleDescription(emptyText);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void SpanBars::setRows(const QList<Row> &rows)
{
    if (rows == m_rows)
        return;
    m_rows = rows;
    QStringList words;
    for (const auto &row : rows)
        words += tr("%1: %2").arg(row.name, row.value);
    setAccessibleDescription(words.isEmpty() ? m_emptyText : words.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

int SpanBars::rowHeight() const
{
    return fontMetrics().lineSpacing() + GridUnit;
}

int SpanBars::nameWidth() const
{
    int widest = 0;
    for (const auto &row : m_rows)
        widest = std::max(widest, fontMetrics().horizontalAdvance(row.name));
    // What values leave, but for a third for the bars.
    return std::min(widest, std::max(width() / 3, width() * 2 / 3 - valueWidth())) + GridUnit;
}

int SpanBars::valueWidth() const
{
    int widest = 0;
    for (const auto &row : m_rows)
        widest = std::max(widest, fontMetrics().horizontalAdvance(row.value));
    return std::min(widest, width() / 2) + GridUnit;
}

QSize SpanBars::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 50, rowHeight() * int(std::max<qsizetype>(m_rows.size(), 3))};
}

QSize SpanBars::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 36, sizeHint().height()};
}

bool SpanBars::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int row = help->pos().y() / rowHeight();
        // Name and value may be cut off in the row.
        const auto text = row < m_rows.size() ? tr("%1: %2").arg(m_rows[row].name, m_rows[row].value)
                                                    + QLatin1Char('\n') + m_rows[row].detail
                                              : QString();
        QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QWidget::event(event);
}

void SpanBars::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto colors = ThemeColors::of(palette());
    if (m_rows.isEmpty()) {
        painter.setPen(colors.muted);
        painter.drawText(rect(), int(Qt::AlignLeft | Qt::AlignTop) | Qt::TextWordWrap, m_emptyText);
        return;
    }
    double end = 0;
    for (const auto &row : m_rows)
        end = std::max(end, row.until);
    const double left = nameWidth();
    const double room = std::max(1.0, width() - left - valueWidth());
    constexpr double Thinnest = 2;
    for (int i = 0; i < m_rows.size(); ++i) {
        const auto &row = m_rows[i];
        const QRectF line(0, double(i) * rowHeight(), width(), rowHeight());
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(QRectF(0, line.top(), left - GridUnit, line.height()), int(Qt::AlignVCenter),
                         fontMetrics().elidedText(row.name, Qt::ElideRight, int(left) - GridUnit));
        const double from = left + (end > 0 ? row.from / end * room : 0);
        const double length = std::max(Thinnest, end > 0 ? (row.until - row.from) / end * room : 0);
        painter.fillRect(QRectF(left, line.center().y(), room, 1), colors.border);
        painter.setPen(Qt::NoPen);
        painter.setBrush(chartColor(row.color, palette()));
        painter.drawRoundedRect(QRectF(from, line.top() + GridUnit / 2.0, length, line.height() - GridUnit), 2, 2);
        painter.setPen(colors.muted);
        painter.drawText(QRectF(left + room, line.top(), valueWidth(), line.height()),
                         int(Qt::AlignVCenter | Qt::AlignRight),
                         fontMetrics().elidedText(row.value, Qt::ElideRight, valueWidth()));
    }
}

} // namespace consultantos
