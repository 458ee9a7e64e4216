// SPDX-License-Identifier: GPL-3.0-or-later
#include "frameworks/framework_list_model.h"

#include "report/report_words.h"

namespace consultantos {

void FrameworkListModel::setEntries(const QList<FrameworkEntry> &entries)
{
    if (entries == m_entries)
        return;
    beginResetModel();
    m_entries = entries;
    endResetModel();
}

QString FrameworkListModel::pathAt(int row) const
{
    return row >= 0 && row < m_entries.size() ? m_entries[row].info.path : QString();
}

int FrameworkListModel::rowOf(const QString &path) const
{
    for (int row = 0; row < m_entries.size(); ++row) {
        if (m_entries[row].info.path == path)
            return row;
    }
    return -1;
}

int FrameworkListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant FrameworkListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_entries.size())
        return {};
    const auto &entry = m_entries[index.row()];
    const auto title = frameworkTitle(entry.info.id, entry.info.title);
    const auto kind = !entry.fault.isEmpty() ? tr("with a fault")
                      : entry.hasDraft       ? tr("not saved")
                      : entry.info.isUsers   ? tr("your own")
                                             : QString();
    if (role == Qt::DisplayRole)
        return kind.isEmpty() ? title : QStringLiteral("%1\n%2").arg(title, kind);
    if (role == Qt::ToolTipRole)
        return entry.fault.isEmpty() ? entry.info.about : entry.fault;
    if (role == Qt::AccessibleTextRole)
        return QStringLiteral("%1, %2").arg(title, kind.isEmpty() ? tr("comes with the program") : kind);
    return {};
}

} // namespace consultantos
