// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/memory/memory_cache_shard.h"

#include <algorithm>
#include <limits>

namespace consultantos {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::duration_cast;
using std::chrono::milliseconds;

constexpr quint32 SampleEvery = 64;
constexpr int SweptPerWrite = 2;
// What is meant to last longer would overflow the clock's nanoseconds, and doesn't outlive the process anyway.
constexpr milliseconds LongestLife = std::chrono::hours(24 * 365 * 10);

// What a hit saves, in seconds: the time of the computation, its money at 100 s for a unit of currency, and a
// millisecond, so that what cost nothing measurable is still weighed by its size and use.
float worthOf(const CacheCost &cost)
{
    constexpr double Least = 1e-3;
    constexpr double SecondsPerMicroUnit = 1e-4;
    constexpr double Most = 1e9;
    const auto worth = Least + std::max(cost.seconds, 0.0)
                       + static_cast<double>(std::max<qint64>(cost.microUnits, 0)) * SecondsPerMicroUnit;
    return static_cast<float>(worth < Most ? worth : Most);
}

milliseconds remaining(std::chrono::nanoseconds until, std::chrono::nanoseconds now)
{
    return until > now ? duration_cast<milliseconds>(until - now) : milliseconds(0);
}

milliseconds bounded(milliseconds life)
{
    return std::clamp(life, milliseconds(0), LongestLife);
}

void addLatency(CacheLatency &latency, Clock::time_point begin)
{
    const auto seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    const auto bound = std::lower_bound(CacheLatency::Bounds.begin(), CacheLatency::Bounds.end(), seconds);
    if (bound != CacheLatency::Bounds.end())
        ++latency.counts[static_cast<size_t>(bound - CacheLatency::Bounds.begin())];
    ++latency.total;
    latency.sumSeconds += seconds;
}

void addLatencies(CacheLatency &sum, const CacheLatency &latency)
{
    for (size_t i = 0; i < sum.counts.size(); ++i)
        sum.counts[i] += latency.counts[i];
    sum.total += latency.total;
    sum.sumSeconds += latency.sumSeconds;
}

} // namespace

void MemoryCacheShard::get(quint64 hash, QByteArrayView key, Time now, CacheLookup &lookup)
{
    const bool sampled = isSampled(getTick_);
    const auto begin = sampled ? Clock::now() : Clock::time_point();
    Garbage garbage;
    const std::lock_guard lock(mutex_);
    auto *record = find(hash, key);
    if (record != nullptr && record->usableUntil <= now) {
        removeRecord(*record, garbage);
        ++figures_.expirations;
        record = nullptr;
    }
    if (record == nullptr) {
        ++figures_.misses;
    } else {
        lookup.outcome = CacheLookup::Outcome::Hit;
        lookup.entry = record->entry;
        lookup.life = {remaining(record->freshUntil, now), remaining(record->usableUntil, now),
                       duration_cast<milliseconds>(now - record->bornAt)};
        ++(lookup.life.fresh.count() > 0 ? figures_.hits : figures_.staleHits);
        eviction_.hit(record->node);
    }
    if (sampled)
        addLatency(figures_.getLatency, begin);
}

void MemoryCacheShard::set(quint64 hash, const std::vector<quint64> &tags, const CacheWrite &write, quint64 charge,
                           Time now)
{
    const bool sampled = isSampled(setTick_);
    const auto begin = sampled ? Clock::now() : Clock::time_point();
    Garbage garbage;
    const std::lock_guard lock(mutex_);
    ++figures_.sets;
    if (marks_.refuses(hash, tags, write.stamp)) {
        ++figures_.refusedSets;
        return;
    }
    const auto usable = std::max(bounded(write.life.usable), bounded(write.life.fresh));
    // The new value takes the old one's place even where it can't be kept itself.
    if (const auto known = eviction_.find(hash); known != eviction::NoNode)
        removeRecord(records_[eviction_.slotOf(known)], garbage);
    if (usable.count() == 0 || charge > std::numeric_limits<quint32>::max()) {
        ++figures_.droppedSets;
        return;
    }
    sweep(now, garbage);
    const auto slot = takeSlot();
    victims_.clear();
    const auto node = eviction_.admit(hash, static_cast<quint32>(charge), worthOf(write.entry->cost), slot, victims_);
    for (const auto victim : victims_) {
        freeRecord(victim, garbage);
        ++figures_.evictions;
    }
    if (node == eviction::NoNode) {
        freeSlots_.push_back(slot);
        ++figures_.droppedSets;
        return;
    }
    auto &record = records_[slot];
    record.key = write.key;
    record.entry = write.entry;
    record.freshUntil = now + bounded(write.life.fresh);
    record.usableUntil = now + usable;
    record.bornAt = now - bounded(write.life.age);
    record.stamp = write.stamp;
    record.node = node;
    record.hashEnd = static_cast<quint32>(hash);
    index_.insert(hash, slot);
    linkTags(slot, tags);
    if (sampled)
        addLatency(figures_.setLatency, begin);
}

void MemoryCacheShard::countDropped()
{
    const std::lock_guard lock(mutex_);
    ++figures_.sets;
    ++figures_.droppedSets;
}

void MemoryCacheShard::removeKey(quint64 hash, const QByteArray &key, CacheStamp stamp)
{
    Garbage garbage;
    const std::lock_guard lock(mutex_);
    marks_.markKey(hash, stamp);
    if (auto *record = find(hash, key); record != nullptr && record->stamp < stamp)
        removeRecord(*record, garbage);
}

void MemoryCacheShard::removeTag(quint64 tag, CacheStamp stamp)
{
    Garbage garbage;
    const std::lock_guard lock(mutex_);
    marks_.markTag(tag, stamp);
    const auto place = tags_.find(tag);
    if (place == tags_.end())
        return;
    // A copy: removing the last member takes the list away.
    const auto members = place->second;
    for (const auto &member : members) {
        if (auto &record = records_[member.slot]; record.stamp < stamp)
            removeRecord(record, garbage);
    }
}

void MemoryCacheShard::removeAll(CacheStamp stamp)
{
    Garbage garbage;
    const std::lock_guard lock(mutex_);
    marks_.markAll(stamp);
    for (auto &record : records_) {
        if (record.entry && record.stamp < stamp)
            removeRecord(record, garbage);
    }
}

void MemoryCacheShard::addTo(CacheLevelStats &stats) const
{
    const std::lock_guard lock(mutex_);
    stats.hits += figures_.hits;
    stats.staleHits += figures_.staleHits;
    stats.misses += figures_.misses;
    stats.sets += figures_.sets;
    stats.refusedSets += figures_.refusedSets;
    stats.droppedSets += figures_.droppedSets;
    stats.evictions += figures_.evictions;
    stats.expirations += figures_.expirations;
    stats.entries += eviction_.count();
    stats.bytes += eviction_.bytes();
    stats.capacity += eviction_.capacity();
    addLatencies(stats.getLatency, figures_.getLatency);
    addLatencies(stats.setLatency, figures_.setLatency);
}

MemoryCacheShard::Slot MemoryCacheShard::takeSlot()
{
    if (!freeSlots_.empty()) {
        const auto slot = freeSlots_.back();
        freeSlots_.pop_back();
        return slot;
    }
    records_.emplace_back();
    return static_cast<Slot>(records_.size() - 1);
}

MemoryCacheShard::Record *MemoryCacheShard::find(quint64 hash, QByteArrayView key)
{
    // Not by the tournament's own index: its node and the record are then fetched from memory side by side.
    const auto slot =
        index_.find(hash, [this, key](Slot candidate) { return QByteArrayView(records_[candidate].key) == key; });
    return slot == eviction::HashIndex::Nothing ? nullptr : &records_[slot];
}

void MemoryCacheShard::linkTags(Slot slot, const std::vector<quint64> &tags)
{
    auto &links = records_[slot].tags;
    for (const auto tag : tags) {
        if (std::any_of(links.begin(), links.end(), [tag](const TagLink &link) { return link.tag == tag; }))
            continue;
        auto &members = tags_[tag];
        links.push_back({tag, static_cast<quint32>(members.size())});
        members.push_back({slot, static_cast<quint32>(links.size() - 1)});
    }
}

void MemoryCacheShard::unlinkTags(Record &record)
{
    for (const auto &link : record.tags) {
        const auto place = tags_.find(link.tag);
        auto &members = place->second;
        const auto last = members.back();
        members[link.place] = last;
        records_[last.slot].tags[last.link].place = link.place;
        members.pop_back();
        if (members.empty())
            tags_.erase(place);
    }
    record.tags.clear();
}

void MemoryCacheShard::freeRecord(Slot slot, Garbage &garbage)
{
    auto &record = records_[slot];
    unlinkTags(record);
    index_.erase(record.hashEnd, slot);
    garbage.push_back(std::move(record.entry));
    record = {};
    freeSlots_.push_back(slot);
}

void MemoryCacheShard::removeRecord(Record &record, Garbage &garbage)
{
    eviction_.remove(record.node);
    freeRecord(static_cast<Slot>(&record - records_.data()), garbage);
}

void MemoryCacheShard::sweep(Time now, Garbage &garbage)
{
    const auto steps = std::min<size_t>(SweptPerWrite, records_.size());
    for (size_t i = 0; i < steps; ++i) {
        sweptTo_ = sweptTo_ + 1 < records_.size() ? sweptTo_ + 1 : 0;
        auto &record = records_[sweptTo_];
        if (record.entry && record.usableUntil <= now) {
            removeRecord(record, garbage);
            ++figures_.expirations;
        }
    }
}

bool MemoryCacheShard::isSampled(std::atomic<quint32> &tick)
{
    // Not exact between threads, which a sample needn't be: no locked instruction for it.
    const auto value = tick.load(std::memory_order_relaxed);
    tick.store(value + 1, std::memory_order_relaxed);
    return value % SampleEvery == 0;
}

} // namespace consultantos
