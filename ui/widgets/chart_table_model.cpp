// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chart_table_model.h"

namespace consultantos {

void ChartTableModel::setTable(const ChartTable &table)
{
    // While only values change, as in charts of what happens now, the chosen cell stays chosen.
    const bool hasSameShape =
        table.rows.size() == m_table.rows.size() && table.columns.size() == m_table.columns.size();
    if (!hasSameShape)
        beginResetModel();
    m_table = table;
    if (!hasSameShape) {
        endResetModel();
    } else if (!m_table.isEmpty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    }
}

int ChartTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_table.isEmpty() ? 0 : int(m_table.rows.size());
}

int ChartTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_table.isEmpty() ? 0 : int(m_table.columns.size()) + 1;
}

QVariant ChartTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const bool isName = index.column() == 0;
    if (role == Qt::DisplayRole)
        return isName ? m_table.rows[index.row()] : m_table.cell(index.row(), index.column() - 1);
    if (role == Qt::TextAlignmentRole) {
        const bool isText = isName || m_table.columns[index.column() - 1].values.isEmpty();
        return int((isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    return {};
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return section == 0 ? m_table.rowsTitle : m_table.columns[section - 1].name;
    return {};
}

} // namespace consultantos
