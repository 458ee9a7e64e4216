// SPDX-License-Identifier: GPL-3.0-or-later
#include "valuation/assumption_model.h"

#include "scenarios/quantity_entry.h"
#include "valuation/valuation_desk.h"
#include "widgets/shown_name.h"
#include "widgets/shown_value.h"

#include <QFont>

#include <cmath>

namespace consultantos {

AssumptionModel::AssumptionModel(ValuationDesk &desk, QObject *parent)
    : QAbstractTableModel(parent)
    , m_desk(desk)
{
    connect(&desk, &ValuationDesk::changed, this, &AssumptionModel::refresh);
    connect(&desk, &ValuationDesk::computed, this, &AssumptionModel::refresh);
}

void AssumptionModel::refresh()
{
    const int rows = int(m_desk.assumptions().size());
    if (rows != m_rows) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    } else if (rows > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rows - 1, ColumnCount - 1));
    }
}

int AssumptionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int AssumptionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AssumptionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_desk.assumptions().size())
        return {};
    const auto &row = m_desk.assumptions()[index.row()];
    const bool isOwn = m_desk.changes().own.contains(row.name);
    const bool isMissing = !isOwn && std::isnan(row.figure.value);
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case TitleColumn:
            return shownName(row.title);
        case ValueColumn:
            // A value that is being computed with already, though what follows isn't there yet.
            return isMissing ? QStringLiteral("–")
                             : shownValue(m_desk.changes().own.value(row.name, row.figure.value), row.figure.unit);
        default:
            if (isMissing)
                return tr("not reported: type a value of your own");
            return isOwn         ? tr("yours")
                   : row.isUsers ? tr("judgement: %1").arg(shownPeriods(row.source))
                                 : shownPeriods(row.source);
        }
    case Qt::EditRole:
        return index.column() == ValueColumn
                   ? isMissing ? QString()
                               : entryText(m_desk.changes().own.value(row.name, row.figure.value), row.figure.unit)
                   : data(index, Qt::DisplayRole);
    case Qt::ToolTipRole:
        if (index.column() == ValueColumn)
            return tr("Type a value of your own; empty goes back to the source.");
        return index.column() == SourceColumn ? data(index, Qt::DisplayRole) : QVariant(shownName(row.title));
    case Qt::TextAlignmentRole:
        return int((index.column() == ValueColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::FontRole:
        if (isOwn && index.column() != TitleColumn) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return {};
    default:
        return {};
    }
}

QVariant AssumptionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == TitleColumn ? tr("Assumption") : section == ValueColumn ? tr("Value") : tr("Source");
}

Qt::ItemFlags AssumptionModel::flags(const QModelIndex &index) const
{
    auto flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == ValueColumn)
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool AssumptionModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable) || index.row() >= m_desk.assumptions().size())
        return false;
    const auto row = m_desk.assumptions()[index.row()];
    const auto text = value.toString().trimmed();
    if (text.isEmpty()) {
        m_desk.setOwn(row.name, {});
        return true;
    }
    const auto number = entryValue(text, row.figure.unit);
    if (!number) {
        Q_EMIT failed(
            {ErrorCode::InvalidArgument, tr("\"%1\" isn't a number; the cell keeps its value.").arg(text), {}});
        return false;
    }
    // Looking into a cell isn't changing it: what it shows is rounded.
    if (text != entryText(m_desk.changes().own.value(row.name, row.figure.value), row.figure.unit))
        m_desk.setOwn(row.name, number);
    return true;
}

} // namespace consultantos
