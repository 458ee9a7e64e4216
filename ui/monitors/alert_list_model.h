// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/alert.h"

#include <QAbstractListModel>
#include <QDateTime>
#include <QList>

namespace consultantos {

/// The alerts, a row each, in the order that they are given.
class AlertListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole,
        SeverityRole, ///< AlertSeverity as int
        TopicRole,    ///< AlertTopic as int
        StateRole,    ///< AlertState as int, as it stands now
        CompanyIdRole,
        HeadRole,  ///< "Apple · Figure"
        WhenRole,  ///< "3 h ago"
        WhyRole,   ///< why it matters
        FoldsRole, ///< how much more news went into it
        NoteRole   ///< what stands at the end: state unless open
    };
    using QAbstractListModel::QAbstractListModel;

    /// Rows that are there already stay, so that a view keeps its selection and place.
    void setAlerts(const QList<MonitorAlert> &alerts, const QDateTime &now);
    /// Tells times and snoozes as they are at `now`.
    void setNow(const QDateTime &now);
    /// The row of the alert; −1: none.
    [[nodiscard]] int rowOf(const QString &id) const;
    [[nodiscard]] const QList<MonitorAlert> &alerts() const { return m_alerts; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] QString spokenText(const MonitorAlert &alert) const;

    QList<MonitorAlert> m_alerts;
    QDateTime m_now;
};

} // namespace consultantos
