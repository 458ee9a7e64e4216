// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/monitor.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QList>
#include <QSet>
#include <QString>

namespace consultantos {

/// The monitors, a row each.
class MonitorTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { NameColumn, WatchColumn, ScheduleColumn, LastColumn, NextColumn, StateColumn, ColumnCount };
    static constexpr int IdRole = Qt::UserRole;
    static constexpr int SortRole = Qt::UserRole + 1; ///< values that sort as they mean: times as times
    static constexpr int IsFailedRole = Qt::UserRole + 2;
    using QAbstractTableModel::QAbstractTableModel;

    /// Rows that are there already stay, so that a view keeps its selection.
    void setMonitors(const QList<Monitor> &monitors, const QDateTime &now);
    void setNow(const QDateTime &now);
    /// Which are being checked, or wait for it.
    void setChecking(const QSet<QString> &ids);
    [[nodiscard]] const Monitor *find(const QString &id) const;
    [[nodiscard]] const QList<Monitor> &monitors() const { return m_monitors; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const Monitor &monitor, int column) const;
    [[nodiscard]] QString tip(const Monitor &monitor, int column) const;
    [[nodiscard]] QVariant sortValue(const Monitor &monitor, int column) const;

    QList<Monitor> m_monitors;
    QSet<QString> m_checking;
    QDateTime m_now;
};

} // namespace consultantos
