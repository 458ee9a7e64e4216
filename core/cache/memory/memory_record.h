// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_entry.h"

#include <QByteArrayView>

#include <atomic>
#include <chrono>
#include <cstring>
#include <utility>

namespace consultantos {

class MemoryRecordPool;

/// An entry of level 1 as readers find it without a lock: it never changes once it is published, but for the atomic
/// toldAt().
///
/// What is handed out is a shared pointer to the entry that owns the record: so the count of its owners and the key stand
/// in the same piece of memory as the record, and a hit reads fewer lines. The record owns itself until retire().
class MemoryRecord {
public:
    using Time = std::chrono::nanoseconds;
    struct Lives {
        Time freshUntil{0};
        Time usableUntil{0};
        Time bornAt{0};
    };

    /// A record that owns itself. Never null.
    static MemoryRecord *make(MemoryRecordPool &pool, QByteArrayView key, const CacheEntryPtr &entry,
                              const Lives &lives, quint32 row);
    /// For make().
    MemoryRecord(const CacheEntryPtr &entry, const Lives &lives, quint32 row);
    MemoryRecord(const MemoryRecord &) = delete;
    MemoryRecord &operator=(const MemoryRecord &) = delete;

    /// The entry, owning the record.
    [[nodiscard]] const CacheEntryPtr &handle() const { return handle_; }
    [[nodiscard]] const Lives &lives() const { return lives_; }
    [[nodiscard]] bool hasKey(QByteArrayView key) const
    {
        return key.size() == keySize_
               && isSame(key.data(), reinterpret_cast<const char *>(this) + keyOffset_, keySize_);
    }
    /// The entry as make() got it.
    [[nodiscard]] const CacheEntryPtr &entry() const { return entry_; }
    /// Which of the shard's rows is the record's.
    [[nodiscard]] quint32 row() const { return row_; }
    /// The shard's count of uses when eviction last heard of a use of this one.
    [[nodiscard]] std::atomic<quint32> &toldAt() const { return toldAt_; }
    /// Ends the record's ownership of itself: it lives as long as what is returned and what was handed out. Only when no
    /// reader can come to it any more.
    [[nodiscard]] CacheEntryPtr retire() { return std::move(handle_); }

private:
    [[nodiscard]] static size_t bytesWithCount();
    /// memcmp() that needs no call for keys of usual length.
    static bool isSame(const char *a, const char *b, size_t size)
    {
        constexpr size_t Word = sizeof(quint64);
        if (size < Word)
            return size == 0 || std::memcmp(a, b, size) == 0;
        const auto differ = [a, b](size_t at) {
            quint64 ofA = 0;
            quint64 ofB = 0;
            std::memcpy(&ofA, a + at, Word);
            std::memcpy(&ofB, b + at, Word);
            return ofA ^ ofB;
        };
        auto difference = differ(size - Word);
        for (size_t at = 0; at + Word < size; at += Word)
            difference |= differ(at);
        return difference == 0;
    }

    // In the order in which a hit reads them, behind the count of owners.
    CacheEntryPtr handle_;
    Lives lives_;
    quint16 keySize_ = 0;
    quint16 keyOffset_ = 0; ///< from the record's own address
    quint32 row_;
    mutable std::atomic<quint32> toldAt_{0};
    CacheEntryPtr entry_;
};

} // namespace consultantos
