// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_access.h"
#include "cache/typed_cache.h"
#include "storage/collections/document_query.h"

#include <functional>
#include <memory>

namespace consultantos {

/// Results of queries, each under the state of its collection or list when it was asked for. Every write gives the
/// collection another state, which never comes again, not even after a backup is restored; so a result is never served
/// once anything was written, whoever wrote, and results of old states are pushed out as any other value that nobody asks
/// for. Lists of repositories come here through keptList(). Thread-safe.
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
    /// Of any type, which goes no further than this process's memory: for inMemory(). `ask` gives a Result<T>; `size` is
    /// a value's in bytes, roughly.
    template <class T, class AskFor, class Size>
    [[nodiscard]] Result<T> getValue(const Place &place, const QByteArray &query, const AskFor &ask, const Size &size,
                                     bool *isHit)
    {
        if (!m_access.manager)
            return ask();
        TypedCache<T> cache(*m_access.manager, {[](const T &) { return QByteArray(); },
                                                [](const QByteArray &) { return std::optional<T>(); }, size});
        return found<T>(cache, place, query, ask, isHit);
    }

    /// Lets go of all that is kept of a database: another process told that it wrote. What is asked for is right without
    /// that; this gives memory back.
    void drop(const QString &database);
    /// How many results are in this process's memory.
    [[nodiscard]] qint64 kept() const;

private:
    [[nodiscard]] QByteArray keyOf(const Place &place, const QByteArray &query) const;
    [[nodiscard]] static QByteArray tagOf(const QString &database);

    template <class T, class AskFor>
    [[nodiscard]] Result<T> found(TypedCache<T> &cache, const Place &place, const QByteArray &query, const AskFor &ask,
                                  bool *isHit) const
    {
        const auto result =
            cache.getOrComputeHere(keyOf(place, query), [&](const CancellationToken &) -> Result<CacheProduct<T>> {
                auto value = ask();
                if (!value)
                    return tl::unexpected(value.error());
                CacheProduct<T> product;
                product.value = std::make_shared<const T>(*std::move(value));
                product.tags = {tagOf(place.database)};
                return product;
            });
        if (!result)
            return tl::unexpected(result.error());
        *isHit = result->servedBy != CacheServedBy::Computed;
        return *result->value;
    }

    CacheAccess m_access;
    std::unique_ptr<TypedCache<QueriedDocuments>> m_cache;
};

} // namespace consultantos
