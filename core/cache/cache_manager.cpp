// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/cache_manager.h"

#include "base/task_group.h"
#include "cache/cache_statistics.h"
#include "cache/flights/flight_runner.h"
#include "cache/flights/housekeeper.h"
#include "cache/flights/level_stack.h"
#include "cache/flights/process_turns.h"
#include "cache/flights/single_flight.h"

#include <QCoreApplication>
#include <QPromise>

#include <condition_variable>
#include <mutex>

namespace consultantos {
namespace {

using Mode = CacheOptions::Mode;

constexpr qsizetype LongestKey = 512;

/// Where a caller that waits in its own thread gets its result.
struct Slot {
    std::mutex mutex;
    std::condition_variable filled;
    std::optional<CacheResult> result;
    bool isJoined = false;
    std::atomic<bool> isLeft{false}; ///< the caller waits no longer

    void fill(const CacheResult &value, bool joined)
    {
        const std::lock_guard lock(mutex);
        result = value;
        isJoined = joined;
        filled.notify_one();
    }
    CacheResult wait()
    {
        std::unique_lock lock(mutex);
        filled.wait(lock, [this] { return result.has_value(); });
        return *result;
    }
};

Flight::Kind kindOf(Mode mode)
{
    switch (mode) {
    case Mode::Use:
        return Flight::Kind::Use;
    case Mode::Refresh:
        return Flight::Kind::Refresh;
    case Mode::Bypass:
        break;
    }
    return Flight::Kind::Bypass;
}

std::shared_ptr<Flight> newFlight(const QByteArray &key, Mode mode, const CacheOptions &options,
                                  std::optional<CacheLookup> firstLook)
{
    auto flight = std::make_shared<Flight>();
    flight->key = key;
    flight->kind = kindOf(mode);
    flight->options = options;
    flight->firstLook = std::move(firstLook);
    return flight;
}

} // namespace

struct CacheManager::Private {
    explicit Private(CacheParts parts)
        : policy(parts.policy)
        , clock(parts.clock)
        , feeds(std::move(parts.feeds))
        , levels(std::move(parts.levels), clock, std::move(parts.random))
        , turns(parts.lock, clock)
        , flights(clock)
        , tasks(parts.pool)
        , runner({levels, turns, flights, tasks, statistics, *clock, policy})
        , housekeeper(chores(parts.lock != nullptr))
    {
    }

    ~Private()
    {
        flights.shutDown();
        tasks.wait();
    }

    const CachePolicy policy;
    const std::shared_ptr<const Clock> clock;
    const QList<std::shared_ptr<InvalidationFeed>> feeds;
    std::mutex newsMutex;
    CacheStatistics statistics;
    LevelStack levels;
    ProcessTurns turns;
    SingleFlight flights;
    TaskGroup tasks;
    FlightRunner runner;
    Housekeeper housekeeper;

    std::vector<Housekeeper::Task> chores(bool hasLock)
    {
        std::vector<Housekeeper::Task> tasks;
        if (!feeds.isEmpty())
            tasks.push_back({NewsInterval, [this] { catchUp(); }});
        if (hasLock)
            tasks.push_back({ProcessTurns::ExtensionInterval, [this] { turns.extendAll(); }});
        return tasks;
    }

    [[nodiscard]] const CachePolicy &policyOf(const CacheOptions &options) const
    {
        return options.policy ? *options.policy : policy;
    }

    Mode modeFor(const QByteArray &key, const CacheOptions &options)
    {
        if (options.mode != Mode::Bypass && !key.isEmpty() && key.size() <= LongestKey)
            return options.mode;
        ++statistics.bypasses;
        return Mode::Bypass;
    }

    /// What level 1 says, and whether that is what the caller wants.
    struct FirstLook {
        quint64 generation = 0;
        std::optional<CacheLookup> lookup;
        std::optional<CachedValue> value;
    };
    FirstLook lookFirst(const QByteArray &key, Mode mode, const CachePrepare &prepare)
    {
        FirstLook first;
        first.generation = flights.generation();
        if (mode != Mode::Use || !levels.has(0))
            return first;
        first.lookup = levels.look(0, key, prepare);
        if (first.lookup->outcome == CacheLookup::Outcome::Hit && first.lookup->life.fresh.count() > 0) {
            first.value = CachedValue{first.lookup->entry, CacheServedBy::L1, first.lookup->life.age, false};
            statistics.served(key, *first.value, false);
        }
        return first;
    }

    void count(const QByteArray &key, const CacheResult &result, bool isJoined)
    {
        if (result)
            statistics.served(key, *result, isJoined);
        else
            statistics.failed(key);
    }

    [[nodiscard]] FlightWaiter limited(FlightWaiter waiter, const CachePolicy &limits) const
    {
        const auto now = clock->steadyNow();
        if (limits.softLimit)
            waiter.softAt = now + *limits.softLimit;
        if (limits.hardLimit)
            waiter.hardAt = now + *limits.hardLimit;
        return waiter;
    }

    Status invalidate(const CacheInvalidation &invalidation)
    {
        ++statistics.invalidations;
        const auto status = levels.invalidate(invalidation);
        // Last: a flight that began in the midst of it may have read from a level that was not yet told.
        flights.close(invalidation);
        return status;
    }

    void catchUp()
    {
        const std::lock_guard lock(newsMutex);
        for (const auto &feed : feeds) {
            const auto news = feed->poll();
            if (news.isGap) {
                ++statistics.newsGaps;
                take({CacheInvalidation::Scope::All, {}});
            }
            statistics.newsReceived += static_cast<quint64>(news.invalidations.size());
            for (const auto &invalidation : news.invalidations)
                take(invalidation);
        }
    }

    void take(const CacheInvalidation &invalidation)
    {
        levels.invalidatePrivate(invalidation);
        flights.close(invalidation);
    }

    CacheFound foundOf(const QByteArray &key, const LevelStack::Search &search)
    {
        CacheFound found;
        found.ticket = search.ticket;
        if (search.hit) {
            found.value = levels.value(*search.hit);
            statistics.served(key, *found.value, false);
        } else {
            statistics.missed(key);
        }
        return found;
    }
};

CacheManager::CacheManager(CacheParts parts)
    : d(std::make_unique<Private>(std::move(parts)))
{
}

CacheManager::~CacheManager() = default;

QFuture<CacheResult> CacheManager::getOrCompute(const QByteArray &key, CacheCompute compute,
                                                const CacheOptions &options)
{
    const auto mode = d->modeFor(key, options);
    auto promise = std::make_shared<QPromise<CacheResult>>();
    promise->start();
    auto future = promise->future();
    auto first = d->lookFirst(key, mode, options.prepare);
    if (first.value) {
        const auto found = d->levels.found(0, *first.lookup);
        promise->addResult(CacheResult(*std::move(first.value)));
        promise->finish();
        if (LevelStack::isDue(found, d->policyOf(options)))
            d->runner.startAhead(key, std::move(compute), options, found);
        return future;
    }

    auto flight = newFlight(key, mode, options, std::move(first.lookup));
    flight->compute = std::move(compute);
    const FlightWaiter waiter{
        [raw = d.get(), key, promise](const CacheResult &result, bool isJoined) {
            raw->count(key, result, isJoined);
            promise->addResult(result);
            promise->finish();
        },
        [cancel = options.cancel, promise] { return cancel.isCancelled() || promise->isCanceled(); }};
    auto entrance = d->flights.enter(std::move(flight), first.generation, d->limited(waiter, d->policyOf(options)));
    if (entrance.isNew)
        d->runner.start(entrance.flight);
    else
        ++d->statistics.waits;
    return future;
}

CacheResult CacheManager::getOrComputeHere(const QByteArray &key, const CacheCompute &compute,
                                           const CacheOptions &options)
{
    const auto mode = d->modeFor(key, options);
    auto first = d->lookFirst(key, mode, options.prepare);
    if (first.value)
        return *std::move(first.value);

    const auto slot = std::make_shared<Slot>();
    const FlightWaiter waiter{[slot](const CacheResult &result, bool isJoined) { slot->fill(result, isJoined); },
                              [slot, cancel = options.cancel] { return slot->isLeft || cancel.isCancelled(); },
                              {},
                              {},
                              slot.get()};
    const auto entrance = d->flights.enter(newFlight(key, mode, options, std::move(first.lookup)), first.generation,
                                           d->limited(waiter, d->policyOf(options)));
    if (!entrance.isNew)
        ++d->statistics.waits;
    if (d->flights.claim(*entrance.flight, slot.get())) {
        d->runner.run(entrance.flight, compute);
    } else if (d->flights.enterWait(entrance.flight)) {
        slot->wait();
        d->flights.leaveWait();
    } else {
        slot->isLeft = true;
        auto result = d->runner.computeAlone(compute, options.cancel);
        d->count(key, result, false);
        return result;
    }
    auto result = slot->wait();
    d->count(key, result, slot->isJoined);
    return result;
}

CacheFound CacheManager::get(const QByteArray &key, const CacheOptions &options)
{
    const auto mode = d->modeFor(key, options);
    if (mode == Mode::Bypass)
        return {};
    if (mode == Mode::Refresh)
        return {std::nullopt, d->levels.ticket(key)};
    return d->foundOf(key, d->levels.search(key, {d->policyOf(options), options.prepare, {}, {}, {}}));
}

bool CacheManager::contains(const QByteArray &key)
{
    for (std::size_t level = 0; level < CacheLevelCount; ++level) {
        const auto lookup = d->levels.look(level, key, {});
        if (lookup.outcome == CacheLookup::Outcome::Hit && lookup.life.fresh.count() > 0 && !lookup.entry->isNegative)
            return true;
    }
    return false;
}

QList<CacheFound> CacheManager::getMany(const QByteArrayList &keys, const CacheOptions &options)
{
    QList<CacheFound> found(keys.size());
    QByteArrayList usable;
    QList<qsizetype> places;
    for (qsizetype i = 0; i < keys.size(); ++i) {
        const auto mode = d->modeFor(keys.at(i), options);
        if (mode == Mode::Refresh)
            found[i].ticket = d->levels.ticket(keys.at(i));
        if (mode != Mode::Use)
            continue;
        usable.append(keys.at(i));
        places.append(i);
    }
    const auto searches = d->levels.searchMany(usable, d->policyOf(options), options.prepare);
    for (qsizetype i = 0; i < usable.size(); ++i)
        found[places.at(i)] = d->foundOf(usable.at(i), searches.at(i));
    return found;
}

Status CacheManager::set(CacheItem item, const CacheOptions &options)
{
    return setMany({std::move(item)}, options);
}

Status CacheManager::setMany(QList<CacheItem> items, const CacheOptions &options)
{
    QList<LevelStack::NewEntry> entries;
    for (auto &item : items) {
        if (d->modeFor(item.key, options) == Mode::Bypass)
            continue;
        auto ticket = item.ticket;
        bool isWhole = true;
        for (std::size_t level = 0; level < CacheLevelCount; ++level)
            isWhole = isWhole && (ticket.stamps[level] || !d->levels.has(level));
        if (!isWhole) {
            const auto now = d->levels.ticket(item.key);
            for (std::size_t level = 0; level < CacheLevelCount; ++level) {
                if (!ticket.stamps[level])
                    ticket.stamps[level] = now.stamps[level];
            }
        }
        entries.append({item.key, std::make_shared<const CacheEntry>(std::move(item.entry)), ticket});
    }
    if (entries.isEmpty())
        return {};
    const auto status = d->levels.write(entries, d->policyOf(options));
    d->flights.bumpGeneration();
    return status;
}

Status CacheManager::remove(const QByteArray &key)
{
    return d->invalidate({CacheInvalidation::Scope::Key, key});
}

Status CacheManager::removeByTag(const QByteArray &tag)
{
    return d->invalidate({CacheInvalidation::Scope::Tag, tag});
}

Status CacheManager::clear()
{
    return d->invalidate({CacheInvalidation::Scope::All, {}});
}

void CacheManager::catchUp()
{
    d->catchUp();
}

CacheManagerStats CacheManager::stats() const
{
    CacheManagerStats stats;
    for (std::size_t level = 0; level < CacheLevelCount; ++level)
        stats.levels[level] = d->levels.stats(level);
    d->statistics.addTo(stats);
    const auto counts = d->flights.counts();
    stats.softLimits = counts.softLimits;
    stats.hardLimits = counts.hardLimits;
    stats.cancelled = counts.cancelled;
    stats.abandoned = counts.abandoned;
    stats.undecodable = d->levels.undecodable();
    return stats;
}

const CachePolicy &CacheManager::policy() const
{
    return d->policy;
}

} // namespace consultantos
