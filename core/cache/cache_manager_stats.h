// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_level_stats.h"
#include "cache/cached_value.h"

#include <QByteArray>
#include <QMap>

#include <array>
#include <optional>

namespace consultantos {

/// How calls for keys of one kind were served. Each call that ended is counted once.
struct CacheKindStats {
    std::array<quint64, CacheLevelCount> hits{}; ///< by level
    quint64 computed = 0;                        ///< by a computation, one's own or one that another began
    quint64 stale = 0;                           ///< of the hits: past their life
    quint64 misses = 0;                          ///< of look-ups that compute nothing
    quint64 failures = 0;                        ///< errors, cancels included
    /// What hits and joined computations would have cost.
    double savedSeconds = 0;
    qint64 savedMicroUnits = 0;

    [[nodiscard]] quint64 allHits() const { return hits[0] + hits[1] + hits[2]; }
    /// Hits among all calls that ended with a value or a miss, 0 to 1.
    [[nodiscard]] double hitRate() const
    {
        const auto all = allHits() + computed + misses;
        return all == 0 ? 0.0 : static_cast<double>(allHits()) / static_cast<double>(all);
    }
    CacheKindStats &operator+=(const CacheKindStats &other)
    {
        for (std::size_t level = 0; level < hits.size(); ++level)
            hits[level] += other.hits[level];
        computed += other.computed;
        stale += other.stale;
        misses += other.misses;
        failures += other.failures;
        savedSeconds += other.savedSeconds;
        savedMicroUnits += other.savedMicroUnits;
        return *this;
    }
};

/// What the cache has done since the process began. A snapshot; counters only grow.
struct CacheManagerStats {
    std::array<std::optional<CacheLevelStats>, CacheLevelCount> levels; ///< missing where there is no such level
    QMap<QByteArray, CacheKindStats> kinds;                             ///< by the part of the key before the first '/'

    quint64 computations = 0;
    quint64 failedComputations = 0;
    double computedSeconds = 0; ///< spent in computations
    quint64 waits = 0;          ///< calls that joined a computation under way in this process
    quint64 processWaits = 0;   ///< computations that waited for another process
    quint64 processServed = 0;  ///< of these: got what the other had computed
    quint64 refreshesAhead = 0; ///< begun in the background
    quint64 softLimits = 0;     ///< calls that got a stale value rather than wait
    quint64 hardLimits = 0;     ///< calls that waited no longer
    quint64 cancelled = 0;      ///< calls given up by their callers
    quint64 abandoned = 0;      ///< computations cancelled because nobody waited any more
    quint64 undecodable = 0;    ///< entries removed because they couldn't be decoded
    quint64 bypasses = 0;       ///< calls that wanted no cache, or whose key no level takes
    quint64 invalidations = 0;  ///< by this process
    quint64 newsReceived = 0;   ///< invalidations by others
    quint64 newsGaps = 0;       ///< times that such were missed and level 1 was cleared

    [[nodiscard]] CacheKindStats total() const
    {
        CacheKindStats sum;
        for (const auto &kind : kinds)
            sum += kind;
        return sum;
    }
};

} // namespace consultantos
