// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <atomic>
#include <cstddef>
#include <vector>

namespace consultantos {

/// Blocks of one size, each at the beginning of a cache line, from few large pieces of memory. take() from one thread at a
/// time, giveBack() from any. Lives as long as its pool or a block of it does; the pieces are given back with it.
class RecordBlocks {
public:
    explicit RecordBlocks(size_t blockBytes)
        : blockBytes_(blockBytes)
    {
    }
    RecordBlocks(const RecordBlocks &) = delete;
    RecordBlocks &operator=(const RecordBlocks &) = delete;

    [[nodiscard]] size_t blockBytes() const { return blockBytes_; }
    [[nodiscard]] void *take();
    /// What take() gave last.
    [[nodiscard]] void *lastTaken() const { return lastTaken_; }
    void giveBack(void *block);
    /// For the pool.
    void letGo();

private:
    struct Link {
        Link *next;
    };

    ~RecordBlocks();
    void addPiece();

    size_t blockBytes_;
    Link *free_ = nullptr;
    void *lastTaken_ = nullptr;
    std::vector<void *> pieces_;
    std::atomic<Link *> returned_{nullptr};
    std::atomic<size_t> owners_{1};
};

/// Memory for a shard's records: they lie together and not between the values, so that a look-up seldom meets a page that
/// the processor must look up first. Not thread-safe; what it gave out may outlive it.
class MemoryRecordPool {
public:
    static constexpr size_t MostBytes = 640; ///< for a record with the longest key

    MemoryRecordPool() = default;
    ~MemoryRecordPool();
    MemoryRecordPool(const MemoryRecordPool &) = delete;
    MemoryRecordPool &operator=(const MemoryRecordPool &) = delete;

    /// The smallest blocks that hold so many bytes, at most MostBytes.
    [[nodiscard]] RecordBlocks &blocksFor(size_t bytes);

private:
    static constexpr size_t Line = 64;

    std::array<RecordBlocks *, MostBytes / Line> blocks_{}; ///< made when needed
};

} // namespace consultantos
