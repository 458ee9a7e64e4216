// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/chart_table.h"

#include <QAbstractTableModel>

namespace consultantos {

/// A chart's numbers as rows and columns, the first of which names the rows.
class ChartTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setTable(const ChartTable &table);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    ChartTable m_table;
};

} // namespace consultantos
