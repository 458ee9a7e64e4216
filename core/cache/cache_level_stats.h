// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QtGlobal>

#include <array>

namespace consultantos {

/// How long operations of one kind took: counts by upper bounds, for the metrics families to expose. Not thread-safe;
/// a snapshot.
struct CacheLatency {
    /// In seconds; what is longer than the last is in the total only.
    static constexpr std::array<double, 14> Bounds{1e-7, 2.5e-7, 5e-7, 1e-6, 5e-6, 1e-5, 5e-5,
                                                   1e-4, 5e-4,   1e-3, 5e-3, 1e-2, 1e-1, 1.0};
    std::array<quint64, Bounds.size()> counts{}; ///< not cumulative
    quint64 total = 0;
    double sumSeconds = 0;
};

/// What a level has done since the process began, and how full it is. Counters only grow.
struct CacheLevelStats {
    bool isAvailable = true;
    QString unavailability; ///< why not, in words for the user; empty if available
    quint64 hits = 0;       ///< fresh ones
    quint64 staleHits = 0;
    quint64 misses = 0;
    quint64 sets = 0;
    quint64 refusedSets = 0; ///< invalidated since their stamp
    quint64 droppedSets = 0; ///< too large, queue full, level unavailable
    quint64 invalidations = 0;
    quint64 evictions = 0;   ///< for lack of room
    quint64 expirations = 0; ///< found too old
    quint64 errors = 0;      ///< faults of the store, damaged entries
    quint64 entries = 0;
    quint64 bytes = 0;    ///< keys and overhead included
    quint64 capacity = 0; ///< in bytes
    CacheLatency getLatency;
    CacheLatency setLatency;
};

} // namespace consultantos
