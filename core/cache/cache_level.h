// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cache/cache_entry.h"
#include "cache/cache_level_stats.h"

#include <QByteArrayList>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace consultantos {

/// What a level says to a key.
struct CacheLookup {
    enum class Outcome {
        Hit,        ///< `entry` is fresh, or stale with life.fresh = 0
        Miss,       ///< there is none
        Unavailable ///< the level can't say: server gone, file broken; counts as a miss, but not as knowledge
    };

    Outcome outcome = Outcome::Miss;
    CacheEntryPtr entry; ///< never null for a hit
    CacheLife life;      ///< what is left of it
    /// Taken before the look: the stamp for a value computed because of this answer, and of the one found.
    CacheStamp stamp = 0;
};

struct CacheWrite {
    QByteArray key;
    CacheEntryPtr entry;
    CacheLife life;
    CacheStamp stamp = 0;
};

/// What is no longer true.
struct CacheInvalidation {
    enum class Scope { Key, Tag, All };

    Scope scope = Scope::Key;
    QByteArray name; ///< the key or tag; empty for All

    bool operator==(const CacheInvalidation &) const = default;
};

/// One level of the cache. Thread-safe. A level never makes anything worse than no cache: a fault of its store is a miss
/// or an unkept write, is counted, and ends within its time limit. Keys are at most 512 bytes.
class CacheLevel {
public:
    virtual ~CacheLevel() = default;

    /// "l1", "l2", "l3": as in figures and reports.
    [[nodiscard]] virtual const char *name() const = 0;
    [[nodiscard]] virtual CacheLookup get(QByteArrayView key) = 0;
    /// In the order of the keys.
    [[nodiscard]] virtual QList<CacheLookup> getMany(const QByteArrayList &keys);
    /// May return before the value is kept (write-behind), and keeps nothing that was invalidated since the stamp. A value
    /// that is too large is not kept either. Errors are for the figures and the log: the caller has its value.
    virtual Status set(const CacheWrite &write) = 0;
    virtual Status setMany(const QList<CacheWrite> &writes);
    /// Once it returns, this process is never again given what the invalidation names, unless computed after it.
    virtual Status invalidate(const CacheInvalidation &invalidation) = 0;
    [[nodiscard]] virtual CacheLevelStats stats() const = 0;
};

/// Invalidations by other processes, for the levels that are private to a process. Implemented by the levels that
/// processes share: Redis tells them by a stream, the file by a row of changes.
class InvalidationFeed {
public:
    virtual ~InvalidationFeed() = default;

    struct News {
        QList<CacheInvalidation> invalidations;
        bool isGap = false; ///< something was missed (connection lost for too long): all of a private level must go
    };
    /// What others invalidated since the last call, in their order; never blocks longer than the level's time limit.
    [[nodiscard]] virtual News poll() = 0;
};

} // namespace consultantos
