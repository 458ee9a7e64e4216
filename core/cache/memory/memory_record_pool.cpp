// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/memory/memory_record_pool.h"

#include <algorithm>
#include <new>

namespace consultantos {

namespace {

constexpr std::align_val_t LineAlignment{64};
constexpr size_t FirstBlocks = 16; // of a piece; each later one has twice as many
constexpr size_t MostBlocks = 1'024;

// Where every use of freed memory is to be seen, each block is memory of its own.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool IsPooled = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool IsPooled = false;
#else
constexpr bool IsPooled = true;
#endif
#else
constexpr bool IsPooled = true;
#endif

} // namespace

void *RecordBlocks::take()
{
    owners_.fetch_add(1, std::memory_order_relaxed);
    if (!IsPooled)
        return lastTaken_ = ::operator new(blockBytes_, LineAlignment);
    if (free_ == nullptr)
        free_ = returned_.exchange(nullptr, std::memory_order_acquire);
    if (free_ == nullptr)
        addPiece();
    auto *link = free_;
    free_ = link->next;
    return lastTaken_ = link;
}

void RecordBlocks::giveBack(void *block)
{
    if (IsPooled) {
        // The row is only ever taken as a whole, so a link can't come back into it while another is being put in front.
        auto *link = new (block) Link{returned_.load(std::memory_order_relaxed)};
        while (
            !returned_.compare_exchange_weak(link->next, link, std::memory_order_release, std::memory_order_relaxed)) {
        }
    } else {
        ::operator delete(block, LineAlignment);
    }
    letGo();
}

void RecordBlocks::letGo()
{
    if (owners_.fetch_sub(1, std::memory_order_acq_rel) == 1)
        delete this;
}

void RecordBlocks::addPiece()
{
    const auto count = std::min(FirstBlocks << std::min<size_t>(pieces_.size(), 16), MostBlocks);
    pieces_.reserve(pieces_.size() + 1);
    auto *bytes = static_cast<char *>(::operator new(count *blockBytes_, LineAlignment));
    pieces_.push_back(bytes);
    // From behind, so that they are given out in the order of their addresses.
    for (auto at = count; at-- > 0;)
        free_ = new (bytes + at * blockBytes_) Link{free_};
}

RecordBlocks::~RecordBlocks()
{
    for (auto *piece : pieces_)
        ::operator delete(piece, LineAlignment);
}

MemoryRecordPool::~MemoryRecordPool()
{
    for (auto *blocks : blocks_) {
        if (blocks != nullptr)
            blocks->letGo();
    }
}

RecordBlocks &MemoryRecordPool::blocksFor(size_t bytes)
{
    const auto lines = std::clamp<size_t>((bytes + Line - 1) / Line, 1, blocks_.size());
    auto *&blocks = blocks_[lines - 1];
    if (blocks == nullptr)
        blocks = new RecordBlocks(lines * Line);
    return *blocks;
}

} // namespace consultantos
