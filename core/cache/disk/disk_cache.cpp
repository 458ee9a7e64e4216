// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/disk/disk_cache.h"

#include "cache/disk/disk_counters.h"
#include "cache/disk/disk_state.h"
#include "cache/disk/disk_worker.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <algorithm>
#include <atomic>
#include <limits>

namespace consultantos {
namespace {

using namespace std::chrono_literals;

constexpr qsizetype MaxKeyBytes = 512;
constexpr qint64 LargestEntry = 64LL * 1024 * 1024;
/// No entry may be larger than this share of the whole.
constexpr qint64 LeastEntries = 8;
constexpr qint64 ClockToleranceMs = 60'000;
/// How long nobody tries to read after another process held the file.
constexpr std::chrono::nanoseconds ReadPause = 1s;
constexpr size_t MaxCountedUses = 8'192;
constexpr size_t MaxDamagedRows = 1'024;

} // namespace

struct DiskCache::Private {
    Private(DiskCacheOptions given, std::shared_ptr<const Clock> theClock)
        : options(std::move(given))
        , clock(std::move(theClock))
        , origin(QRandomGenerator::system()->generate64())
        , state(options.queueEntries, options.queueBytes)
        , worker(std::make_unique<DiskWorker>(options, clock, origin, &state, &counters))
    {
    }

    [[nodiscard]] qint64 wallNow();
    [[nodiscard]] CacheLookup find(QByteArrayView key);
    [[nodiscard]] CacheLookup answer(QByteArrayView key, DiskFinding &finding, qint64 now);
    [[nodiscard]] SqliteFault catchUp(DiskReader &reader, const DiskHead &head);
    void suspect(const std::shared_ptr<DiskSession> &session, SqliteFault fault);

    const DiskCacheOptions options;
    const std::shared_ptr<const Clock> clock;
    const quint64 origin;
    DiskCounters counters;
    DiskState state;
    std::atomic<qint64> lastWall{0};
    std::atomic<std::chrono::nanoseconds> nextMovedCheck{std::chrono::nanoseconds(0)};
    std::atomic<std::chrono::nanoseconds> readPausedUntil{std::chrono::nanoseconds(0)};

    struct Feed {
        std::mutex mutex;
        std::shared_ptr<DiskSession> session;
        std::unique_ptr<DiskReader> reader;
        CacheStamp place = 0;
        quint64 epoch = 0;
        qint64 dataVersion = -1;
    } feed;

    std::unique_ptr<DiskWorker> worker; // last: it uses the rest
};

DiskCache::DiskCache(DiskCacheOptions options, std::shared_ptr<const Clock> clock)
    : d(std::make_unique<Private>(std::move(options), std::move(clock)))
{
}

DiskCache::~DiskCache() = default;

const char *DiskCache::name() const
{
    return "l3";
}

qint64 DiskCache::Private::wallNow()
{
    const qint64 now = clock->nowUtc().toMSecsSinceEpoch();
    const qint64 last = lastWall.load(std::memory_order_relaxed);
    if (now + ClockToleranceMs < last) {
        {
            const std::lock_guard lock(state.mutex);
            state.isAged = true;
            state.queue.removeIf([](const QueuedWrite &) { return true; });
        }
        state.work.notify_one();
    }
    if (now > last || now + ClockToleranceMs < last)
        lastWall.store(now, std::memory_order_relaxed);
    return now;
}

void DiskCache::Private::suspect(const std::shared_ptr<DiskSession> &session, SqliteFault fault)
{
    ++counters.errors;
    if (fault == SqliteFault::Busy || fault == SqliteFault::Io || fault == SqliteFault::Full) {
        readPausedUntil = clock->steadyNow() + ReadPause;
        return;
    }
    {
        const std::lock_guard lock(state.mutex);
        if (state.session != session)
            return; // the worker knows already
        state.session.reset();
        state.suspicion = fault;
        // Whether there will be another file to learn from isn't known.
        state.epoch += fault == SqliteFault::Missing ? 1 : 0;
    }
    state.work.notify_one();
}

SqliteFault DiskCache::Private::catchUp(DiskReader &reader, const DiskHead &head)
{
    CacheStamp known = 0;
    {
        const std::lock_guard lock(state.mutex);
        known = state.marks.sequence();
    }
    if (head.sequence <= known)
        return SqliteFault::None;
    std::vector<DiskChange> changes;
    DiskHead newest;
    const auto fault = reader.catchUp(known, &newest, &changes);
    if (fault != SqliteFault::None)
        return fault;
    const std::lock_guard lock(state.mutex);
    state.learn(changes, newest.floor);
    return SqliteFault::None;
}

CacheLookup DiskCache::get(QByteArrayView key)
{
    const auto begun = d->clock->steadyNow();
    auto lookup = d->find(key);
    if (lookup.outcome != CacheLookup::Outcome::Hit)
        ++d->counters.misses;
    else if (lookup.life.fresh > 0ms)
        ++d->counters.hits;
    else
        ++d->counters.staleHits;
    d->counters.getLatency.add(d->clock->steadyNow() - begun);
    return lookup;
}

CacheLookup DiskCache::Private::find(QByteArrayView key)
{
    const auto now = wallNow();
    CacheLookup unavailable{CacheLookup::Outcome::Unavailable, nullptr, {}, 0};
    std::shared_ptr<DiskSession> session;
    {
        std::unique_lock lock(state.mutex);
        if (state.isOpening)
            state.done.wait_for(lock, options.answerLimit, [this] { return !state.isOpening; });
        session = state.session;
        unavailable.stamp = state.marks.sequence();
    }
    const auto steady = clock->steadyNow();
    if (!session || steady < readPausedUntil.load(std::memory_order_relaxed))
        return unavailable;

    std::unique_ptr<DiskReader> reader;
    auto fault = session->readers.acquire(&reader);
    DiskFinding finding;
    if (fault == SqliteFault::None && steady >= nextMovedCheck.load(std::memory_order_relaxed)) {
        // Only then: others rely on this look as soon as they see the time of the next.
        if (reader->isMoved())
            fault = SqliteFault::Missing;
        else
            nextMovedCheck.store(steady + DiskMovedInterval, std::memory_order_relaxed);
    }
    if (fault == SqliteFault::None)
        fault = reader->find(key, entryRow(key), &finding);
    if (fault == SqliteFault::None && finding.head.identity != session->identity)
        fault = SqliteFault::Missing;
    if (fault == SqliteFault::None)
        fault = catchUp(*reader, finding.head);
    if (fault != SqliteFault::None) {
        suspect(session, fault);
        return unavailable;
    }
    session->readers.release(std::move(reader));
    session->anchor.note(steady);
    return answer(key, finding, now);
}

CacheLookup DiskCache::Private::answer(QByteArrayView key, DiskFinding &finding, qint64 now)
{
    CacheLookup lookup{CacheLookup::Outcome::Miss, nullptr, {}, finding.head.sequence};
    const auto row = entryRow(key);
    const std::lock_guard lock(state.mutex);
    if (state.isAged)
        return lookup;
    if (now + ClockToleranceMs < finding.head.latest) {
        state.isAged = true;
        state.work.notify_one();
        return lookup;
    }
    if (finding.state == DiskFinding::State::Damaged) {
        ++counters.errors;
        if (state.damagedRows.size() < MaxDamagedRows)
            state.damagedRows.emplace_back(row, finding.checksum);
    }
    CacheEntryPtr entry;
    DiskTimes times;
    if (const auto *queued = state.queue.find(QByteArray::fromRawData(key.data(), key.size()))) {
        entry = queued->entry;
        times = queued->times;
    } else if (finding.state == DiskFinding::State::Found && !state.pending.isNamed(key, finding.meta.tags)
               && !state.marks.isNamed(key, finding.meta.tags, finding.meta.stamp)) {
        entry = std::move(finding.entry);
        times = finding.meta.times;
    }
    if (!entry)
        return lookup;
    const auto life = times.lifeAt(now);
    if (!life) {
        ++counters.expirations;
        return lookup;
    }
    if (state.uses.size() < MaxCountedUses)
        ++state.uses[row];
    lookup.outcome = CacheLookup::Outcome::Hit;
    lookup.entry = std::move(entry);
    lookup.life = *life;
    return lookup;
}

Status DiskCache::set(const CacheWrite &write)
{
    const auto begun = d->clock->steadyNow();
    if (!write.entry || write.key.isEmpty() || write.key.size() > MaxKeyBytes)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("cache", "A value needs a key of 1 to 512 bytes to be cached."));
    ++d->counters.sets;
    if (write.entry->bytes.size() > std::min(LargestEntry, d->options.capacity / LeastEntries)
        || write.entry->bytes.size() > d->options.queueBytes) {
        ++d->counters.droppedSets;
        return {};
    }
    const auto times = DiskTimes::from(write.life, d->wallNow());
    if (times.usableUntil <= times.written)
        return {};
    bool isFirst = false;
    bool isEnough = false;
    {
        const std::lock_guard lock(d->state.mutex);
        if (d->state.problem && d->state.retryAt > begun) {
            ++d->counters.droppedSets;
            return tl::unexpected(*d->state.problem);
        }
        if (d->state.isAged || d->state.pending.isNamed(write.key, write.entry->tags)
            || d->state.marks.isRefused(write.key, write.entry->tags, write.stamp)) {
            ++d->counters.refusedSets;
            return {};
        }
        isFirst = d->state.queue.isEmpty();
        const auto dropped = d->state.queue.push({write.key, write.entry, times, write.stamp, 0, false});
        d->counters.droppedSets += quint64(dropped);
        isEnough = d->state.queue.count() % 256 == 0;
    }
    // While it waits for a batch to fill, only a full one need wake it.
    if (isFirst || isEnough)
        d->state.work.notify_one();
    d->counters.setLatency.add(d->clock->steadyNow() - begun);
    return {};
}

Status DiskCache::invalidate(const CacheInvalidation &invalidation)
{
    ++d->counters.invalidations;
    std::unique_lock lock(d->state.mutex);
    const auto ticket = d->state.pending.add(invalidation);
    d->state.queue.removeIf([&](const QueuedWrite &write) {
        switch (invalidation.scope) {
        case CacheInvalidation::Scope::Key:
            return write.key == invalidation.name;
        case CacheInvalidation::Scope::Tag:
            return write.entry->tags.contains(invalidation.name);
        case CacheInvalidation::Scope::All:
            break;
        }
        return true;
    });
    // What is to go frees room, so it is tried even where nothing else is. Of the rest nothing will be tried before, so
    // there is nothing to wait for.
    if (invalidation.scope == CacheInvalidation::Scope::All)
        d->state.isClearAsked = true;
    else if (d->state.problem && d->state.retryAt > d->clock->steadyNow())
        return tl::unexpected(*d->state.problem);
    const auto failures = d->state.failures;
    d->state.work.notify_one();
    d->state.done.wait_for(lock, d->options.answerLimit,
                           [&] { return d->state.pending.isFinished(ticket) || d->state.failures != failures; });
    if (d->state.pending.isFinished(ticket))
        return {};
    if (d->state.problem)
        return tl::unexpected(*d->state.problem);
    return fail(ErrorCode::TimedOut,
                QCoreApplication::translate("cache",
                                            "The cache's file couldn't be told in time what is no longer true; this is "
                                            "done as soon as it can be."),
                {}, true);
}

CacheLevelStats DiskCache::stats() const
{
    const auto &counters = d->counters;
    CacheLevelStats stats;
    stats.hits = counters.hits;
    stats.staleHits = counters.staleHits;
    stats.misses = counters.misses;
    stats.sets = counters.sets;
    stats.refusedSets = counters.refusedSets;
    stats.droppedSets = counters.droppedSets;
    stats.invalidations = counters.invalidations;
    stats.evictions = counters.evictions;
    stats.expirations = counters.expirations;
    stats.errors = counters.errors;
    stats.getLatency = counters.getLatency.snapshot();
    stats.setLatency = counters.setLatency.snapshot();
    stats.capacity = quint64(std::max<qint64>(d->options.capacity, 0));
    const bool isReadPaused = d->clock->steadyNow() < d->readPausedUntil.load();
    std::unique_lock lock(d->state.mutex);
    if (d->state.isOpening)
        d->state.done.wait_for(lock, d->options.answerLimit, [this] { return !d->state.isOpening; });
    stats.entries = quint64(std::max<qint64>(d->state.entries, 0));
    stats.bytes = quint64(std::max<qint64>(d->state.usedBytes, 0));
    stats.isAvailable = !d->state.problem && !isReadPaused;
    if (d->state.problem)
        stats.unavailability = d->state.problem->message;
    else if (isReadPaused)
        stats.unavailability = DiskFolder(d->options.folder, d->options.busyLimit).toError(SqliteFault::Busy).message;
    return stats;
}

InvalidationFeed::News DiskCache::poll()
{
    News news;
    const std::lock_guard feedLock(d->feed.mutex);
    auto &feed = d->feed;
    std::shared_ptr<DiskSession> session;
    quint64 epoch = 0;
    CacheStamp first = 0;
    {
        std::unique_lock lock(d->state.mutex);
        if (d->state.isOpening)
            d->state.done.wait_for(lock, d->options.answerLimit, [this] { return !d->state.isOpening; });
        session = d->state.session;
        epoch = d->state.epoch;
        first = d->state.firstSequence;
    }
    if (!session) {
        // A file that was deleted keeps its room for as long as it is open.
        feed.reader.reset();
        feed.session.reset();
        news.isGap = std::exchange(feed.epoch, epoch) != epoch;
        return news;
    }
    if (d->clock->steadyNow() < d->readPausedUntil.load(std::memory_order_relaxed))
        return news;
    session->anchor.releaseIfOver(d->clock->steadyNow());
    auto fault = SqliteFault::None;
    if (session != feed.session) {
        feed.reader.reset();
        feed.session = session;
        feed.dataVersion = -1;
        feed.place = std::max(feed.place, first);
        fault = session->readers.acquire(&feed.reader);
    } else if (const auto steady = d->clock->steadyNow(); steady >= d->nextMovedCheck.load(std::memory_order_relaxed)) {
        if (feed.reader->isMoved())
            fault = SqliteFault::Missing;
        else
            d->nextMovedCheck.store(steady + DiskMovedInterval, std::memory_order_relaxed);
    }
    qint64 version = 0;
    if (fault == SqliteFault::None)
        fault = feed.reader->dataVersion(&version);
    if (fault == SqliteFault::None && version == feed.dataVersion && epoch == feed.epoch)
        return news;
    DiskHead head;
    std::vector<DiskChange> changes;
    if (fault == SqliteFault::None)
        fault = feed.reader->catchUp(feed.place, &head, &changes);
    if (fault == SqliteFault::None && head.identity != session->identity)
        fault = SqliteFault::Missing;
    if (fault != SqliteFault::None) {
        feed.session.reset();
        feed.reader.reset();
        // Why it went isn't known before there is another, and perhaps there is no room for one.
        news.isGap = fault == SqliteFault::Missing;
        d->suspect(session, fault);
        return news;
    }
    news.isGap = epoch != feed.epoch || head.floor > feed.place;
    feed.epoch = epoch;
    feed.dataVersion = version;
    feed.place = head.sequence;
    for (const auto &change : changes)
        if (change.origin != d->origin && change.scope != DiskChange::Scope::Aged)
            news.invalidations.append(change.toInvalidation());
    return news;
}

Status DiskCache::flush(std::chrono::milliseconds timeout)
{
    std::unique_lock lock(d->state.mutex);
    ++d->state.flushes;
    d->state.work.notify_one();
    d->state.done.wait_for(lock, timeout, [this] {
        return (!d->state.isOpening && d->state.queue.isEmpty() && d->state.pending.isEmpty()
                && d->state.damagedRows.empty())
               || (d->state.problem && !d->state.isClearAsked && d->state.retryAt > d->clock->steadyNow());
    });
    --d->state.flushes;
    if (d->state.queue.isEmpty() && d->state.pending.isEmpty() && d->state.damagedRows.empty() && !d->state.problem)
        return {};
    if (d->state.problem)
        return tl::unexpected(*d->state.problem);
    return fail(ErrorCode::TimedOut,
                QCoreApplication::translate("cache", "The cache's last writes are not all in its file yet."), {}, true);
}

Result<DiskCache::Verification> DiskCache::verify()
{
    std::shared_ptr<DiskSession> session;
    {
        std::unique_lock lock(d->state.mutex);
        d->state.done.wait_for(lock, d->options.answerLimit, [this] { return !d->state.isOpening; });
        session = d->state.session;
        if (!session)
            return tl::unexpected(d->state.problem.value_or(
                DiskFolder(d->options.folder, d->options.busyLimit).toError(SqliteFault::Missing)));
    }
    std::unique_ptr<DiskReader> reader;
    auto fault = session->readers.acquire(&reader);
    Verification verification;
    std::optional<qint64> from = std::numeric_limits<qint64>::min();
    while (fault == SqliteFault::None && from) {
        std::vector<std::pair<qint64, qint64>> damaged;
        fault = reader->check(&from, &verification.checked, &damaged);
        verification.removed += damaged.size();
        const std::lock_guard lock(d->state.mutex);
        d->state.damagedRows.insert(d->state.damagedRows.end(), damaged.begin(), damaged.end());
    }
    if (fault != SqliteFault::None) {
        d->suspect(session, fault);
        return tl::unexpected(DiskFolder(d->options.folder, d->options.busyLimit).toError(fault));
    }
    d->counters.errors += verification.removed;
    session->readers.release(std::move(reader));
    if (const auto flushed = flush(d->options.closeLimit); !flushed)
        return tl::unexpected(flushed.error());
    return verification;
}

} // namespace consultantos
