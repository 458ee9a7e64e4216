// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "cache/cache_level.h"
#include "cache/cache_manager_stats.h"
#include "cache/cache_options.h"
#include "cache/cached_value.h"
#include "cache/computation_lock.h"
#include "cache/flights/flight.h"

#include <QFuture>
#include <QList>
#include <QThreadPool>

#include <array>
#include <functional>
#include <memory>

namespace consultantos {

/// What a cache is made of. Each level may be missing, and so may all: then everything is computed, but for many waiters
/// still once.
struct CacheParts {
    std::array<std::shared_ptr<CacheLevel>, CacheLevelCount> levels; ///< memory, Redis, disk
    std::shared_ptr<ComputationLock> lock;                           ///< null where processes share no server
    QList<std::shared_ptr<InvalidationFeed>> feeds;                  ///< of the shared levels
    QThreadPool *pool = nullptr;                                     ///< where computations run; never waited on
    std::shared_ptr<const Clock> clock;
    std::function<double()> random; ///< from 0 to 1, from any thread; null: lives have no jitter
    CachePolicy policy;
};

/// A value to be kept.
struct CacheItem {
    QByteArray key;
    CacheEntry entry;
    CacheTicket ticket; ///< of the look-up after which it was computed; what is missing counts from now
};

/// The cache: levels, one computation for many waiters, values that are renewed, stale or refused in time. Thread-safe.
/// Keys come from CacheKeyBuilder; one that no level takes (empty, over 512 bytes) is computed without a cache.
///
/// Consistency: a call that begins after an invalidation has returned never gets a value whose computation began before
/// it, neither from a level, nor from a computation under way. Of other processes' invalidations this holds for the
/// levels that they share; level 1 follows within 200 ms.
class CacheManager {
public:
    static constexpr std::chrono::milliseconds NewsInterval{200};

    explicit CacheManager(CacheParts parts);
    /// Cancels what runs, waits for it, and ends every waiter with Cancelled. Must not be called from a thread of the
    /// pool, nor while another call is under way.
    ~CacheManager();
    CacheManager(const CacheManager &) = delete;
    CacheManager &operator=(const CacheManager &) = delete;

    /// The value of a key; computed on the pool if no level has it. What level 1 holds is there at once, without a change
    /// of thread. `compute` may outlive the call and the future, so it owns what it uses. When the future has its result,
    /// the value is in the levels. Give up by the token in the options, or by QFuture::cancel(); both take 20 ms.
    [[nodiscard]] QFuture<CacheResult> getOrCompute(const QByteArray &key, CacheCompute compute,
                                                    const CacheOptions &options = {});
    /// The same for a caller who is in a worker thread already: computes in this thread, or waits for another that
    /// computes the key. A computation that is only queued is taken from the queue, so the pool may have a single thread,
    /// this one. `compute` is never called after the return: nothing is renewed ahead, and limits hold only for waiting
    /// for others. While others wait for the value, a cancel ends the call no sooner than the computation. A computation
    /// that asks for its own key, directly or by others that wait for it, is run without sharing.
    [[nodiscard]] CacheResult getOrComputeHere(const QByteArray &key, const CacheCompute &compute,
                                               const CacheOptions &options = {});

    /// Looks without computing; reads the levels in the calling thread.
    [[nodiscard]] CacheFound get(const QByteArray &key, const CacheOptions &options = {});
    /// Whether get() would find it: neither counted, nor taken up to a higher level, nor decoded.
    [[nodiscard]] bool contains(const QByteArray &key);
    /// In the order of the keys; each level is asked once.
    [[nodiscard]] QList<CacheFound> getMany(const QByteArrayList &keys, const CacheOptions &options = {});
    /// Keeps a value in all levels. The error is the first that a level had; the others have the value.
    Status set(CacheItem item, const CacheOptions &options = {});
    Status setMany(QList<CacheItem> items, const CacheOptions &options = {});

    /// These reach all levels and other processes. An error means that one level (the first, if several) could not be told;
    /// the others were.
    Status remove(const QByteArray &key);
    Status removeByTag(const QByteArray &tag);
    Status clear();

    /// Takes in what other processes invalidated; done every 200 ms by itself.
    void catchUp();
    [[nodiscard]] CacheManagerStats stats() const;
    [[nodiscard]] const CachePolicy &policy() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace consultantos
