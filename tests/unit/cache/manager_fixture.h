// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_manager.h"
#include "scripted_cache.h"

#include <QElapsedTimer>
#include <QThread>

#include <atomic>
#include <memory>
#include <mutex>

namespace consultantos::test {

inline const QByteArray Key = "analysis/0/a";

inline CacheEntry entryOf(const QByteArray &bytes, const QByteArrayList &tags = {}, CacheCost cost = {2.0, 30})
{
    CacheEntry entry;
    entry.bytes = bytes;
    entry.tags = tags;
    entry.cost = cost;
    return entry;
}

/// A computation that counts how often it is run.
struct Counted {
    QByteArray bytes = "value";
    QByteArrayList tags = {};
    std::shared_ptr<std::atomic<int>> runs = std::make_shared<std::atomic<int>>(0);

    Result<CacheEntry> operator()(const CancellationToken &) const
    {
        ++*runs;
        return entryOf(bytes, tags);
    }
};

/// Polls, so that nothing depends on how fast the machine is.
template <class Condition>
[[nodiscard]] bool comesTrue(Condition condition, std::chrono::milliseconds limit = std::chrono::seconds(30))
{
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (timer.elapsed() > limit.count())
            return false;
        QThread::msleep(1);
    }
    return true;
}

/// A manager on three levels and a clock that moves only when told to. Change the parts before the first manager().
struct ManagerFixture {
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    std::shared_ptr<ScriptedLevel> l1 = std::make_shared<ScriptedLevel>("l1", clock, true);
    std::shared_ptr<ScriptedLevel> l2 = std::make_shared<ScriptedLevel>("l2", clock, false);
    std::shared_ptr<ScriptedLevel> l3 = std::make_shared<ScriptedLevel>("l3", clock, false);
    QThreadPool pool;
    CacheParts parts;
    std::mutex making; ///< tests ask from several threads at once
    std::unique_ptr<CacheManager> made;

    ManagerFixture()
    {
        parts.levels = {l1, l2, l3};
        parts.pool = &pool;
        parts.clock = clock;
        parts.policy.refreshAhead = 0;
    }

    CacheManager &manager()
    {
        const std::lock_guard lock(making);
        if (!made)
            made = std::make_unique<CacheManager>(parts);
        return *made;
    }
    CacheResult ask(const CacheCompute &compute, const CacheOptions &options = {}, const QByteArray &key = Key)
    {
        auto future = manager().getOrCompute(key, compute, options);
        future.waitForFinished();
        return future.result();
    }
};

} // namespace consultantos::test
