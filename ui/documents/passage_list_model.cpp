// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/passage_list_model.h"

#include <QCoreApplication>
#include <QStringList>

namespace consultantos {

void PassageListModel::setHits(const PassageHits &hits)
{
    beginResetModel();
    m_hits = hits;
    endResetModel();
}

void PassageListModel::append(const PassageHits &more)
{
    m_hits.total = more.total;
    if (more.hits.isEmpty())
        return;
    const int row = int(m_hits.hits.size());
    beginInsertRows({}, row, row + int(more.hits.size()) - 1);
    m_hits.hits += more.hits;
    endInsertRows();
}

int PassageListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_hits.hits.size());
}

QVariant PassageListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &hit = m_hits.hits[index.row()];
    const auto head = [&hit] {
        return passageHead(hit.placed.passage.document, hit.placed.passage.page, hit.placed.section);
    };
    switch (role) {
    case Qt::DisplayRole:
        return hit.placed.passage.text;
    case HeadRole:
        return head();
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(head(), hit.placed.passage.text);
    case HighlightsRole: {
        QVariantList ranges;
        for (const auto &range : hit.highlights)
            ranges << range.start << range.length;
        return ranges;
    }
    default:
        return {};
    }
}

QString passageHead(const QString &document, int page, const QString &section)
{
    QStringList parts{document};
    if (page > 0)
        parts.append(QCoreApplication::translate("PassageHead", "page %1").arg(page));
    if (!section.isEmpty())
        parts.append(section);
    return parts.join(QStringLiteral(" · "));
}

} // namespace consultantos
