// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/memory/memory_cache_shard.h"

#include <algorithm>
#include <limits>

namespace consultantos {

namespace {

using SampleClock = std::chrono::steady_clock;
using std::chrono::duration_cast;
using std::chrono::milliseconds;

constexpr quint32 SampleEvery = ReadStripes::MostUses;
// How far back the last telling of a use is set for what eviction is to hear of at the next use in any case.
constexpr quint32 LongAgo = 1U << 30;
// As long as nothing new comes, nobody has to go: ever fewer uses are told then, down to one in so many.
constexpr quint32 LeastTold = 64;

// What a reader notes of a use: the row, and enough of the hash to tell whether it is still that key's.
constexpr quint64 noteOf(quint64 hash, quint32 row)
{
    return (hash & ~quint64{0xFFFFFFFF}) | row;
}
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

void addLatency(CacheLatency &latency, SampleClock::time_point begin)
{
    const auto seconds = std::chrono::duration<double>(SampleClock::now() - begin).count();
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

inline void fill(CacheLookup &lookup, const MemoryRecord &record, std::chrono::nanoseconds now)
{
    const auto &lives = record.lives();
    lookup.outcome = CacheLookup::Outcome::Hit;
    lookup.entry = record.handle();
    lookup.life = {remaining(lives.freshUntil, now), remaining(lives.usableUntil, now),
                   duration_cast<milliseconds>(now - lives.bornAt)};
}

} // namespace

/// Holds the lock, and frees what nobody reads any more after giving it back.
class MemoryCacheShard::Writing {
public:
    explicit Writing(MemoryCacheShard &shard)
        : shard_(shard)
        , lock_(shard.mutex_)
    {
    }
    ~Writing()
    {
        shard_.collect(garbage_);
        lock_.unlock();
    }
    Writing(const Writing &) = delete;
    Writing &operator=(const Writing &) = delete;

private:
    MemoryCacheShard &shard_;
    Garbage garbage_;
    std::unique_lock<std::mutex> lock_;
};

MemoryCacheShard::~MemoryCacheShard()
{
    for (auto &row : rows_) {
        if (row.record != nullptr)
            static_cast<void>(row.record->retire());
    }
    for (auto &retired : retired_) {
        if (retired.record != nullptr)
            static_cast<void>(retired.record->retire());
    }
}

void MemoryCacheShard::get(quint64 hash, QByteArrayView key, Time now, CacheLookup &lookup)
{
    SampleClock::time_point begin;
    if (findWithoutLock(hash, key, now, lookup, begin))
        return;
    const Writing writing(*this);
    auto *row = find(hash, key);
    if (row != nullptr && row->record->lives().usableUntil <= now) {
        removeRow(*row);
        ++figures_.expirations;
        row = nullptr;
    }
    if (row == nullptr) {
        ++figures_.misses;
    } else {
        // It came in between, or all places to read at were taken.
        fill(lookup, *row->record, now);
        ++(lookup.life.fresh.count() > 0 ? figures_.hits : figures_.staleHits);
        eviction_.hit(row->node);
    }
    if (begin != SampleClock::time_point())
        addLatency(figures_.getLatency, begin);
}

bool MemoryCacheShard::findWithoutLock(quint64 hash, QByteArrayView key, Time now, CacheLookup &lookup,
                                       SampleClock::time_point &begin)
{
    ReadStripes::Claim stripe(stripes_);
    if (!stripe)
        return false;
    const bool isSampled = stripe->reads++ % SampleEvery == 0;
    if (isSampled)
        begin = SampleClock::now();
    const auto *record = index_.find(hash, key);
    if (record == nullptr || record->lives().usableUntil <= now)
        return false;
    fill(lookup, *record, now);
    ReadStripes::Stripe::increment(lookup.life.fresh.count() > 0 ? stripe->hits : stripe->staleHits);
    ++stripe->unreportedHits;
    if ((stripe->reads & (stripe->tellEvery - 1)) == 0 && !isQuiet(*record))
        stripe->addUse(noteOf(hash, record->row()));
    if (isSampled)
        keepHouse(*stripe, begin);
    return true;
}

bool MemoryCacheShard::isQuiet(const MemoryRecord &record) const
{
    // Below 0 where usesTold_ lags behind.
    const auto since = static_cast<qint32>(usesTold_.load(std::memory_order_relaxed)
                                           - record.toldAt().load(std::memory_order_relaxed));
    return since < static_cast<qint32>(quietSpan_.load(std::memory_order_relaxed));
}

void MemoryCacheShard::keepHouse(ReadStripes::Stripe &stripe, SampleClock::time_point begin)
{
    // A reader waits for nobody: the uses are told the next time, or in part never.
    const std::unique_lock lock(mutex_, std::try_to_lock);
    if (!lock)
        return;
    addLatency(figures_.getLatency, begin);
    takeUses(stripe);
}

void MemoryCacheShard::takeUses(ReadStripes::Stripe &stripe)
{
    const auto count = stripe.useCount.load(std::memory_order_relaxed);
    eviction_.passOver(stripe.unreportedHits - count);
    stripe.unreportedHits = 0;
    for (quint32 i = 0; i < count; ++i) {
        const auto &row = rows_[static_cast<Slot>(stripe.uses[i])];
        if (row.record == nullptr || stripe.uses[i] != noteOf(row.hash, static_cast<Slot>(stripe.uses[i])))
            continue;
        const auto node = row.node;
        eviction_.hit(node);
        const auto told = eviction_.isKeptByAll(node) ? eviction_.toldAt(node) : eviction_.hits() - LongAgo;
        row.record->toldAt().store(told, std::memory_order_relaxed);
    }
    stripe.useCount.store(0, std::memory_order_relaxed);
    const auto admissions = admissions_.load(std::memory_order_relaxed);
    stripe.tellEvery = admissions == stripe.admissionsSeen ? std::min(stripe.tellEvery * 2, LeastTold) : 1;
    stripe.admissionsSeen = admissions;
    // Readers' line is left alone while it is about right.
    const auto span = eviction_.quietSpan();
    if (eviction_.hits() - usesTold_.load(std::memory_order_relaxed) >= span / 8) {
        usesTold_.store(eviction_.hits(), std::memory_order_relaxed);
        quietSpan_.store(span, std::memory_order_relaxed);
    }
}

void MemoryCacheShard::takeAllUses()
{
    for (auto &stripe : stripes_.all()) {
        if (stripe.useCount.load(std::memory_order_relaxed) == 0)
            continue;
        if (const ReadStripes::Claim claim(stripes_, stripe); claim)
            takeUses(stripe);
    }
}

void MemoryCacheShard::set(quint64 hash, const std::vector<quint64> &tags, const CacheWrite &write, quint64 charge,
                           Time now)
{
    const Writing writing(*this);
    const bool isSampled = sets_++ % SampleEvery == 0;
    const auto begin = isSampled ? SampleClock::now() : SampleClock::time_point();
    ++figures_.sets;
    if (marks_.refuses(hash, tags, write.stamp)) {
        ++figures_.refusedSets;
        return;
    }
    takeAllUses();
    sweep(now);
    const auto usable = std::max(bounded(write.life.usable), bounded(write.life.fresh));
    auto known = eviction_.find(hash);
    if (known != eviction::NoNode) {
        // The new value takes the old one's place even where it can't be kept itself.
        auto &row = rows_[eviction_.slotOf(known)];
        if (usable.count() == 0 || charge > eviction_.capacity() || !row.record->hasKey(write.key)) {
            removeRow(row);
            known = eviction::NoNode;
        }
    }
    if (usable.count() == 0 || charge > std::numeric_limits<quint32>::max()) {
        ++figures_.droppedSets;
        return;
    }
    const MemoryRecord::Lives lives{now + bounded(write.life.fresh), now + usable, now - bounded(write.life.age)};
    victims_.clear();
    if (known != eviction::NoNode)
        renewRow(known, tags, write, static_cast<quint32>(charge), lives);
    else
        addRow(hash, tags, write, static_cast<quint32>(charge), lives);
    for (const auto victim : victims_) {
        freeRow(victim);
        ++figures_.evictions;
    }
    if (isSampled)
        addLatency(figures_.setLatency, begin);
}

void MemoryCacheShard::renewRow(eviction::NodeId node, const std::vector<quint64> &tags, const CacheWrite &write,
                                quint32 charge, const MemoryRecord::Lives &lives)
{
    const auto slot = eviction_.slotOf(node);
    auto &row = rows_[slot];
    // A value that was handed out from here and comes back brings the record along that it was found in.
    const auto &own = row.record->entry();
    auto *record = MemoryRecord::make(pool_, write.key, own == write.entry ? own : write.entry, lives, slot);
    record->toldAt().store(row.record->toldAt().load(std::memory_order_relaxed), std::memory_order_relaxed);
    index_.replace(row.hash, row.record, record);
    retire(std::exchange(row.record, record));
    row.stamp = write.stamp;
    unlinkTags(row);
    linkTags(slot, tags);
    eviction_.renew(node, charge, worthOf(write.entry->cost), victims_);
}

void MemoryCacheShard::addRow(quint64 hash, const std::vector<quint64> &tags, const CacheWrite &write, quint32 charge,
                              const MemoryRecord::Lives &lives)
{
    const auto slot = takeSlot();
    const auto node = eviction_.admit(hash, charge, worthOf(write.entry->cost), slot, victims_);
    if (node == eviction::NoNode) {
        freeSlots_.push_back(slot);
        // Too large for the shard, or the newcomer itself is thrown out for lack of room.
        ++(charge > eviction_.capacity() ? figures_.droppedSets : figures_.evictions);
        return;
    }
    auto *record = MemoryRecord::make(pool_, write.key, write.entry, lives, slot);
    record->toldAt().store(eviction_.hits() - LongAgo, std::memory_order_relaxed);
    rows_[slot] = {record, hash, write.stamp, node, {}};
    linkTags(slot, tags);
    if (auto former = index_.insert(hash, record))
        retire(nullptr, std::move(former));
    admissions_.store(admissions_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
}

void MemoryCacheShard::countDropped()
{
    const std::lock_guard lock(mutex_);
    ++figures_.sets;
    ++figures_.droppedSets;
}

void MemoryCacheShard::removeKey(quint64 hash, const QByteArray &key, CacheStamp stamp)
{
    const Writing writing(*this);
    marks_.markKey(hash, stamp);
    if (auto *row = find(hash, key); row != nullptr && row->stamp < stamp)
        removeRow(*row);
}

void MemoryCacheShard::removeTag(quint64 tag, CacheStamp stamp)
{
    const Writing writing(*this);
    marks_.markTag(tag, stamp);
    const auto place = tags_.find(tag);
    if (place == tags_.end())
        return;
    // A copy: removing the last member takes the list away.
    const auto members = place->second;
    for (const auto &member : members) {
        if (auto &row = rows_[member.slot]; row.stamp < stamp)
            removeRow(row);
    }
}

void MemoryCacheShard::removeAll(CacheStamp stamp)
{
    const Writing writing(*this);
    marks_.markAll(stamp);
    for (auto &row : rows_) {
        if (row.record != nullptr && row.stamp < stamp)
            removeRow(row);
    }
}

void MemoryCacheShard::addTo(CacheLevelStats &stats) const
{
    const std::lock_guard lock(mutex_);
    stats.hits += figures_.hits;
    stats.staleHits += figures_.staleHits;
    for (const auto &stripe : stripes_.all()) {
        stats.hits += stripe.hits.load(std::memory_order_relaxed);
        stats.staleHits += stripe.staleHits.load(std::memory_order_relaxed);
    }
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
    rows_.emplace_back();
    return static_cast<Slot>(rows_.size() - 1);
}

MemoryCacheShard::Row *MemoryCacheShard::find(quint64 hash, QByteArrayView key)
{
    const auto node = eviction_.find(hash);
    if (node == eviction::NoNode)
        return nullptr;
    auto &row = rows_[eviction_.slotOf(node)];
    return row.record->hasKey(key) ? &row : nullptr;
}

void MemoryCacheShard::linkTags(Slot slot, const std::vector<quint64> &tags)
{
    auto &links = rows_[slot].tags;
    for (const auto tag : tags) {
        if (std::any_of(links.begin(), links.end(), [tag](const TagLink &link) { return link.tag == tag; }))
            continue;
        auto &members = tags_[tag];
        links.push_back({tag, static_cast<quint32>(members.size())});
        members.push_back({slot, static_cast<quint32>(links.size() - 1)});
    }
}

void MemoryCacheShard::unlinkTags(Row &row)
{
    for (const auto &link : row.tags) {
        const auto place = tags_.find(link.tag);
        auto &members = place->second;
        const auto last = members.back();
        members[link.place] = last;
        rows_[last.slot].tags[last.link].place = link.place;
        members.pop_back();
        if (members.empty())
            tags_.erase(place);
    }
    row.tags.clear();
}

void MemoryCacheShard::freeRow(Slot slot)
{
    auto &row = rows_[slot];
    unlinkTags(row);
    index_.erase(row.hash, row.record);
    retire(row.record);
    row = {};
    freeSlots_.push_back(slot);
}

void MemoryCacheShard::removeRow(Row &row)
{
    eviction_.remove(row.node);
    freeRow(static_cast<Slot>(&row - rows_.data()));
}

void MemoryCacheShard::sweep(Time now)
{
    const auto steps = std::min<size_t>(SweptPerWrite, rows_.size());
    for (size_t i = 0; i < steps; ++i) {
        sweptTo_ = sweptTo_ + 1 < rows_.size() ? sweptTo_ + 1 : 0;
        auto &row = rows_[sweptTo_];
        if (row.record != nullptr && row.record->lives().usableUntil <= now) {
            removeRow(row);
            ++figures_.expirations;
        }
    }
}

void MemoryCacheShard::retire(MemoryRecord *record, std::shared_ptr<const void> table)
{
    retired_.push_back({stripes_.retire(), record, std::move(table)});
}

void MemoryCacheShard::collect(Garbage &garbage)
{
    if (retired_.empty())
        return;
    const auto oldest = stripes_.oldestRead();
    while (!retired_.empty() && retired_.front().number < oldest) {
        auto &first = retired_.front();
        if (first.record != nullptr)
            garbage.push_back(first.record->retire());
        else
            garbage.push_back(std::move(first.table));
        retired_.pop_front();
    }
}

} // namespace consultantos
