// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/collections/query_cache.h"

#include "cache/memory/memory_cache.h"

#include <QDataStream>
#include <QIODevice>
#include <QJsonArray>
#include <QThreadPool>

namespace consultantos {
namespace {

constexpr int FormatVersion = 1;

QByteArray encoded(const QueriedDocuments &page)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << page.cursor << qint64(page.documents.size());
    for (const auto &document : page.documents)
        stream << document.id << document.version << document.createdAt << document.updatedAt << document.body
               << document.columns;
    return bytes;
}

std::optional<QueriedDocuments> decoded(const QByteArray &bytes)
{
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_4);
    QueriedDocuments page;
    qint64 count = 0;
    stream >> page.cursor >> count;
    for (qint64 i = 0; i < count && stream.status() == QDataStream::Ok; ++i) {
        StoredDocument document;
        stream >> document.id >> document.version >> document.createdAt >> document.updatedAt >> document.body
            >> document.columns;
        page.documents.append(document);
    }
    return stream.status() == QDataStream::Ok ? std::optional(page) : std::nullopt;
}

/// Of JSON's values in memory, some tens of bytes each; texts are what is large.
qint64 roughSize(const QJsonValue &value)
{
    constexpr qint64 EachValue = 48;
    qint64 size = EachValue;
    if (value.isString()) {
        size += value.toString().size() * qint64(sizeof(QChar));
    } else if (value.isObject()) {
        const auto object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            size += it.key().size() + roughSize(it.value());
    } else if (value.isArray()) {
        const auto array = value.toArray();
        for (const auto &item : array)
            size += roughSize(item);
    }
    return size;
}

qint64 sizeOf(const QueriedDocuments &page)
{
    constexpr qint64 EachDocument = 256;
    constexpr qint64 EachColumn = 128;
    qint64 size = 0;
    for (const auto &document : page.documents)
        size += EachDocument + document.columns.size() * EachColumn + roughSize(document.body);
    return size;
}

/// A manager with all that must outlive it.
struct OwnMemory {
    CoarseClock coarse;
    QThreadPool pool;
    std::unique_ptr<CacheManager> manager;
};

} // namespace

QueryCache::QueryCache(CacheAccess access)
    : m_access(std::move(access))
{
    if (m_access.manager)
        m_cache = std::make_unique<TypedCache<QueriedDocuments>>(
            *m_access.manager, CacheCodec<QueriedDocuments>{encoded, decoded, sizeOf});
}

std::shared_ptr<QueryCache> QueryCache::inMemory(std::shared_ptr<const Clock> clock, qint64 bytes)
{
    auto own = std::make_shared<OwnMemory>();
    CacheParts parts;
    parts.levels[0] = std::make_shared<MemoryCache>(own->coarse, quint64(bytes));
    parts.pool = &own->pool;
    parts.clock = std::move(clock);
    own->manager = std::make_unique<CacheManager>(std::move(parts));
    auto cache = std::make_shared<QueryCache>(CacheAccess{{own, own->manager.get()}, {}});
    // Nothing but this memory holds them, so nobody reads their bytes.
    cache->m_cache = std::make_unique<TypedCache<QueriedDocuments>>(
        *own->manager,
        CacheCodec<QueriedDocuments>{[](const QueriedDocuments &) { return QByteArray(); }, decoded, sizeOf});
    return cache;
}

Result<QueriedDocuments> QueryCache::get(const Place &place, const QByteArray &query, const Ask &ask, bool *isHit)
{
    if (!m_cache)
        return ask();
    bool isKept = false;
    auto page = found<QueriedDocuments>(*m_cache, place, query, ask, &isKept);
    if (isHit)
        *isHit = isKept;
    return page;
}

void QueryCache::drop(const QString &database)
{
    // A level that can't be told has values of old states alone, which nobody asks for any more.
    if (m_access.manager)
        (void)m_access.manager->removeByTag(tagOf(database));
}

qint64 QueryCache::kept() const
{
    const auto memory = m_access.manager ? m_access.manager->stats().levels[0] : std::nullopt;
    return memory ? qint64(memory->entries) : 0;
}

QByteArray QueryCache::keyOf(const Place &place, const QByteArray &query) const
{
    return m_access.scope.key("store_query", FormatVersion)
        .text("database", place.database)
        .text("collection", place.collection)
        .integer("state", place.state)
        .bytes("query", query)
        .key();
}

QByteArray QueryCache::tagOf(const QString &database)
{
    return "store_query:" + database.toUtf8();
}

} // namespace consultantos
