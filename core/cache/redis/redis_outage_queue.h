// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_level.h"

#include <QList>

#include <atomic>
#include <deque>
#include <mutex>

namespace consultantos {

/// What couldn't be told to the server, for when it answers again. Bounded: too many invalidations become one of all,
/// so that none is ever forgotten; of the writes, the oldest are dropped. Thread-safe.
class RedisOutageQueue {
public:
    struct Limits {
        qsizetype invalidations = 1'000;
        qint64 writeBytes = 16LL * 1024 * 1024; ///< keys included
    };

    explicit RedisOutageQueue(const Limits &limits);

    void add(const CacheInvalidation &invalidation);
    /// The number of writes dropped for it; 1 if that is the write itself.
    quint64 add(const CacheWrite &write);

    [[nodiscard]] bool hasInvalidations() const { return m_hasInvalidations.load(std::memory_order_acquire); }
    /// Those waiting, which stay until confirm(): what was sent but not answered is sent again, which does no harm.
    struct Batch {
        QList<CacheInvalidation> invalidations;
        quint64 generation = 0;
    };
    [[nodiscard]] Batch invalidations() const;
    void confirm(const Batch &batch);

    [[nodiscard]] bool hasWrites() const { return m_hasWrites.load(std::memory_order_acquire); }
    /// Takes out the oldest writes, at most `count`.
    [[nodiscard]] QList<CacheWrite> takeWrites(qsizetype count);

private:
    Limits m_limits;
    mutable std::mutex m_mutex;
    std::atomic<bool> m_hasInvalidations = false;
    std::atomic<bool> m_hasWrites = false;
    QList<CacheInvalidation> m_invalidations;
    quint64 m_generation = 0; ///< another one when the list was replaced by one invalidation of all
    std::deque<CacheWrite> m_writes;
    qint64 m_writeBytes = 0;
};

} // namespace consultantos
