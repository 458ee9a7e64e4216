// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/memory/memory_record_index.h"

#include <utility>

namespace consultantos {

namespace {
constexpr size_t FirstPlaces = 16;
} // namespace

void MemoryRecordIndex::Table::set(size_t at, quint64 hash, const MemoryRecord *record)
{
    hashes[at] = hash;
    records[at].store(record);
    tags[at].store(record != nullptr ? tagOf(hash) : Free, std::memory_order_release);
}

void MemoryRecordIndex::Table::put(quint64 hash, const MemoryRecord *record)
{
    auto at = homeOf(hash);
    while (tags[at].load(std::memory_order_relaxed) != Free)
        at = next(at);
    set(at, hash, record);
}

MemoryRecordIndex::MemoryRecordIndex()
    : owner_(std::make_shared<Table>(FirstPlaces))
{
    publish();
}

void MemoryRecordIndex::publish()
{
    table_.store(owner_.get());
    maskHint_.store(owner_->mask, std::memory_order_relaxed);
    tagsHint_.store(reinterpret_cast<quintptr>(owner_->tags.data()), std::memory_order_relaxed);
    recordsHint_.store(reinterpret_cast<quintptr>(owner_->records.data()), std::memory_order_relaxed);
}

std::shared_ptr<const void> MemoryRecordIndex::insert(quint64 hash, const MemoryRecord *record)
{
    std::shared_ptr<Table> former;
    if ((count_ + 1) * 4 > owner_->records.size() * 3) {
        auto larger = std::make_shared<Table>(owner_->records.size() * 2);
        for (size_t at = 0; at < owner_->records.size(); ++at) {
            if (const auto *kept = owner_->records[at].load(std::memory_order_relaxed))
                larger->put(owner_->hashes[at], kept);
        }
        former = std::exchange(owner_, larger);
        publish();
    }
    owner_->put(hash, record);
    ++count_;
    return former;
}

size_t MemoryRecordIndex::placeOf(quint64 hash, const MemoryRecord *record) const
{
    auto at = owner_->homeOf(hash);
    while (owner_->records[at].load(std::memory_order_relaxed) != record)
        at = owner_->next(at);
    return at;
}

void MemoryRecordIndex::replace(quint64 hash, const MemoryRecord *old, const MemoryRecord *record)
{
    owner_->records[placeOf(hash, old)].store(record);
}

void MemoryRecordIndex::erase(quint64 hash, const MemoryRecord *record)
{
    auto &table = *owner_;
    auto hole = placeOf(hash, record);
    // Who stands behind the hole and not before its home moves into it, so that no search ends too early.
    for (auto at = table.next(hole);; at = table.next(at)) {
        const auto *moved = table.records[at].load(std::memory_order_relaxed);
        if (moved == nullptr)
            break;
        if (((at - table.homeOf(table.hashes[at])) & table.mask) < ((at - hole) & table.mask))
            continue;
        table.set(hole, table.hashes[at], moved);
        hole = at;
    }
    table.set(hole, 0, nullptr);
    --count_;
}

} // namespace consultantos
