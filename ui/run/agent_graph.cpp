// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/agent_graph.h"

#include "run/run_model.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QHash>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

constexpr double Gap = 2 * GridUnit;
constexpr double ColumnGap = 7 * GridUnit;
constexpr double Padding = 1.25 * GridUnit;
constexpr int IconSize = 20;

QColor stateColor(AgentState state, const ThemeColors &colors)
{
    switch (state) {
    case AgentState::Waiting:
    case AgentState::Cancelled:
    case AgentState::Skipped:
        return colors.muted;
    case AgentState::Running:
        return colors.accent;
    case AgentState::Done:
        return colors.positive;
    case AgentState::Failed:
    case AgentState::TimedOut:
        return colors.negative;
    }
    return colors.muted;
}

/// Whether another agent that this one waits for waits for `name` itself: an arrow for it would tell nothing new.
bool isImplied(const QList<AgentEvent> &agents, int row, const QString &name)
{
    const auto &needs = agents[row].dependsOn;
    return std::any_of(agents.begin(), agents.end(), [&](const AgentEvent &other) {
        return other.agent != name && needs.contains(other.agent) && other.dependsOn.contains(name);
    });
}

} // namespace

AgentGraph::AgentGraph(RunModel *model, QWidget *parent)
    : Chart(parent)
    , m_model(model)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Agents of this analysis"));
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &AgentGraph::refresh);
    connect(m_model, &QAbstractItemModel::modelReset, this, &AgentGraph::refresh);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &AgentGraph::refresh);
}

QList<QList<int>> AgentGraph::columns() const
{
    const auto &agents = m_model->agents();
    QHash<QString, int> rows;
    for (int row = 0; row < agents.size(); ++row)
        rows.insert(agents[row].agent, row);
    QList<int> depth(agents.size(), 0);
    // As many rounds as agents settle the longest ways; a cycle, which the scheduler refuses, only stops growing there.
    for (qsizetype round = 0; round < agents.size(); ++round) {
        for (int row = 0; row < agents.size(); ++row) {
            for (const auto &name : agents[row].dependsOn) {
                if (const int needed = rows.value(name, -1); needed >= 0)
                    depth[row] = std::max(depth[row], std::min(depth[needed] + 1, int(agents.size())));
            }
        }
    }
    QList<QList<int>> columns;
    for (int row = 0; row < depth.size(); ++row) {
        while (columns.size() <= depth[row])
            columns.append(QList<int>());
        columns[depth[row]].append(row);
    }
    columns.removeIf([](const QList<int> &column) { return column.isEmpty(); });
    return columns;
}

QList<QRectF> AgentGraph::boxes() const
{
    const auto layout = columns();
    QList<QRectF> boxes(m_model->rowCount());
    if (layout.isEmpty())
        return boxes;
    const double columnWidth = (width() - 2 * Gap - ColumnGap * double(layout.size() - 1)) / double(layout.size());
    const double boxHeight = fontMetrics().lineSpacing() * 3 + 3 * Padding + GridUnit;
    for (qsizetype column = 0; column < layout.size(); ++column) {
        const auto &rows = layout[column];
        const double columnHeight = double(rows.size()) * (boxHeight + Gap) - Gap;
        double y = std::max(Gap, (height() - columnHeight) / 2);
        for (const int row : rows) {
            boxes[row] = QRectF(Gap + double(column) * (columnWidth + ColumnGap), y, columnWidth, boxHeight);
            y += boxHeight + Gap;
        }
    }
    return boxes;
}

QSize AgentGraph::sizeHint() const
{
    return minimumSizeHint();
}

QSize AgentGraph::minimumSizeHint() const
{
    qsizetype most = 3;
    const auto layout = columns();
    for (const auto &column : layout)
        most = std::max(most, column.size());
    const double boxHeight = fontMetrics().lineSpacing() * 3 + 3 * Padding + GridUnit;
    auto bold = font();
    bold.setBold(true);
    double boxWidth = fontMetrics().averageCharWidth() * 22;
    for (const auto &agent : m_model->agents()) {
        const double title = QFontMetricsF(bold).horizontalAdvance(RunModel::title(agent.agent));
        boxWidth = std::max(boxWidth, std::ceil(title) + IconSize + GridUnit + 2 * Padding);
    }
    return {int(double(std::max<qsizetype>(layout.size(), 3)) * (boxWidth + ColumnGap) + 2 * Gap),
            int(double(most) * (boxHeight + Gap) + Gap)};
}

void AgentGraph::refresh()
{
    m_current = std::clamp(m_current, 0, std::max(0, m_model->rowCount() - 1));
    QStringList words;
    for (const auto &agent : m_model->agents())
        words.append(RunModel::title(agent.agent) + QStringLiteral(": ") + RunModel::stateLabel(agent.state));
    // Progress comes many times a second: only what is new is told.
    if (const auto all = words.join(QStringLiteral("; ")); all != summary())
        setTable({}, all);
    speakCurrent();
    updateGeometry();
    update();
}

void AgentGraph::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto colors = ThemeColors::of(palette());
    const auto all = boxes();
    const auto &agents = m_model->agents();
    QHash<QString, int> rows;
    for (int row = 0; row < agents.size(); ++row)
        rows.insert(agents[row].agent, row);
    for (int row = 0; row < agents.size(); ++row) {
        for (const auto &name : agents[row].dependsOn) {
            const int needed = rows.value(name, -1);
            if (needed < 0 || isImplied(agents, row, name))
                continue;
            const QPointF from(all[needed].right(), all[needed].center().y());
            const QPointF to(all[row].left(), all[row].center().y());
            const double bend = ColumnGap / 2;
            // A way that jumps over columns stays in its own row until the last gap, where it can bend between boxes.
            const QPointF turn(std::max(from.x(), to.x() - ColumnGap), from.y());
            QPainterPath path(from);
            path.lineTo(turn);
            path.cubicTo(turn + QPointF(bend, 0), to - QPointF(bend, 0), to);
            const bool isFlowing = agents[needed].state == AgentState::Done;
            painter.setPen(QPen(isFlowing ? colors.positive : colors.edge, 1.5));
            painter.setBrush(Qt::NoBrush);
            painter.drawPath(path);
            painter.setBrush(painter.pen().color());
            painter.drawPolygon(QPolygonF({to, to + QPointF(-7, -4), to + QPointF(-7, 4)}));
        }
    }
    for (int row = 0; row < agents.size(); ++row)
        paintNode(painter, all[row], row);
}

void AgentGraph::paintNode(QPainter &painter, const QRectF &box, int row) const
{
    const auto &agent = m_model->agents()[row];
    const auto colors = ThemeColors::of(palette());
    const auto color = stateColor(agent.state, colors);
    const bool isCurrent = hasFocus() && row == m_current;
    painter.setBrush(palette().color(QPalette::Base));
    painter.setPen(QPen(isCurrent ? colors.accent : color, isCurrent ? 2.5 : 1.25));
    painter.drawRoundedRect(box, 6, 6);

    const auto inner = box.adjusted(Padding, Padding, -Padding, -Padding);
    const double line = fontMetrics().lineSpacing();
    const QRect icon(int(inner.left()), int(inner.top()), IconSize, IconSize);
    lineIcon(RunModel::stateIcon(agent.state), color).paint(&painter, icon);
    auto bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::WindowText));
    const QRectF title(inner.left() + IconSize + GridUnit, inner.top(), inner.width() - IconSize - GridUnit, line);
    painter.drawText(title, int(Qt::AlignVCenter),
                     QFontMetricsF(bold).elidedText(RunModel::title(agent.agent), Qt::ElideRight, title.width()));
    painter.setFont(font());
    painter.setPen(color);
    auto state = RunModel::stateLabel(agent.state);
    if (agent.state != AgentState::Waiting)
        state += QStringLiteral(" · ") + RunModel::timeText(agent.elapsedS);
    const QRectF second(inner.left(), inner.top() + line + Padding / 2, inner.width(), line);
    painter.drawText(second, int(Qt::AlignVCenter),
                     fontMetrics().elidedText(state, Qt::ElideRight, int(second.width())));
    painter.setPen(colors.muted);
    const QRectF third = second.translated(0, line);
    painter.drawText(third, int(Qt::AlignVCenter),
                     fontMetrics().elidedText(agent.activity, Qt::ElideRight, int(third.width())));
    const QRectF bar(inner.left(), inner.bottom() - 3, inner.width(), 3);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.border);
    painter.drawRoundedRect(bar, 1.5, 1.5);
    const double fraction = agent.state == AgentState::Done ? 1.0 : std::clamp(agent.fraction, 0.0, 1.0);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(bar.width() * fraction, bar.height())), 1.5, 1.5);
}

void AgentGraph::keyPressEvent(QKeyEvent *event)
{
    const bool isForward = event->key() == Qt::Key_Down || event->key() == Qt::Key_Right;
    const bool isBack = event->key() == Qt::Key_Up || event->key() == Qt::Key_Left;
    if (!isForward && !isBack) {
        Chart::keyPressEvent(event);
        return;
    }
    m_current = std::clamp(m_current + (isForward ? 1 : -1), 0, std::max(0, m_model->rowCount() - 1));
    speakCurrent();
    update();
}

void AgentGraph::focusInEvent(QFocusEvent *event)
{
    Chart::focusInEvent(event);
    speakCurrent();
}

void AgentGraph::focusOutEvent(QFocusEvent *event)
{
    Chart::focusOutEvent(event);
    speakCurrent();
}

void AgentGraph::speakCurrent()
{
    QStringList words;
    if (hasFocus() && m_current < m_model->rowCount()) {
        const auto &agent = m_model->agents()[m_current];
        words = {RunModel::title(agent.agent) + QStringLiteral(": ") + RunModel::stateLabel(agent.state),
                 agent.activity};
        words.removeAll(QString());
    }
    const auto text = words.join(QStringLiteral(", "));
    if (accessibleDescription() != (text.isEmpty() ? summary() : text))
        speak(text);
}

bool AgentGraph::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return Chart::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto all = boxes();
    for (int row = 0; row < all.size(); ++row) {
        if (all[row].contains(help->pos())) {
            QToolTip::showText(help->globalPos(), m_model->agents()[row].activity, this);
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

} // namespace consultantos
