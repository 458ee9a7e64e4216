// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_manager_stats.h"

#include <QByteArrayView>

#include <array>
#include <atomic>
#include <mutex>
#include <utility>
#include <vector>

namespace consultantos {

/// Counts for CacheManager::stats(). Spread over shards, so that threads that are served by level 1 don't meet.
/// Thread-safe.
class CacheStatistics {
public:
    /// `isJoined`: the value was computed for another caller.
    void served(QByteArrayView key, const CachedValue &value, bool isJoined);
    void missed(QByteArrayView key);
    void failed(QByteArrayView key);
    void computed(double seconds, bool hasFailed);

    std::atomic<quint64> waits{0};
    std::atomic<quint64> processWaits{0};
    std::atomic<quint64> processServed{0};
    std::atomic<quint64> refreshesAhead{0};
    std::atomic<quint64> bypasses{0};
    std::atomic<quint64> invalidations{0};
    std::atomic<quint64> newsReceived{0};
    std::atomic<quint64> newsGaps{0};

    /// Fills in what is counted here.
    void addTo(CacheManagerStats &stats) const;

private:
    struct alignas(64) Shard {
        mutable std::mutex mutex;
        std::vector<std::pair<QByteArray, CacheKindStats>> kinds; ///< few: a walk is faster than a hash
    };
    template <class Change>
    void change(QByteArrayView key, Change change);

    std::array<Shard, 8> m_shards;
    mutable std::mutex m_mutex;
    quint64 m_computations = 0;
    quint64 m_failedComputations = 0;
    double m_computedSeconds = 0;
};

} // namespace consultantos
