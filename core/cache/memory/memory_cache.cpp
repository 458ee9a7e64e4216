// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/memory/memory_cache.h"

#include "cache/memory/key_hash.h"
#include "cache/memory/memory_cache_shard.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <algorithm>
#include <bit>
#include <limits>

namespace consultantos {

namespace {

constexpr quint64 BytesPerShard = 8ULL * 1024 * 1024;
constexpr quint64 MostShards = 4;

} // namespace

MemoryCache::MemoryCache(const Clock &clock, quint64 capacity, int shards)
    : clock_(clock)
    , hashSeed_(QRandomGenerator::global()->generate64())
{
    const auto wanted = shards > 0 ? static_cast<quint64>(shards) : capacity / BytesPerShard;
    const auto count = std::bit_floor(std::clamp<quint64>(wanted, 1, MostShards));
    for (quint64 i = 0; i < count; ++i)
        shards_.push_back(std::make_unique<MemoryCacheShard>(capacity / count));
}

MemoryCache::~MemoryCache() = default;

inline MemoryCacheShard &MemoryCache::shardOf(quint64 hash) const
{
    return *shards_[static_cast<size_t>(hash >> 32) & (shards_.size() - 1)];
}

CacheLookup MemoryCache::get(QByteArrayView key)
{
    CacheLookup lookup;
    lookup.stamp = stamp_.load(std::memory_order_acquire);
    const auto hash = keyHash(key, hashSeed_);
    auto &shard = shardOf(hash);
    shard.prefetch(hash);
    shard.get(hash, key, clock_.steadyNow(), lookup);
    return lookup;
}

Status MemoryCache::set(const CacheWrite &write)
{
    const auto hash = keyHash(write.key, hashSeed_);
    auto &shard = shardOf(hash);
    if (!write.entry || write.key.size() > MaxKeyBytes) {
        shard.countDropped();
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("MemoryCache", "An entry could not be put into the memory cache."),
                    QCoreApplication::translate("MemoryCache", "It has no value, or its key is longer than %1 bytes.")
                        .arg(MaxKeyBytes));
    }
    std::vector<quint64> tags;
    tags.reserve(static_cast<size_t>(write.entry->tags.size()));
    for (const auto &tag : write.entry->tags)
        tags.push_back(keyHash(tag, ~hashSeed_));
    shard.set(hash, tags, write, static_cast<quint64>(chargeOf(write)), clock_.steadyNow());
    return {};
}

Status MemoryCache::invalidate(const CacheInvalidation &invalidation)
{
    // The number first: who takes a stamp from now on began after it. Values of before are refused by each shard from the
    // moment that it knows, and what it kept until then goes in the same step.
    const auto stamp = stamp_.fetch_add(1, std::memory_order_acq_rel) + 1;
    invalidations_.fetch_add(1, std::memory_order_relaxed);
    switch (invalidation.scope) {
    case CacheInvalidation::Scope::Key: {
        const auto hash = keyHash(invalidation.name, hashSeed_);
        shardOf(hash).removeKey(hash, invalidation.name, stamp);
        break;
    }
    case CacheInvalidation::Scope::Tag: {
        const auto hash = keyHash(invalidation.name, ~hashSeed_);
        for (const auto &shard : shards_)
            shard->removeTag(hash, stamp);
        break;
    }
    case CacheInvalidation::Scope::All:
        for (const auto &shard : shards_)
            shard->removeAll(stamp);
        break;
    }
    return {};
}

CacheLevelStats MemoryCache::stats() const
{
    CacheLevelStats stats;
    for (const auto &shard : shards_)
        shard->addTo(stats);
    stats.invalidations = invalidations_.load(std::memory_order_relaxed);
    return stats;
}

qint64 MemoryCache::chargeOf(const CacheWrite &write)
{
    const auto &entry = *write.entry;
    auto charge = EntryOverhead + write.key.size() + entry.bytes.size() + std::max<qint64>(entry.objectBytes, 0);
    for (const auto &tag : entry.tags)
        charge += TagOverhead + tag.size();
    return std::max<qint64>(charge, 1);
}

} // namespace consultantos
