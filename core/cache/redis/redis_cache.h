// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_level.h"
#include "cache/redis/redis_link.h"
#include "cache/redis/redis_outage_queue.h"
#include "cache/redis/redis_row.h"
#include "cache/redis/redis_sweeper.h"
#include "cache/redis/redis_turn.h"

#include <chrono>
#include <memory>
#include <optional>
#include <span>

namespace consultantos {

struct RedisCacheOptions {
    RedisLinkOptions link;
    RedisOutageQueue::Limits outageQueue;
    qint64 maxValueBytes = 8LL * 1024 * 1024; ///< larger values are not kept
};

/// Level 2: a Redis server (5 or newer) that processes share. Its protocol is in docs/decisions/0016-redis-by-hiredis.md.
///
/// - No call takes longer than options.link.commandLimit. While the server is away, calls return at once: a get is
///   Unavailable, a set is queued, an invalidation is queued and reported as an error (other processes don't know yet).
/// - What was queued is sent when the server answers again, invalidations first and before any get. Writes are then refused
///   like others that were computed before an invalidation, and all of them if the server restarted meanwhile.
/// - No get after an invalidation gives what it names, in no process: each get learns the newest invalidation with its value.
/// - An invalidation of all takes the old values from the server, too, behind its caller; the end of a process waits for it
///   for RedisSweeper::CloseLimit at most.
/// - A server that restarts, loses its marks or is emptied begins a new row of stamps: nothing before it is valid, and
///   every feed has a gap.
/// - A server out of memory refuses writes (an error, counted) and goes on serving reads; invalidations work.
/// - Clusters of several servers are not supported: an operation's keys are on one.
///
/// Thread-safe. Its stats() ask the server at most once a second: entries are those of the whole database number, bytes,
/// capacity, evictions and expirations those of the server.
class RedisCache final : public CacheLevel, public InvalidationFeed {
public:
    explicit RedisCache(const RedisEndpoint &endpoint, const RedisCacheOptions &options = {});
    ~RedisCache() override;
    RedisCache(const RedisCache &) = delete;
    RedisCache &operator=(const RedisCache &) = delete;

    [[nodiscard]] const char *name() const override { return "l2"; }
    [[nodiscard]] CacheLookup get(QByteArrayView key) override;
    [[nodiscard]] QList<CacheLookup> getMany(const QByteArrayList &keys) override;
    Status set(const CacheWrite &write) override;
    Status setMany(const QList<CacheWrite> &writes) override;
    Status invalidate(const CacheInvalidation &invalidation) override;
    [[nodiscard]] CacheLevelStats stats() const override;
    [[nodiscard]] News poll() override;

    /// The connections of a cache, for others who work with its server; they hold on to the cache.
    [[nodiscard]] static std::shared_ptr<RedisLink> linkOf(const std::shared_ptr<RedisCache> &cache);

private:
    using Deadline = RedisLink::Deadline;
    struct Figures;

    /// A connection over which all that waited has been told, if the server is there.
    [[nodiscard]] std::optional<RedisLink::Lease> ready(Deadline deadline);
    [[nodiscard]] Status prepare(RedisConnection &connection);
    [[nodiscard]] Status flushInvalidations(RedisConnection &connection, Deadline deadline);
    [[nodiscard]] Status flushSomeWrites(RedisConnection &connection, Deadline deadline);
    [[nodiscard]] Status sendWrites(RedisConnection &connection, std::span<const CacheWrite> writes, Deadline deadline);

    void lookUp(std::span<const QByteArrayView> keys, std::span<CacheLookup> found);
    [[nodiscard]] bool lookUp(RedisConnection &connection, std::span<const QByteArrayView> keys,
                              std::span<CacheLookup> found, Deadline deadline);
    [[nodiscard]] CacheLookup read(QByteArrayView key, RedisReply &reply, quint64 serverMicros, CacheStamp stamp);
    [[nodiscard]] Status storeMany(std::span<const CacheWrite> writes);
    void queue(const CacheWrite &write);
    [[nodiscard]] bool isKeepable(const CacheWrite &write) const;
    void askServer(CacheLevelStats &stats) const;

    const RedisCacheOptions m_options;
    std::unique_ptr<Figures> m_figures;
    RedisRow m_row;
    RedisOutageQueue m_queue;
    RedisTurn m_flushing;
    RedisSweeper m_sweeper;
    /// Last, so that its thread has ended before the rest goes.
    mutable RedisLink m_link;
};

} // namespace consultantos
