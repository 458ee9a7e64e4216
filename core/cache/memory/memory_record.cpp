// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/memory/memory_record.h"

#include <algorithm>
#include <memory>
#include <new>

namespace consultantos {

namespace {
// With a key of 31 bytes, count of owners, record and key fill two lines: not three, as they else mostly would.
constexpr std::align_val_t CacheLine{64};
} // namespace

/// Takes so many bytes more than asked for, and says where they are.
template <typename T>
class MemoryRecord::Allocator {
public:
    using value_type = T;

    explicit Allocator(Place &place)
        : place_(&place)
    {
    }
    template <typename U>
    Allocator(const Allocator<U> &other)
        : place_(other.place_)
    {
    }
    T *allocate(size_t count)
    {
        static_assert(alignof(T) <= static_cast<size_t>(CacheLine));
        auto *bytes = static_cast<char *>(::operator new(count * sizeof(T) + place_->bytes, CacheLine));
        place_->begin = bytes + count * sizeof(T);
        return reinterpret_cast<T *>(bytes);
    }
    void deallocate(T *memory, size_t) { ::operator delete(static_cast<void *>(memory), CacheLine); }
    template <typename U>
    bool operator==(const Allocator<U> &) const
    {
        return true;
    }

    Place *place_; ///< make()'s own: only valid while that runs, and not looked at afterwards
};

MemoryRecord *MemoryRecord::make(QByteArrayView key, const CacheEntryPtr &entry, const Lives &lives, quint32 row)
{
    Place place{static_cast<size_t>(key.size())};
    const auto record = std::allocate_shared<MemoryRecord>(Allocator<MemoryRecord>(place), key, entry, lives, row,
                                                           std::as_const(place));
    record->handle_ = CacheEntryPtr(record, entry.get());
    return record.get();
}

MemoryRecord::MemoryRecord(QByteArrayView key, const CacheEntryPtr &entry, const Lives &lives, quint32 row,
                           const Place &keyPlace)
    : lives_(lives)
    , keySize_(static_cast<quint16>(key.size()))
    , keyOffset_(static_cast<quint16>(keyPlace.begin - reinterpret_cast<char *>(this)))
    , row_(row)
    , entry_(entry)
{
    std::copy(key.begin(), key.end(), keyPlace.begin);
}

} // namespace consultantos
