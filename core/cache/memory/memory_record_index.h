// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/memory/memory_record.h"

#include <atomic>
#include <memory>
#include <vector>

namespace consultantos {

/// Finds records by key: open addressing with linear probing, at most three quarters full. Any number of threads may look
/// while one changes it (writers exclude each other). Who looks may miss a record that is being moved, but never finds one
/// that was erased before it began: so only what is found counts, and a miss is to be confirmed by a writer.
///
/// Whoever looks without being the writer must keep records and former tables from being freed meanwhile (ReadStripes).
class MemoryRecordIndex {
public:
    MemoryRecordIndex();

    /// Null if there is none.
    [[nodiscard]] const MemoryRecord *find(quint64 hash, QByteArrayView key) const
    {
        const auto *table = table_.load();
        const auto tag = tagOf(hash);
        auto at = table->homeOf(hash);
        for (size_t steps = 0; steps <= table->mask; ++steps, at = table->next(at)) {
            const auto found = table->tags[at].load(std::memory_order_relaxed);
            if (found == Free)
                return nullptr;
            if (found != tag)
                continue;
            if (const auto *record = table->records[at].load(); record != nullptr && record->hasKey(key))
                return record;
        }
        return nullptr;
    }
    /// Tells the processor which lines find() will need, before the reader has made sure of them: nothing is read.
    void prefetch(quint64 hash) const
    {
#ifdef __GNUC__
        const auto at = static_cast<size_t>(hash) & maskHint_.load(std::memory_order_relaxed);
        __builtin_prefetch(reinterpret_cast<const void *>(tagsHint_.load(std::memory_order_relaxed) + at));
        __builtin_prefetch(reinterpret_cast<const void *>(recordsHint_.load(std::memory_order_relaxed)
                                                          + at * sizeof(std::atomic<const MemoryRecord *>)));
#endif
    }
    /// For a record that isn't there. A table that this makes too small is replaced, and returned to be freed when nobody
    /// reads it any more; else null.
    std::shared_ptr<const void> insert(quint64 hash, const MemoryRecord *record);
    /// Of the same key: whoever looks finds the one or the other.
    void replace(quint64 hash, const MemoryRecord *old, const MemoryRecord *record);
    void erase(quint64 hash, const MemoryRecord *record);

private:
    static constexpr quint8 Free = 0;

    /// What readers look at is kept apart and dense. Tags spare them records with other keys.
    struct Table {
        explicit Table(size_t count)
            : mask(count - 1)
            , tags(count)
            , records(count)
            , hashes(count)
        {
        }
        [[nodiscard]] size_t homeOf(quint64 hash) const { return static_cast<size_t>(hash) & mask; }
        [[nodiscard]] size_t next(size_t at) const { return (at + 1) & mask; }
        void set(size_t at, quint64 hash, const MemoryRecord *record);
        void put(quint64 hash, const MemoryRecord *record);

        size_t mask; ///< a power of two less one
        std::vector<std::atomic<quint8>> tags;
        std::vector<std::atomic<const MemoryRecord *>> records;
        std::vector<quint64> hashes; ///< the writer's own
    };

    // By other bits than those that make the place.
    static quint8 tagOf(quint64 hash)
    {
        return static_cast<quint8>(hash >> 56 | 1U);
    }
    void publish();
    [[nodiscard]] size_t placeOf(quint64 hash, const MemoryRecord *record) const;

    std::shared_ptr<Table> owner_;
    std::atomic<const Table *> table_; ///< owner_'s
    // Where its parts are, as numbers: they may no longer be there.
    std::atomic<size_t> maskHint_{0};
    std::atomic<quintptr> tagsHint_{0};
    std::atomic<quintptr> recordsHint_{0};
    size_t count_ = 0;
};

} // namespace consultantos
