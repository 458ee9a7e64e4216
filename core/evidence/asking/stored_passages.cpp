// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/asking/stored_passages.h"

#include <algorithm>

namespace consultantos {

StoredPassages::StoredPassages(std::shared_ptr<const DocumentRepository> documents, QString companyId,
                               QStringList documentIds)
    : m_documents(std::move(documents))
    , m_companyId(std::move(companyId))
    , m_documentIds(std::move(documentIds))
{
}

Result<QList<Passage>> StoredPassages::find(const QString &query, int limit) const
{
    PassageFilter filter;
    filter.text = query;
    filter.match = WordMatch::Any;
    filter.limit = limit;
    QList<PassageHit> hits;
    const auto scopes = m_documentIds.isEmpty() ? QStringList{QString()} : m_documentIds;
    for (const auto &id : scopes) {
        filter.documentId = id;
        filter.companyId = id.isEmpty() ? m_companyId : QString();
        auto found = m_documents->search(filter);
        if (!found)
            return tl::unexpected(found.error());
        hits += found->hits;
    }
    std::stable_sort(hits.begin(), hits.end(),
                     [](const PassageHit &a, const PassageHit &b) { return a.score > b.score; });
    QList<Passage> passages;
    for (qsizetype i = 0; i < std::min<qsizetype>(hits.size(), limit); ++i)
        passages.append(hits[i].placed.passage);
    return passages;
}

} // namespace consultantos
