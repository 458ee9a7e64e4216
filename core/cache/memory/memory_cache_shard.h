// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_level.h"
#include "cache/memory/eviction_tournament.h"
#include "cache/memory/memory_marks.h"
#include "cache/memory/memory_record_index.h"
#include "cache/memory/memory_record_pool.h"
#include "cache/memory/read_stripes.h"

#include <atomic>
#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace consultantos {

/// A part of MemoryCache with its own lock, bytes and figures. Tags are given as hashes: two that share one are
/// invalidated together, which costs a computation at worst. Thread-safe.
///
/// A hit takes no lock: it finds the record by MemoryRecordIndex under ReadStripes, and leaves a note of the use for whoever
/// takes the lock next. All else is done under the lock, a miss included.
class alignas(64) MemoryCacheShard {
public:
    using Time = MemoryRecord::Time;

    explicit MemoryCacheShard(quint64 capacity)
        : eviction_(capacity)
    {
    }
    ~MemoryCacheShard();
    MemoryCacheShard(const MemoryCacheShard &) = delete;
    MemoryCacheShard &operator=(const MemoryCacheShard &) = delete;

    /// For who will call get() in a moment.
    void prefetch(quint64 hash) const { index_.prefetch(hash); }
    void get(quint64 hash, QByteArrayView key, Time now, CacheLookup &lookup);
    void set(quint64 hash, const std::vector<quint64> &tags, const CacheWrite &write, quint64 charge, Time now);
    void countDropped();
    void removeKey(quint64 hash, const QByteArray &key, CacheStamp stamp);
    void removeTag(quint64 tag, CacheStamp stamp);
    void removeAll(CacheStamp stamp);
    void addTo(CacheLevelStats &stats) const;

private:
    using Slot = eviction::EvictionTournament::Slot;
    using SampleClock = std::chrono::steady_clock;

    struct TagLink {
        quint64 tag;
        quint32 place; ///< in the tag's list
    };
    /// What the lock guards of a record.
    struct Row {
        MemoryRecord *record = nullptr; ///< null: the row is free
        quint64 hash = 0;
        CacheStamp stamp = 0;
        eviction::NodeId node = eviction::NoNode;
        std::vector<TagLink> tags;
    };
    struct TagMember {
        Slot slot;
        quint32 link; ///< in the row's tags
    };
    /// Made unreachable; freed once no reader can be at it, after the lock.
    struct Retired {
        quint64 number; ///< of ReadStripes
        MemoryRecord *record;
        std::shared_ptr<const void> table; ///< of the index; in place of a record
    };
    using Garbage = std::vector<std::shared_ptr<const void>>;
    class Writing;

    bool findWithoutLock(quint64 hash, QByteArrayView key, Time now, CacheLookup &lookup,
                         SampleClock::time_point &begin);
    [[nodiscard]] bool isQuiet(const MemoryRecord &record) const;
    void keepHouse(ReadStripes::Stripe &stripe, SampleClock::time_point begin);
    void takeUses(ReadStripes::Stripe &stripe);
    void takeAllUses();
    void renewRow(eviction::NodeId node, const std::vector<quint64> &tags, const CacheWrite &write, quint32 charge,
                  const MemoryRecord::Lives &lives);
    void addRow(quint64 hash, const std::vector<quint64> &tags, const CacheWrite &write, quint32 charge,
                const MemoryRecord::Lives &lives);
    void retire(MemoryRecord *record, std::shared_ptr<const void> table = {});
    void collect(Garbage &garbage);

    [[nodiscard]] Slot takeSlot();
    [[nodiscard]] Row *find(quint64 hash, QByteArrayView key);
    void linkTags(Slot slot, const std::vector<quint64> &tags);
    void unlinkTags(Row &row);
    /// Empties a row that the tournament no longer keeps.
    void freeRow(Slot slot);
    void removeRow(Row &row);
    void sweep(Time now);

    // Readers' own; the first two lines seldom change.
    MemoryRecordIndex index_;
    alignas(64) std::atomic<quint32> admissions_{0};
    std::atomic<quint32> usesTold_{0};  ///< the tournament's count of hits when it was last told of some
    std::atomic<quint32> quietSpan_{0}; ///< for so many hits after it was told of, a use isn't worth telling
    alignas(64) ReadStripes stripes_;

    alignas(64) mutable std::mutex mutex_;
    MemoryRecordPool pool_;
    eviction::EvictionTournament eviction_;
    std::vector<Row> rows_;
    std::vector<Slot> freeSlots_;
    std::unordered_map<quint64, std::vector<TagMember>> tags_;
    std::deque<Retired> retired_;
    MemoryMarks marks_;
    std::vector<Slot> victims_;
    size_t sweptTo_ = 0;
    CacheLevelStats figures_;
    quint32 sets_ = 0; ///< may wrap around
};

} // namespace consultantos
