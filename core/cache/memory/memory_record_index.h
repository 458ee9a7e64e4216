// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/memory/memory_record.h"

#include <atomic>
#include <memory>
#include <vector>

namespace consultantos {

/// Finds records by key: open addressing with linear probing, at most half full. Any number of threads may look while one
/// changes it (writers exclude each other). Who looks may miss a record that is being moved, but never finds one that was
/// erased before it began: so only what is found counts, and a miss is to be confirmed by a writer.
///
/// Whoever looks without being the writer must keep records and former tables from being freed meanwhile (ReadStripes).
class MemoryRecordIndex {
public:
    MemoryRecordIndex();

    /// Null if there is none.
    [[nodiscard]] const MemoryRecord *find(quint64 hash, QByteArrayView key) const
    {
        const auto *table = table_.load();
        auto at = static_cast<size_t>(hash) & table->mask;
        for (size_t steps = 0; steps <= table->mask; ++steps) {
            const auto &place = table->places[at];
            const auto *record = place.record.load();
            if (record == nullptr)
                return nullptr;
            if (place.hash.load(std::memory_order_relaxed) == hash && record->hasKey(key))
                return record;
            at = (at + 1) & table->mask;
        }
        return nullptr;
    }
    /// For a record that isn't there. A table that this makes too small is replaced, and returned to be freed when nobody
    /// reads it any more; else null.
    std::shared_ptr<const void> insert(quint64 hash, const MemoryRecord *record);
    /// Of the same key: whoever looks finds the one or the other.
    void replace(quint64 hash, const MemoryRecord *old, const MemoryRecord *record);
    void erase(quint64 hash, const MemoryRecord *record);

private:
    struct Place {
        std::atomic<quint64> hash{0};
        std::atomic<const MemoryRecord *> record{nullptr};
    };
    struct Table {
        explicit Table(size_t count)
            : mask(count - 1)
            , places(count)
        {
        }
        size_t mask; ///< a power of two less one
        std::vector<Place> places;
    };

    [[nodiscard]] size_t placeOf(quint64 hash, const MemoryRecord *record) const;
    static void put(Table &table, quint64 hash, const MemoryRecord *record);

    std::shared_ptr<Table> owner_;
    std::atomic<const Table *> table_; ///< owner_'s
    size_t count_ = 0;
};

} // namespace consultantos
