// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "cache/cache_level.h"
#include "cache/computation_lock.h"

#include <QMap>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

namespace consultantos::test {

/// A clock that moves only when told to.
class ManualClock final : public Clock {
public:
    [[nodiscard]] QDateTime nowUtc() const override;
    [[nodiscard]] std::chrono::nanoseconds steadyNow() const override { return std::chrono::nanoseconds(m_now.load()); }
    void advance(std::chrono::nanoseconds time) { m_now += time.count(); }

private:
    std::atomic<qint64> m_now{1};
};

/// The least that a level must do, done naively, with what real levels do only on bad days: being slow (by the hooks, which
/// are called without a lock), being gone. Several managers on one object stand for several processes.
class ScriptedLevel final : public CacheLevel {
public:
    ScriptedLevel(const char *name, std::shared_ptr<const Clock> clock, bool keepsObjects);

    [[nodiscard]] const char *name() const override { return m_name; }
    [[nodiscard]] CacheLookup get(QByteArrayView key) override;
    Status set(const CacheWrite &write) override;
    Status invalidate(const CacheInvalidation &invalidation) override;
    [[nodiscard]] CacheLevelStats stats() const override;

    /// Set before the level is used.
    std::function<void(const QByteArray &key)> beforeGet;
    std::function<void(const QByteArray &key)> afterGet;
    std::function<void(const QByteArray &key)> beforeSet;
    std::function<void()> beforeInvalidate;
    std::atomic<bool> isGone{false};

    /// As if it had been written in another process.
    void plant(const QByteArray &key, const CacheEntry &entry, const CacheLife &life);
    [[nodiscard]] bool holds(const QByteArray &key) const;
    /// What is left of a key's life; zeros if it isn't there.
    [[nodiscard]] CacheLife life(const QByteArray &key) const;

private:
    struct Kept {
        CacheEntryPtr entry;
        std::chrono::nanoseconds freshTo{0};
        std::chrono::nanoseconds usableTo{0};
        std::chrono::nanoseconds computedAt{0};
    };
    [[nodiscard]] CacheLife lifeOf(const Kept &kept) const;
    [[nodiscard]] Status gone() const;

    const char *m_name;
    const std::shared_ptr<const Clock> m_clock;
    const bool m_keepsObjects;
    mutable std::mutex m_mutex;
    QMap<QByteArray, Kept> m_entries;
    CacheStamp m_sequence = 0;
    QMap<QByteArray, CacheStamp> m_keyMarks;
    QMap<QByteArray, CacheStamp> m_tagMarks;
    CacheStamp m_allMark = 0;
    CacheLevelStats m_stats;
};

/// Tells what it was told.
class ScriptedFeed final : public InvalidationFeed {
public:
    [[nodiscard]] News poll() override;
    void tell(const CacheInvalidation &invalidation);
    void tellGap();

private:
    std::mutex m_mutex;
    News m_news;
};

/// A lock among the managers of one process, that stand for several. Its grants end when released, or by expire().
class ScriptedLock final : public ComputationLock {
public:
    [[nodiscard]] std::optional<Grant> tryAcquire(QByteArrayView key, std::chrono::milliseconds life) override;
    void release(const Grant &grant) override;
    bool extend(const Grant &grant, std::chrono::milliseconds life) override;
    void expire(const QByteArray &key);
    std::atomic<bool> isGone{false};
    std::atomic<int> grants{0};
    std::atomic<int> refusals{0};

private:
    std::mutex m_mutex;
    QMap<QByteArray, QByteArray> m_tokens;
    quint64 m_fence = 0;
};

} // namespace consultantos::test
