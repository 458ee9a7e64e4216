// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "cache/cache_level.h"

#include <QtGlobal>

#include <atomic>
#include <memory>
#include <vector>

namespace consultantos {

class MemoryCacheShard;

/// Level 1: entries in this process's memory, shared and never copied. Thread-safe: a hit takes no lock and waits for
/// nobody; for a miss, a write, an invalidation, keys are spread over shards, each with a mutex of its own that is held for
/// no longer than a look-up or an eviction takes. What was evicted or invalidated while a hit was under way, on a thread
/// that was halted in the middle of it, is freed with the next change after that.
///
/// Bounded by bytes: key, encoded value, objectBytes, tags and the bookkeeping count; what is evicted is decided by
/// eviction::EvictionTournament, by what entries cost to make against what they occupy. A value larger than a shard's
/// share of the capacity isn't kept, and counts as dropped.
///
/// Lives are counted by the clock's steady time, read once a call: a CoarseClock makes a hit cheap. Entries that are too
/// old go when they are found, and a few are looked for at every write.
///
/// Invalidations leave a mark (1,024 a shard; where there are more, the oldest are forgotten and every write with a stamp
/// from before them is refused), so that a value whose computation began before one is refused.
///
/// Latencies in stats() are those of every 64th call, by the processor's steady clock.
class MemoryCache final : public CacheLevel {
public:
    static constexpr quint64 DefaultCapacity = 100'000'000;
    /// What bookkeeping adds to an entry's bytes, measured by tests/bench/bench_cache_memory.
    static constexpr qint64 EntryOverhead = 768;
    static constexpr qint64 TagOverhead = 64;
    static constexpr qsizetype MaxKeyBytes = 512;

    /// `capacity` in bytes; 0 keeps nothing. `shards` 0: as many as give each 8 MiB, at most 4. The clock must outlive it.
    explicit MemoryCache(const Clock &clock, quint64 capacity = DefaultCapacity, int shards = 0);
    ~MemoryCache() override;
    MemoryCache(const MemoryCache &) = delete;
    MemoryCache &operator=(const MemoryCache &) = delete;

    [[nodiscard]] const char *name() const override { return "l1"; }
    [[nodiscard]] CacheLookup get(QByteArrayView key) override;
    Status set(const CacheWrite &write) override;
    Status invalidate(const CacheInvalidation &invalidation) override;
    [[nodiscard]] CacheLevelStats stats() const override;

    /// What a write of this would count as.
    [[nodiscard]] static qint64 chargeOf(const CacheWrite &write);

private:
    [[nodiscard]] MemoryCacheShard &shardOf(quint64 hash) const;

    const Clock &clock_;
    quint64 hashSeed_;
    std::vector<std::unique_ptr<MemoryCacheShard>> shards_;
    alignas(64) std::atomic<CacheStamp> stamp_{1};
    std::atomic<quint64> invalidations_{0};
};

} // namespace consultantos
