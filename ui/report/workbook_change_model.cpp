// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/workbook_change_model.h"

#include "model/units.h"
#include "widgets/shown_value.h"

#include <algorithm>
#include <utility>

namespace consultantos {

namespace {

QString kindText(WorkbookChangeKind kind)
{
    switch (kind) {
    case WorkbookChangeKind::Fact:
        return WorkbookChangeModel::tr("Fact");
    case WorkbookChangeKind::Weight:
        return WorkbookChangeModel::tr("Weight");
    case WorkbookChangeKind::Score:
        return WorkbookChangeModel::tr("Score");
    case WorkbookChangeKind::Figure:
        return WorkbookChangeModel::tr("Figure");
    case WorkbookChangeKind::Statement:
        return WorkbookChangeModel::tr("Statement");
    case WorkbookChangeKind::RowAdded:
        return WorkbookChangeModel::tr("Row added");
    case WorkbookChangeKind::RowRemoved:
        return WorkbookChangeModel::tr("Row removed");
    case WorkbookChangeKind::Formula:
        return WorkbookChangeModel::tr("Formula");
    case WorkbookChangeKind::Text:
        break;
    }
    return WorkbookChangeModel::tr("Text");
}

QString effectText(const WorkbookChange &change)
{
    if (!change.canAccept())
        return change.refused;
    QStringList lines;
    for (const auto &effect : change.effects.scores)
        lines.append(WorkbookChangeModel::tr("%1: %2 → %3")
                         .arg(effect.title, shownValue(effect.before, units::Score),
                              effect.after ? shownValue(*effect.after, units::Score)
                                           : WorkbookChangeModel::tr("no longer derivable")));
    return lines.isEmpty() ? WorkbookChangeModel::tr("Moves no score.") : lines.join(QLatin1Char('\n'));
}

} // namespace

WorkbookChangeModel::WorkbookChangeModel(QList<WorkbookChange> changes, QObject *parent)
    : QAbstractTableModel(parent)
    , m_changes(std::move(changes))
{
    for (int i = 0; i < m_changes.size(); ++i) {
        if (m_changes[i].canAccept())
            m_ticked.insert(i);
    }
}

int WorkbookChangeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_changes.size());
}

int WorkbookChangeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString WorkbookChangeModel::text(const WorkbookChange &change, int column) const
{
    switch (column) {
    case What:
        return kindText(change.kind) + QStringLiteral(": ") + change.title + QLatin1Char('\n') + change.place;
    case Before:
        return change.before;
    case After:
        return change.after;
    case Effect:
        return effectText(change);
    default:
        return {};
    }
}

QVariant WorkbookChangeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &change = m_changes[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(change, index.column());
    case Qt::CheckStateRole:
        if (index.column() == What && change.canAccept())
            return m_ticked.contains(index.row()) ? Qt::Checked : Qt::Unchecked;
        return {};
    case Qt::AccessibleTextRole: {
        QStringList texts;
        for (int column = 0; column < ColumnCount; ++column)
            texts.append(text(change, column));
        return index.column() == What ? texts.join(QStringLiteral("; ")) : text(change, index.column());
    }
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignLeading | Qt::AlignTop);
    default:
        return {};
    }
}

QVariant WorkbookChangeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    const QString titles[] = {tr("Change"), tr("In the report"), tr("In the workbook"), tr("What it would do")};
    return section >= 0 && section < ColumnCount ? titles[section] : QString();
}

Qt::ItemFlags WorkbookChangeModel::flags(const QModelIndex &index) const
{
    auto flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == What && m_changes[index.row()].canAccept())
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

bool WorkbookChangeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !(flags(index) & Qt::ItemIsUserCheckable))
        return false;
    if (value.toInt() == Qt::Checked)
        m_ticked.insert(index.row());
    else
        m_ticked.remove(index.row());
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    return true;
}

QList<WorkbookChange> WorkbookChangeModel::accepted() const
{
    QList<WorkbookChange> accepted;
    for (int i = 0; i < m_changes.size(); ++i) {
        if (m_ticked.contains(i))
            accepted.append(m_changes[i]);
    }
    return accepted;
}

} // namespace consultantos
