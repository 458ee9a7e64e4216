// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/statement_model.h"

#include "report/figure_cell.h"
#include "widgets/shown_name.h"
#include "widgets/shown_value.h"

namespace consultantos {

void StatementModel::setStatement(const Statement &statement)
{
    beginResetModel();
    m_statement = statement;
    endResetModel();
}

int StatementModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_statement.lines.size());
}

int StatementModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_statement.periods.size()) + 1;
}

QVariant StatementModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &line = m_statement.lines[index.row()];
    if (index.column() == 0)
        return role == Qt::DisplayRole || role == Qt::ToolTipRole ? QVariant(shownName(line.label)) : QVariant();
    return figureCell(line.values.value(index.column() - 1), tr("not reported"), role);
}

QVariant StatementModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return figureHeadingAlignment(section > 0);
    if (role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Line") : shownPeriod(m_statement.periods.value(section - 1));
}

} // namespace consultantos
