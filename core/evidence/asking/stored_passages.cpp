// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/asking/stored_passages.h"

#include "base/logging.h"
#include "evidence/asking/rank_fusion.h"

#include <QElapsedTimer>
#include <QHash>
#include <QSet>

#include <algorithm>

namespace consultantos {
namespace {

/// How far down each list goes into the fusion.
constexpr int FusionDepth = 50;
/// Passages that are embedded together, in one transaction: few at first, and more where they take less than so long.
constexpr int FewestAtOnce = 16;
constexpr int MostAtOnce = 256;
constexpr qint64 ShortMs = 1'000;
/// How many passages one search waits for, and how long: a model on this machine may need a second for each. Later
/// searches go on from there.
constexpr int MostEmbedded = 2'048;
constexpr qint64 LongestWaitMs = 10'000;

/// Reports of several years repeat themselves word for word, or nearly so: one of them is enough.
QList<Passage> withoutRepeats(const QList<Passage> &passages, int limit)
{
    constexpr qsizetype OpeningLength = 120;
    QList<Passage> different;
    QSet<QString> openings;
    for (const auto &passage : passages) {
        const auto opening = passage.text.left(OpeningLength);
        if (different.size() >= limit)
            break;
        if (openings.contains(opening))
            continue;
        openings.insert(opening);
        different.append(passage);
    }
    return different;
}

QList<QString> idsOf(const QList<Passage> &passages)
{
    QList<QString> ids;
    for (const auto &passage : passages)
        ids.append(passage.id);
    return ids;
}

} // namespace

StoredPassages::StoredPassages(std::shared_ptr<const DocumentRepository> documents, PassageScope scope,
                               PassageLikeness likeness)
    : m_documents(std::move(documents))
    , m_scope(std::move(scope))
    , m_likeness(std::move(likeness))
{
}

Result<QList<Passage>> StoredPassages::find(const QString &query, int limit) const
{
    const auto found = byWords(query, m_likeness.embedder ? std::max(FusionDepth, 3 * limit) : 3 * limit);
    if (!found || !m_likeness.embedder)
        return found.map([limit](const QList<Passage> &passages) { return withoutRepeats(passages, limit); });
    const auto like = byLikeness(query, FusionDepth);
    if (!like) {
        qCWarning(lcStorage) << "passages were searched by words alone:" << like.error().message;
        return withoutRepeats(*found, limit);
    }
    QHash<QString, Passage> passages;
    for (const auto &passage : *found + *like)
        passages.insert(passage.id, passage);
    QList<Passage> fused;
    for (const auto &id : fuseRanks({idsOf(*found), idsOf(*like)}))
        fused.append(passages.value(id));
    return withoutRepeats(fused, limit);
}

Result<QList<Passage>> StoredPassages::byWords(const QString &query, int limit) const
{
    PassageFilter filter;
    filter.text = query;
    filter.match = WordMatch::Any;
    filter.limit = limit;
    QList<PassageHit> hits;
    const auto documents = m_scope.documentIds.isEmpty() ? QStringList{QString()} : m_scope.documentIds;
    for (const auto &id : documents) {
        filter.documentId = id;
        filter.companyId = id.isEmpty() ? m_scope.companyId : QString();
        auto found = m_documents->search(filter);
        if (!found)
            return tl::unexpected(found.error());
        hits += found->hits;
    }
    std::stable_sort(hits.begin(), hits.end(),
                     [](const PassageHit &a, const PassageHit &b) { return a.score > b.score; });
    QList<Passage> passages;
    for (const auto &hit : hits)
        passages.append(hit.placed.passage);
    return passages;
}

Result<QList<Passage>> StoredPassages::byLikeness(const QString &query, int limit) const
{
    if (const auto embedded = embedMissing(); !embedded)
        return tl::unexpected(embedded.error());
    const auto vector = m_likeness.embedder->embed(query);
    if (!vector)
        return tl::unexpected(vector.error());
    const auto nearest = m_likeness.vectors->nearest(m_likeness.embedder->id(), *vector, m_scope, limit);
    if (!nearest)
        return tl::unexpected(nearest.error());
    QList<Passage> passages;
    for (const auto &placed : *nearest)
        passages.append(placed.passage);
    return passages;
}

Status StoredPassages::embedMissing() const
{
    const auto &[vectors, embedder] = m_likeness;
    QElapsedTimer waited;
    waited.start();
    int atOnce = FewestAtOnce;
    for (int done = 0; done < MostEmbedded && waited.elapsed() < LongestWaitMs; done += atOnce) {
        const auto begun = waited.elapsed();
        const auto missing = vectors->missing(embedder->id(), m_scope, atOnce);
        if (!missing)
            return tl::unexpected(missing.error());
        if (missing->isEmpty())
            return {};
        QStringList texts;
        for (const auto &passage : *missing)
            texts.append(passage.text);
        auto made = embedder->embedAll(texts);
        if (!made)
            return tl::unexpected(made.error());
        std::vector<std::pair<qint64, std::vector<float>>> numbered;
        for (qsizetype i = 0; i < missing->size(); ++i)
            numbered.emplace_back((*missing)[i].number, std::move((*made)[static_cast<std::size_t>(i)]));
        if (const auto stored = vectors->store(embedder->id(), numbered); !stored)
            return stored;
        if (waited.elapsed() - begun < ShortMs)
            atOnce = std::min(2 * atOnce, MostAtOnce);
    }
    return {};
}

} // namespace consultantos
