// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "cache/cache_level.h"
#include "cache/cache_options.h"
#include "cache/cached_value.h"

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace consultantos {

/// An entry with the level it was found at and the moment, by the steady clock, for which its life holds.
struct FoundEntry {
    CacheEntryPtr entry;
    CacheLife life;
    std::size_t level = 0;
    std::chrono::nanoseconds at{0};
};

/// The levels, one above the other; each may be missing. Knows how long what lives where, and in which order levels are
/// read, written and invalidated. A level that is out of order never keeps the next one from being asked. Thread-safe.
class LevelStack {
public:
    using Levels = std::array<std::shared_ptr<CacheLevel>, CacheLevelCount>;

    /// `random` gives numbers from 0 to 1 from any thread; null: no jitter.
    LevelStack(Levels levels, std::shared_ptr<const Clock> clock, std::function<double()> random);

    struct Search {
        CacheTicket ticket;                 ///< of the levels that were asked
        std::optional<FoundEntry> hit;      ///< fresh; promoted already
        std::optional<FoundEntry> fallback; ///< the youngest that is stale or wasn't accepted
    };
    struct SearchOptions {
        const CachePolicy &policy;
        const CachePrepare &prepare;
        std::optional<CacheLookup> first;                   ///< what level 1 said a moment ago; asked if missing
        std::function<bool(const FoundEntry &)> accepts;    ///< what counts as found, of what is fresh; null: all
        std::function<void(const FoundEntry &)> onFallback; ///< told at once; may be null
    };
    /// From the top down, until a level has a fresh entry, which is given to the levels above it.
    [[nodiscard]] Search search(const QByteArray &key, const SearchOptions &options);
    /// In the order of the keys, each level asked once for all that the levels above lack.
    [[nodiscard]] QList<Search> searchMany(const QByteArrayList &keys, const CachePolicy &policy,
                                           const CachePrepare &prepare);
    [[nodiscard]] CacheTicket ticket(const QByteArray &key) const;
    /// Asks one level, with `prepare` applied. A missing level misses.
    [[nodiscard]] CacheLookup look(std::size_t level, const QByteArray &key, const CachePrepare &prepare);

    /// Gives an entry to the levels above the one it was found at, for what is left of its life.
    void promote(const QByteArray &key, const FoundEntry &found, const CachePolicy &policy, const CacheTicket &ticket);
    struct NewEntry {
        QByteArray key;
        CacheEntryPtr entry;
        CacheTicket ticket; ///< levels without a stamp are passed over
    };
    Status write(const QList<NewEntry> &entries, const CachePolicy &policy);
    /// All levels, whatever one of them says, from the bottom up: what a reader took from a level before its turn can only
    /// go to levels whose turn comes later, and is refused or removed there. Gives the first error.
    Status invalidate(const CacheInvalidation &invalidation);
    /// Level 1 alone: what other processes have done to the levels that they share.
    void invalidatePrivate(const CacheInvalidation &invalidation);

    [[nodiscard]] bool has(std::size_t level) const { return m_levels[level] != nullptr; }
    [[nodiscard]] std::optional<CacheLevelStats> stats(std::size_t level) const;
    /// Entries removed because they couldn't be decoded.
    [[nodiscard]] quint64 undecodable() const { return m_undecodable.load(std::memory_order_relaxed); }

    /// Whether an entry nears the end of its life at a level. Negative ones are not worth a renewal.
    [[nodiscard]] static bool isDue(const FoundEntry &found, const CachePolicy &policy);
    [[nodiscard]] FoundEntry found(std::size_t level, const CacheLookup &lookup) const;
    [[nodiscard]] CachedValue value(const FoundEntry &found) const;

private:
    [[nodiscard]] CacheLife lifeAt(std::size_t level, const CacheEntry &entry, const CachePolicy &policy) const;
    [[nodiscard]] std::optional<CacheWrite> promotion(std::size_t level, const QByteArray &key, const FoundEntry &found,
                                                      const CachePolicy &policy, const CacheTicket &ticket) const;
    /// Decodes what came without an object; an entry that can't be decoded goes, and the lookup becomes a miss.
    void prepareLookup(std::size_t level, const QByteArray &key, const CachePrepare &prepare, CacheLookup &lookup);

    const Levels m_levels;
    const std::shared_ptr<const Clock> m_clock;
    const std::function<double()> m_random;
    std::atomic<quint64> m_undecodable{0};
};

} // namespace consultantos
