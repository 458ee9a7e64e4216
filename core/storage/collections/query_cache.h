// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_access.h"
#include "cache/typed_cache.h"
#include "storage/collections/document_query.h"

#include <functional>
#include <memory>

namespace consultantos {

/// Results of queries, each under the state of its collection when it was asked for. Every write gives the collection
/// another state, which never comes again, not even after a backup is restored; so a result is never served once
/// anything was written, whoever wrote, and results of old states are pushed out as any other value that nobody asks
/// for. Thread-safe.
class QueryCache {
public:
    using Ask = std::function<Result<QueriedDocuments>()>;

    /// Null manager: everything is asked anew.
    explicit QueryCache(CacheAccess access);
    /// Of this process's memory alone, as SQLite next door is quicker than a disk level or a server would be.
    [[nodiscard]] static std::shared_ptr<QueryCache> inMemory(std::shared_ptr<const Clock> clock,
                                                              qint64 bytes = qint64(32) << 20);

    struct Place {
        QString database; ///< path or address
        QString collection;
        qint64 state = 0;
    };
    [[nodiscard]] Result<QueriedDocuments> get(const Place &place, const QByteArray &query, const Ask &ask,
                                               bool *isHit = nullptr);

private:
    CacheAccess m_access;
    std::unique_ptr<TypedCache<QueriedDocuments>> m_cache;
};

} // namespace consultantos
