// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/monitor_table_model.h"

#include "monitors/monitor_words.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QGuiApplication>
#include <QIcon>

#include <algorithm>
#include <limits>

namespace consultantos {

namespace {

bool haveSameIds(const QList<Monitor> &left, const QList<Monitor> &right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const Monitor &one, const Monitor &other) { return one.id == other.id; });
}

bool isFailed(const Monitor &monitor)
{
    return monitor.isActive && monitor.lastResult.outcome == CheckOutcome::Failed;
}

/// In a chosen row as its text: a colour of the page would drown in the ground of the choice.
QIcon rowIcon(const QString &name, const QColor &color)
{
    constexpr QSize Size(32, 32);
    auto icon = lineIcon(name, color);
    icon.addPixmap(lineIcon(name, QGuiApplication::palette().color(QPalette::HighlightedText)).pixmap(Size),
                   QIcon::Selected);
    return icon;
}

QIcon stateIcon(const Monitor &monitor, bool isChecking)
{
    const auto colors = ThemeColors::of(QGuiApplication::palette());
    if (isChecking)
        return rowIcon(QStringLiteral("state-running"), colors.accent);
    if (!monitor.isActive)
        return rowIcon(QStringLiteral("pause"), colors.muted);
    if (isFailed(monitor))
        return rowIcon(QStringLiteral("state-failed"), colors.negative);
    if (monitor.lastResult.outcome == CheckOutcome::Never)
        return rowIcon(QStringLiteral("state-waiting"), colors.muted);
    if (monitor.lastResult.outcome == CheckOutcome::Changed)
        return rowIcon(QStringLiteral("monitors"), colors.accent);
    return rowIcon(QStringLiteral("state-done"), colors.positive);
}

} // namespace

void MonitorTableModel::setMonitors(const QList<Monitor> &monitors, const QDateTime &now)
{
    if (haveSameIds(monitors, m_monitors)) {
        m_monitors = monitors;
        setNow(now);
        return;
    }
    beginResetModel();
    m_monitors = monitors;
    m_now = now;
    endResetModel();
}

void MonitorTableModel::setNow(const QDateTime &now)
{
    m_now = now;
    if (!m_monitors.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void MonitorTableModel::setChecking(const QSet<QString> &ids)
{
    m_checking = ids;
    setNow(m_now);
}

const Monitor *MonitorTableModel::find(const QString &id) const
{
    const auto found =
        std::find_if(m_monitors.begin(), m_monitors.end(), [&id](const Monitor &monitor) { return monitor.id == id; });
    return found == m_monitors.end() ? nullptr : &*found;
}

int MonitorTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_monitors.size());
}

int MonitorTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString MonitorTableModel::text(const Monitor &monitor, int column) const
{
    switch (column) {
    case NameColumn:
        if (monitor.name.startsWith(monitor.companyName, Qt::CaseInsensitive))
            return monitor.name;
        return monitor.name.isEmpty() ? monitor.companyName : tr("%1 (%2)").arg(monitor.companyName, monitor.name);
    case WatchColumn:
        return watchText(monitor.watch);
    case ScheduleColumn:
        return scheduleText(monitor.schedule);
    case LastColumn:
        return whenText(monitor.lastCheck, m_now);
    case NextColumn:
        if (!monitor.isActive || !monitor.nextCheck.isValid())
            return QStringLiteral("–");
        return monitor.nextCheck <= m_now ? tr("due") : whenText(monitor.nextCheck, m_now);
    case StateColumn:
        if (m_checking.contains(monitor.id))
            return tr("Checking …");
        return monitor.isActive ? checkResultText(monitor) : tr("Paused");
    default:
        return {};
    }
}

QString MonitorTableModel::tip(const Monitor &monitor, int column) const
{
    switch (column) {
    case ScheduleColumn:
        return tr("By the clocks of %1").arg(monitor.schedule.timeZone);
    case LastColumn:
        return clockText(monitor.lastCheck);
    case NextColumn:
        return clockText(monitor.nextCheck);
    case StateColumn: {
        if (isFailed(monitor))
            return monitor.lastResult.error;
        auto lines = monitor.lastResult.limits;
        if (!lines.isEmpty())
            lines.prepend(tr("Not everything could be looked at:"));
        return lines.join(QLatin1Char('\n'));
    }
    default:
        return text(monitor, column);
    }
}

QVariant MonitorTableModel::sortValue(const Monitor &monitor, int column) const
{
    switch (column) {
    case LastColumn:
        return monitor.lastCheck.isValid() ? monitor.lastCheck.toMSecsSinceEpoch() : qint64(0);
    case NextColumn:
        // Those that wait for nothing come last.
        return monitor.isActive && monitor.nextCheck.isValid() ? monitor.nextCheck.toMSecsSinceEpoch()
                                                               : std::numeric_limits<qint64>::max();
    default:
        return text(monitor, column);
    }
}

QVariant MonitorTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &monitor = m_monitors[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return text(monitor, index.column());
    case Qt::ToolTipRole:
        return tip(monitor, index.column());
    case Qt::DecorationRole:
        return index.column() == StateColumn ? QVariant(stateIcon(monitor, m_checking.contains(monitor.id)))
                                             : QVariant();
    case Qt::ForegroundRole:
        return monitor.isActive ? QVariant() : QVariant(ThemeColors::of(QGuiApplication::palette()).muted);
    case IdRole:
        return monitor.id;
    case SortRole:
        return sortValue(monitor, index.column());
    case IsFailedRole:
        return isFailed(monitor);
    default:
        return {};
    }
}

QVariant MonitorTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Company");
    case WatchColumn:
        return tr("Watches");
    case ScheduleColumn:
        return tr("When");
    case LastColumn:
        return tr("Last check");
    case NextColumn:
        return tr("Next check");
    case StateColumn:
        return tr("State");
    default:
        return {};
    }
}

} // namespace consultantos
