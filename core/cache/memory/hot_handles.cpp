// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/memory/hot_handles.h"

#include <algorithm>
#include <utility>

namespace consultantos {

namespace {

// Its count of owners, which stands before it, has a line of its own because of this alignment.
struct alignas(64) Owner {
    CacheEntryPtr entry;
};

} // namespace

void HotHandles::sample(quint64 hash, quint32 place, const MemoryRecord &record)
{
    if (record.hotNumber().load(std::memory_order_relaxed) != 0)
        return;
    auto &candidate = candidates_[static_cast<size_t>(hash >> 32) % Candidates];
    if (candidate.count == 0) {
        candidate = {hash, 1, place};
    } else if (candidate.hash != hash) {
        --candidate.count;
    } else if (candidate.place != place) {
        candidate.place = place;
        if (++candidate.count >= HotAt) {
            candidate = {};
            makeHot(record);
        }
    }
}

void HotHandles::makeHot(const MemoryRecord &record)
{
    const auto free = std::find(owners_.begin(), owners_.end(), nullptr);
    if (free == owners_.end())
        return;
    auto set = std::make_shared<Set>();
    set->record = &record;
    for (auto &handle : set->handles)
        handle = CacheEntryPtr(std::make_shared<Owner>(Owner{record.entry()}), record.entry().get());
    const auto at = static_cast<size_t>(free - owners_.begin());
    sets_[at].store(set.get());
    *free = std::move(set);
    record.hotNumber().store(static_cast<quint32>(at + 1), std::memory_order_relaxed);
}

std::shared_ptr<const void> HotHandles::drop(const MemoryRecord &record)
{
    const auto number = record.hotNumber().load(std::memory_order_relaxed);
    if (number == 0)
        return nullptr;
    sets_[number - 1].store(nullptr);
    return std::exchange(owners_[number - 1], nullptr);
}

} // namespace consultantos
