// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/asking/stored_passages.h"

#include <QSet>

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
    filter.limit = 3 * limit; // some are left out below
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
    QSet<QString> openings;
    for (const auto &hit : hits) {
        // Reports of several years repeat themselves word for word, or nearly so.
        constexpr qsizetype OpeningLength = 120;
        const auto opening = hit.placed.passage.text.left(OpeningLength);
        if (openings.contains(opening) || passages.size() >= limit)
            continue;
        openings.insert(opening);
        passages.append(hit.placed.passage);
    }
    return passages;
}

} // namespace consultantos
