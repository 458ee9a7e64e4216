// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/readback/workbook_changes.h"

#include <QAbstractTableModel>
#include <QSet>

namespace consultantos {

/// What was changed in a workbook, a row a change. Those that can be taken over have a box, ticked at first.
class WorkbookChangeModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { What, Before, After, Effect, ColumnCount };

    explicit WorkbookChangeModel(QList<WorkbookChange> changes, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

    [[nodiscard]] const QList<WorkbookChange> &changes() const { return m_changes; }
    /// Those that are ticked, in order.
    [[nodiscard]] QList<WorkbookChange> accepted() const;

private:
    [[nodiscard]] QString text(const WorkbookChange &change, int column) const;

    QList<WorkbookChange> m_changes;
    QSet<int> m_ticked;
};

} // namespace consultantos
