// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/memory/memory_record.h"

#include "cache/memory/memory_record_pool.h"

#include <algorithm>
#include <memory>

namespace consultantos {

namespace {

// Gives a shared pointer's count and what it points to one block, which is larger than they are: the rest is the key's.
template <typename T>
class BlockAllocator {
public:
    using value_type = T;

    explicit BlockAllocator(RecordBlocks &blocks)
        : blocks_(&blocks)
    {
    }
    template <typename U>
    BlockAllocator(const BlockAllocator<U> &other)
        : blocks_(&other.blocks())
    {
    }
    [[nodiscard]] RecordBlocks &blocks() const { return *blocks_; }
    T *allocate(size_t count)
    {
        Q_ASSERT(count * sizeof(T) <= blocks_->blockBytes());
        return static_cast<T *>(blocks_->take());
    }
    void deallocate(T *memory, size_t) { blocks_->giveBack(memory); }
    template <typename U>
    bool operator==(const BlockAllocator<U> &other) const
    {
        return blocks_ == &other.blocks();
    }

private:
    RecordBlocks *blocks_;
};

// Says how much memory count and record take together, which only the standard library knows.
template <typename T>
class MeasuringAllocator {
public:
    using value_type = T;

    explicit MeasuringAllocator(size_t &bytes)
        : bytes_(&bytes)
    {
    }
    template <typename U>
    MeasuringAllocator(const MeasuringAllocator<U> &other)
        : bytes_(&other.bytes())
    {
    }
    [[nodiscard]] size_t &bytes() const { return *bytes_; }
    T *allocate(size_t count)
    {
        *bytes_ = count * sizeof(T);
        return std::allocator<T>().allocate(count);
    }
    void deallocate(T *memory, size_t count) { std::allocator<T>().deallocate(memory, count); }
    template <typename U>
    bool operator==(const MeasuringAllocator<U> &) const
    {
        return true;
    }

private:
    size_t *bytes_;
};

} // namespace

size_t MemoryRecord::bytesWithCount()
{
    // The allocator that measures is as large as the one that is used.
    static_assert(sizeof(MeasuringAllocator<char>) == sizeof(BlockAllocator<char>));
    size_t bytes = 0;
    std::allocate_shared<MemoryRecord>(MeasuringAllocator<MemoryRecord>(bytes), nullptr, Lives(), 0U);
    return bytes;
}

MemoryRecord *MemoryRecord::make(MemoryRecordPool &pool, QByteArrayView key, const CacheEntryPtr &entry,
                                 const Lives &lives, quint32 row)
{
    static const auto OwnBytes = bytesWithCount();
    auto &blocks = pool.blocksFor(OwnBytes + static_cast<size_t>(key.size()));
    const auto record = std::allocate_shared<MemoryRecord>(BlockAllocator<MemoryRecord>(blocks), entry, lives, row);
    record->handle_ = CacheEntryPtr(record, entry.get());
    auto *keyPlace = static_cast<char *>(blocks.lastTaken()) + OwnBytes;
    std::copy(key.begin(), key.end(), keyPlace);
    record->keySize_ = static_cast<quint16>(key.size());
    record->keyOffset_ = static_cast<quint16>(keyPlace - reinterpret_cast<char *>(record.get()));
    return record.get();
}

MemoryRecord::MemoryRecord(const CacheEntryPtr &entry, const Lives &lives, quint32 row)
    : lives_(lives)
    , row_(row)
    , entry_(entry)
{
}

} // namespace consultantos
