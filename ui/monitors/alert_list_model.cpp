// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/alert_list_model.h"

#include "monitors/monitor_words.h"

#include <algorithm>

namespace consultantos {

namespace {

bool haveSameIds(const QList<MonitorAlert> &left, const QList<MonitorAlert> &right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const MonitorAlert &one, const MonitorAlert &other) { return one.id == other.id; });
}

} // namespace

void AlertListModel::setAlerts(const QList<MonitorAlert> &alerts, const QDateTime &now)
{
    m_now = now;
    if (haveSameIds(alerts, m_alerts)) {
        m_alerts = alerts;
        setNow(now);
        return;
    }
    beginResetModel();
    m_alerts = alerts;
    endResetModel();
}

void AlertListModel::setNow(const QDateTime &now)
{
    m_now = now;
    if (!m_alerts.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int AlertListModel::rowOf(const QString &id) const
{
    const auto found =
        std::find_if(m_alerts.begin(), m_alerts.end(), [&id](const MonitorAlert &alert) { return alert.id == id; });
    return found == m_alerts.end() ? -1 : int(found - m_alerts.begin());
}

int AlertListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_alerts.size());
}

QString AlertListModel::spokenText(const MonitorAlert &alert) const
{
    return QStringList{severityTitle(severityOf(alert)), alert.companyName, alertTopicTitle(alert.topic),
                       alertText(alert, alert.title), alertStateTitle(alert, m_now)}
        .join(QStringLiteral(". "));
}

QVariant AlertListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &alert = m_alerts[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return alertText(alert, alert.title);
    case Qt::ToolTipRole:
        return QStringLiteral("%1\n%2").arg(alertText(alert, alert.title), clockText(alert.changed));
    case Qt::AccessibleTextRole:
        return spokenText(alert);
    case IdRole:
        return alert.id;
    case SeverityRole:
        return int(severityOf(alert));
    case TopicRole:
        return int(alert.topic);
    case StateRole:
        return int(alert.stateAt(m_now));
    case CompanyIdRole:
        return alert.companyId;
    case HeadRole:
        return QStringLiteral("%1  ·  %2").arg(alert.companyName, alertTopicTitle(alert.topic));
    case WhenRole:
        return whenText(alert.changed, m_now);
    case WhyRole:
        return alertText(alert, alert.why);
    case FoldsRole:
        return alert.folds;
    case NoteRole:
        return alert.stateAt(m_now) == AlertState::Open ? QString() : alertStateTitle(alert, m_now);
    default:
        return {};
    }
}

} // namespace consultantos
