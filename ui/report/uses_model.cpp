// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/uses_model.h"

#include <QLocale>

namespace consultantos {

void UsesModel::setUses(const QList<EvidenceUse> &uses)
{
    beginResetModel();
    m_uses = uses;
    endResetModel();
}

int UsesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_uses.size());
}

QVariant UsesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &use = m_uses[index.row()];
    if (role == Qt::ToolTipRole)
        return use.isDirect ? use.text : tr("%1\nRests on it through a computation.").arg(use.text);
    if (role != Qt::DisplayRole)
        return {};
    const auto report = tr("%1, %2").arg(use.report.companyName,
                                         QLocale().toString(use.report.createdAt.toLocalTime(), QLocale::ShortFormat));
    return use.isDirect ? tr("%1 (%2)").arg(use.text, report) : tr("%1 (%2, computed from it)").arg(use.text, report);
}

} // namespace consultantos
