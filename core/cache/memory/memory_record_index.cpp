// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/memory/memory_record_index.h"

namespace consultantos {

namespace {
constexpr size_t FirstPlaces = 16;
} // namespace

MemoryRecordIndex::MemoryRecordIndex()
    : owner_(std::make_shared<Table>(FirstPlaces))
    , table_(owner_.get())
{
}

std::shared_ptr<const void> MemoryRecordIndex::insert(quint64 hash, const MemoryRecord *record)
{
    std::shared_ptr<Table> former;
    if ((count_ + 1) * 2 > owner_->places.size()) {
        auto larger = std::make_shared<Table>(owner_->places.size() * 2);
        for (const auto &place : owner_->places) {
            if (const auto *kept = place.record.load(std::memory_order_relaxed))
                put(*larger, place.hash.load(std::memory_order_relaxed), kept);
        }
        former = std::exchange(owner_, larger);
        table_.store(owner_.get());
    }
    put(*owner_, hash, record);
    ++count_;
    return former;
}

void MemoryRecordIndex::put(Table &table, quint64 hash, const MemoryRecord *record)
{
    auto at = static_cast<size_t>(hash) & table.mask;
    while (table.places[at].record.load(std::memory_order_relaxed) != nullptr)
        at = (at + 1) & table.mask;
    // The record last: who sees it sees its hash.
    table.places[at].hash.store(hash, std::memory_order_relaxed);
    table.places[at].record.store(record);
}

size_t MemoryRecordIndex::placeOf(quint64 hash, const MemoryRecord *record) const
{
    auto at = static_cast<size_t>(hash) & owner_->mask;
    while (owner_->places[at].record.load(std::memory_order_relaxed) != record)
        at = (at + 1) & owner_->mask;
    return at;
}

void MemoryRecordIndex::replace(quint64 hash, const MemoryRecord *old, const MemoryRecord *record)
{
    owner_->places[placeOf(hash, old)].record.store(record);
}

void MemoryRecordIndex::erase(quint64 hash, const MemoryRecord *record)
{
    auto &places = owner_->places;
    const auto mask = owner_->mask;
    auto hole = placeOf(hash, record);
    // Who stands behind the hole and not before its home moves into it, so that no search ends too early.
    for (auto at = (hole + 1) & mask;; at = (at + 1) & mask) {
        const auto *moved = places[at].record.load(std::memory_order_relaxed);
        if (moved == nullptr)
            break;
        const auto movedHash = places[at].hash.load(std::memory_order_relaxed);
        if (((at - static_cast<size_t>(movedHash)) & mask) < ((at - hole) & mask))
            continue;
        places[hole].hash.store(movedHash, std::memory_order_relaxed);
        places[hole].record.store(moved);
        hole = at;
    }
    places[hole].record.store(nullptr);
    --count_;
}

} // namespace consultantos
