// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cache/cache_level.h"
#include "cache/redis/redis_connection.h"
#include "cache/redis/redis_turn.h"

#include <QByteArray>
#include <QHash>

#include <atomic>
#include <optional>
#include <shared_mutex>
#include <vector>

namespace consultantos {

/// This process's copy of the marks that invalidations left in Redis, and what of them is news. With it a value's tags are
/// checked without asking the server: the newest number comes with each value, and only where it has moved on is the
/// stream of changes read from where the copy ends. Thread-safe.
class RedisMarks {
public:
    /// `origin` is what our own invalidations are marked with: they are no news.
    explicit RedisMarks(QByteArray origin);

    [[nodiscard]] const QByteArray &origin() const { return m_origin; }
    /// The number up to which the copy is complete; 0 before the first catchUp().
    [[nodiscard]] CacheStamp newest() const { return m_newest.load(std::memory_order_acquire); }
    /// Whether nothing up to newest() invalidates a value of that stamp and those tags. (A key's own invalidation takes
    /// the value away at once.)
    [[nodiscard]] bool allows(CacheStamp stamp, const QByteArrayList &tags) const;

    /// Makes the copy complete up to `wanted` at least, in one round trip unless changes were missed. False: the server
    /// has no whole row of stamps, see RedisScript::begin().
    [[nodiscard]] Result<bool> catchUp(RedisConnection &connection, CacheStamp wanted,
                                       RedisConnection::Deadline deadline);
    /// Our own invalidation, done as `number`.
    void add(CacheStamp number, const CacheInvalidation &invalidation);

    /// What came from others since the last call.
    [[nodiscard]] InvalidationFeed::News takeNews();
    /// Something may have been used before the first catchUp(): what came before is news, too.
    void noteUseWithoutServer();

private:
    struct Change {
        CacheStamp number = 0;
        CacheInvalidation invalidation;
        QByteArray origin;
    };

    [[nodiscard]] static std::optional<Change> readChange(const RedisReply &entry);
    /// False if some are missing.
    [[nodiscard]] bool applyAll(const std::vector<RedisReply> &entries);
    [[nodiscard]] Result<bool> reload(RedisConnection &connection, RedisConnection::Deadline deadline);
    void apply(const Change &change);
    void addNews(const CacheInvalidation &invalidation);
    void addGap();

    const QByteArray m_origin;
    RedisTurn m_catchingUp; ///< one thread asks, others wait for what it learns
    mutable std::shared_mutex m_mutex;
    std::atomic<CacheStamp> m_newest = 0;
    std::atomic<bool> m_wasUsedWithoutServer = false;
    CacheStamp m_clear = 0;
    QHash<QByteArray, CacheStamp> m_tags;
    InvalidationFeed::News m_news;
};

} // namespace consultantos
