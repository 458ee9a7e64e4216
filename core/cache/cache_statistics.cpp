// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/cache_statistics.h"

#include "cache/cache_key.h"

#include <algorithm>
#include <functional>
#include <thread>

namespace consultantos {
namespace {

/// Kinds are constants of the code; this only bounds what keys of another make can do.
constexpr std::size_t MostKinds = 64;

} // namespace

template <class Change>
void CacheStatistics::change(QByteArrayView key, Change change)
{
    auto kind = cacheKeyKind(key);
    auto &shard = m_shards[std::hash<std::thread::id>{}(std::this_thread::get_id()) % m_shards.size()];
    const std::lock_guard lock(shard.mutex);
    const auto isKind = [&](const auto &known) { return QByteArrayView(known.first) == kind; };
    auto found = std::find_if(shard.kinds.begin(), shard.kinds.end(), isKind);
    if (found == shard.kinds.end()) {
        if (shard.kinds.size() >= MostKinds) {
            kind = "other";
            found = std::find_if(shard.kinds.begin(), shard.kinds.end(), isKind);
        }
        if (found == shard.kinds.end())
            found = shard.kinds.insert(shard.kinds.end(), {kind.toByteArray(), CacheKindStats()});
    }
    change(found->second);
}

void CacheStatistics::served(QByteArrayView key, const CachedValue &value, bool isJoined)
{
    change(key, [&](CacheKindStats &stats) {
        const bool isHit = value.servedBy != CacheServedBy::Computed;
        if (isHit)
            ++stats.hits[static_cast<std::size_t>(value.servedBy) - static_cast<std::size_t>(CacheServedBy::L1)];
        else
            ++stats.computed;
        if (value.isStale)
            ++stats.stale;
        if (isHit || isJoined) {
            stats.savedSeconds += value.entry->cost.seconds;
            stats.savedMicroUnits += value.entry->cost.microUnits;
        }
    });
}

void CacheStatistics::missed(QByteArrayView key)
{
    change(key, [](CacheKindStats &stats) { ++stats.misses; });
}

void CacheStatistics::failed(QByteArrayView key)
{
    change(key, [](CacheKindStats &stats) { ++stats.failures; });
}

void CacheStatistics::computed(double seconds, bool hasFailed)
{
    const std::lock_guard lock(m_mutex);
    ++m_computations;
    m_failedComputations += hasFailed ? 1 : 0;
    m_computedSeconds += seconds;
}

void CacheStatistics::addTo(CacheManagerStats &stats) const
{
    for (const auto &shard : m_shards) {
        const std::lock_guard lock(shard.mutex);
        for (const auto &[kind, counts] : shard.kinds)
            stats.kinds[kind] += counts;
    }
    {
        const std::lock_guard lock(m_mutex);
        stats.computations = m_computations;
        stats.failedComputations = m_failedComputations;
        stats.computedSeconds = m_computedSeconds;
    }
    stats.waits = waits;
    stats.processWaits = processWaits;
    stats.processServed = processServed;
    stats.refreshesAhead = refreshesAhead;
    stats.bypasses = bypasses;
    stats.invalidations = invalidations;
    stats.newsReceived = newsReceived;
    stats.newsGaps = newsGaps;
}

} // namespace consultantos
