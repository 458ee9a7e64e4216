// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_level.h"
#include "cache/memory/eviction_tournament.h"
#include "cache/memory/memory_marks.h"

#include <atomic>
#include <chrono>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace consultantos {

/// A part of MemoryCache with its own lock, bytes and figures. Tags are given as hashes: two that share one are
/// invalidated together, which costs a computation at worst. Thread-safe.
class alignas(64) MemoryCacheShard {
public:
    using Time = std::chrono::nanoseconds;

    explicit MemoryCacheShard(quint64 capacity)
        : eviction_(capacity)
    {
    }

    void get(quint64 hash, QByteArrayView key, Time now, CacheLookup &lookup);
    void set(quint64 hash, const std::vector<quint64> &tags, const CacheWrite &write, quint64 charge, Time now);
    void countDropped();
    void removeKey(quint64 hash, const QByteArray &key, CacheStamp stamp);
    void removeTag(quint64 tag, CacheStamp stamp);
    void removeAll(CacheStamp stamp);
    void addTo(CacheLevelStats &stats) const;

private:
    using Slot = eviction::EvictionTournament::Slot;

    struct TagLink {
        quint64 tag;
        quint32 place; ///< in the tag's list
    };
    struct alignas(64) Record {
        // What a hit reads stands in front, on one cache line but for the last.
        QByteArray key;
        CacheEntryPtr entry; ///< null: the record is free
        Time freshUntil{0};
        Time usableUntil{0};
        eviction::NodeId node = eviction::NoNode;
        quint32 hashEnd = 0; ///< the lower half of the key's hash
        Time bornAt{0};
        CacheStamp stamp = 0;
        std::vector<TagLink> tags;
    };
    struct TagMember {
        Slot slot;
        quint32 link; ///< in the record's tags
    };
    /// Values whose last owner may be this: freed after the lock.
    using Garbage = std::vector<CacheEntryPtr>;

    [[nodiscard]] Slot takeSlot();
    [[nodiscard]] Record *find(quint64 hash, QByteArrayView key);
    void linkTags(Slot slot, const std::vector<quint64> &tags);
    void unlinkTags(Record &record);
    /// Empties a record that the tournament no longer keeps.
    void freeRecord(Slot slot, Garbage &garbage);
    void removeRecord(Record &record, Garbage &garbage);
    void sweep(Time now, Garbage &garbage);
    [[nodiscard]] bool isSampled(std::atomic<quint32> &tick);

    mutable std::mutex mutex_;
    eviction::EvictionTournament eviction_;
    std::vector<Record> records_;
    eviction::HashIndex index_; ///< of the records by key
    std::vector<Slot> freeSlots_;
    std::unordered_map<quint64, std::vector<TagMember>> tags_;
    MemoryMarks marks_;
    std::vector<Slot> victims_;
    size_t sweptTo_ = 0;
    CacheLevelStats figures_;
    std::atomic<quint32> getTick_{0};
    std::atomic<quint32> setTick_{0};
};

} // namespace consultantos
