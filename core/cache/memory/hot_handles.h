// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/memory/memory_record.h"
#include "cache/memory/read_stripes.h"

#include <array>
#include <atomic>
#include <memory>

namespace consultantos {

/// Handles of the few records that several threads ask for all the time: one for each place to read at, each with a count
/// of owners on a line of its own, so that threads don't wait for one another's count. The record is then only read.
///
/// handleOf() for readers under a claim of ReadStripes; all else for the writer. What drop() returns may be freed once
/// nobody reads any more.
class HotHandles {
public:
    /// A record's handle for the reader at this place: the record's own if it isn't hot.
    [[nodiscard]] const CacheEntryPtr &handleOf(const MemoryRecord &record, quint32 place) const
    {
        const auto number = record.hotNumber().load(std::memory_order_relaxed);
        if (number == 0)
            return record.handle();
        // The set may be another record's by now.
        const auto *set = sets_[number - 1].load();
        return set != nullptr && set->record == &record ? set->handles[place] : record.handle();
    }
    /// One of the hits, picked evenly. Makes handles once it seems that several places share much of them.
    void sample(quint64 hash, quint32 place, const MemoryRecord &record);
    /// For a record that goes; null if it isn't hot.
    [[nodiscard]] std::shared_ptr<const void> drop(const MemoryRecord &record);

private:
    static constexpr size_t MostRecords = 32;
    static constexpr size_t Candidates = 32;
    static constexpr quint32 HotAt = 6;

    struct Set {
        const MemoryRecord *record;
        std::array<CacheEntryPtr, ReadStripes::Count> handles;
    };
    /// Counts what is frequent among what shares its place here: others of the place count against it (Misra, Gries, "Finding
    /// repeated elements", 1982).
    struct Candidate {
        quint64 hash = 0;
        quint32 count = 0;
        quint32 place = 0; ///< the last reader's
    };

    void makeHot(const MemoryRecord &record);

    std::array<std::atomic<const Set *>, MostRecords> sets_{};
    std::array<std::shared_ptr<const Set>, MostRecords> owners_;
    std::array<Candidate, Candidates> candidates_;
};

} // namespace consultantos
