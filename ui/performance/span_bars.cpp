// SPDX-License-Identifier: GPL-3.0-or-later
#include "performance/span_bars.h"

#include "performance/chart_palette.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace consultantos {

SpanBars::SpanBars(const QString &title, const QString &emptyText, QWidget *parent)
    : Chart(parent)
    , m_emptyText(emptyText)
{
    setAccessibleName(title);
    describe();
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setMouseTracking(true);
}

void SpanBars::setRows(const QList<Row> &rows)
{
    if (rows == m_rows)
        return;
    m_rows = rows;
    m_current = std::min(m_current, int(m_rows.size()) - 1);
    const bool leadsOn =
        std::any_of(m_rows.begin(), m_rows.end(), [](const Row &row) { return !row.reportId.isEmpty(); });
    setFocusPolicy(leadsOn ? Qt::StrongFocus : Qt::NoFocus);
    describe();
    updateGeometry();
    update();
}

void SpanBars::describe()
{
    ChartTable table;
    table.order = ChartTable::Order::Categories;
    table.rowsTitle = tr("Row");
    ChartTable::Column values{tr("Value"), {}, {}};
    ChartTable::Column details{tr("More"), {}, {}, {}, false};
    for (const auto &row : std::as_const(m_rows)) {
        table.rows.append(row.name);
        values.words.append(row.value);
        details.words.append(QString(row.detail).replace(QLatin1Char('\n'), QStringLiteral("; ")));
        // Where values are spread, the words tell of how: no single length stands for them.
        values.values.append(row.box ? std::nullopt : std::optional(row.until - row.from));
    }
    table.columns = {values, details};
    setTable(table, m_rows.isEmpty() ? m_emptyText : QString());
    speakCurrent();
}

void SpanBars::speakCurrent()
{
    speak(hasFocus() ? textAt(m_current) : QString());
}

QString SpanBars::textAt(int row) const
{
    if (row < 0 || row >= m_rows.size())
        return {};
    const auto &shown = m_rows[row];
    auto text = tr("%1: %2").arg(shown.name, shown.value);
    if (!shown.detail.isEmpty())
        text += QLatin1Char('\n') + shown.detail;
    if (!shown.reportId.isEmpty())
        text += QLatin1Char('\n') + tr("Click to open the report.");
    return text;
}

void SpanBars::activate(int row)
{
    if (row >= 0 && row < m_rows.size() && !m_rows[row].reportId.isEmpty())
        Q_EMIT reportActivated(m_rows[row].reportId);
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
    // What values leave, but for a quarter for the bars: a name that is cut says less than a bar that is short.
    return std::min(widest, std::max(width() / 3, width() * 3 / 4 - valueWidth())) + GridUnit;
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
        // Name and value may be cut off in the row.
        QToolTip::showText(help->globalPos(), textAt(help->pos().y() / rowHeight()), this);
        return true;
    }
    return QWidget::event(event);
}

void SpanBars::mouseMoveEvent(QMouseEvent *event)
{
    const int row = event->pos().y() / rowHeight();
    const bool leadsOn = row >= 0 && row < m_rows.size() && !m_rows[row].reportId.isEmpty();
    setCursor(leadsOn ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QWidget::mouseMoveEvent(event);
}

void SpanBars::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->pos()))
        activate(event->pos().y() / rowHeight());
    QWidget::mouseReleaseEvent(event);
}

void SpanBars::keyPressEvent(QKeyEvent *event)
{
    const int last = int(m_rows.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Up:
        m_current = std::max(0, m_current - 1);
        break;
    case Qt::Key_Down:
        m_current = std::min(last, m_current + 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        activate(m_current);
        return;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    speakCurrent();
    update();
}

void SpanBars::focusInEvent(QFocusEvent *event)
{
    m_current = std::clamp(m_current, 0, std::max(0, int(m_rows.size()) - 1));
    speakCurrent();
    update();
    QWidget::focusInEvent(event);
}

void SpanBars::focusOutEvent(QFocusEvent *event)
{
    speakCurrent();
    update();
    QWidget::focusOutEvent(event);
}

void SpanBars::paintRow(QPainter &painter, int place, double left, double room, double end) const
{
    const auto colors = ThemeColors::of(palette());
    const auto &row = m_rows[place];
    const QRectF line(0, double(place) * rowHeight(), width(), rowHeight());
    if (hasFocus() && place == m_current)
        painter.fillRect(line, colors.accentSoft);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QRectF(0, line.top(), left - GridUnit, line.height()), int(Qt::AlignVCenter),
                     fontMetrics().elidedText(row.name, Qt::ElideRight, int(left) - GridUnit));
    painter.fillRect(QRectF(left, line.center().y(), room, 1), colors.border);
    constexpr double Thinnest = 2;
    const auto at = [&](double value) { return left + (end > 0 ? value / end * room : 0); };
    const auto bar = [&](double from, double until, double top, double height, int color) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(chartColor(color, palette()));
        painter.drawRoundedRect(QRectF(at(from), top, std::max(Thinnest, at(until) - at(from)), height), 2, 2);
    };
    const double top = line.top() + GridUnit / 2.0;
    const double height = line.height() - GridUnit;
    if (row.box) {
        painter.fillRect(QRectF(at(row.from), line.center().y() - 0.5, at(row.until) - at(row.from), 2), colors.muted);
        bar(row.box->lowerQuartile, row.box->upperQuartile, top, height, row.color);
        painter.fillRect(QRectF(at(row.box->median) - 1, top - 1, 2, height + 2),
                         palette().color(QPalette::WindowText));
    } else if (row.second) {
        bar(row.from, row.until, top, height / 2 - 1, row.color);
        bar(0, *row.second, top + height / 2 + 1, height / 2 - 1, row.color + 1);
    } else {
        bar(row.from, row.until, top, height, row.color);
    }
    painter.setPen(colors.muted);
    painter.drawText(QRectF(left + room, line.top(), valueWidth(), line.height()),
                     int(Qt::AlignVCenter | Qt::AlignRight),
                     fontMetrics().elidedText(row.value, Qt::ElideRight, valueWidth()));
}

void SpanBars::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_rows.isEmpty()) {
        painter.setPen(ThemeColors::of(palette()).muted);
        painter.drawText(rect(), int(Qt::AlignLeft | Qt::AlignTop) | Qt::TextWordWrap, m_emptyText);
        return;
    }
    double end = 0;
    for (const auto &row : std::as_const(m_rows))
        end = std::max({end, row.until, row.second.value_or(0)});
    const double left = nameWidth();
    const double room = std::max(1.0, width() - left - valueWidth());
    for (int i = 0; i < m_rows.size(); ++i)
        paintRow(painter, i, left, room, end);
}

} // namespace consultantos
