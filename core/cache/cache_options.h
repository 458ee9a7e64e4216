// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "cache/cache_entry.h"

#include <array>
#include <chrono>
#include <functional>
#include <optional>

namespace consultantos {

/// How long values live and how long their computation may be waited for.
struct CachePolicy {
    /// Lives at levels 1, 2 and 3.
    std::array<std::chrono::milliseconds, 3> freshFor{std::chrono::minutes(5), std::chrono::hours(1),
                                                      std::chrono::hours(24)};
    /// How long after its life a value may still be served where a new one can't be had (in time). 0: never.
    std::chrono::milliseconds staleFor = std::chrono::hours(24);
    /// Life of "there is no such thing" at each level, if shorter than the level's. Such entries are never served stale.
    std::chrono::milliseconds negativeFor = std::chrono::minutes(1);
    /// 0 to 1: lives are shortened by up to this share, at random, so that what was computed together doesn't end together.
    double jitter = 0.1;
    /// 0 to 1: a value served with less than this share of its level's life left is renewed in the background. 0: never.
    double refreshAhead = 0.1;
    /// After this time a caller gets the stale value, if there is one, and the computation goes on behind.
    std::optional<std::chrono::milliseconds> softLimit;
    /// After this time a caller gets the stale value or an error, and the computation goes on behind.
    std::optional<std::chrono::milliseconds> hardLimit = std::chrono::minutes(10);
};

/// Makes of an entry without `object`, as levels 2 and 3 hold it, the same with one; null if its bytes can't be decoded: then it
/// counts as missing and is removed. Called in the thread that looks, without a lock.
using CachePrepare = std::function<CacheEntryPtr(const CacheEntryPtr &)>;

/// What one call wants.
struct CacheOptions {
    enum class Mode {
        Use,
        Refresh, ///< computes anew whatever is there, and keeps the result
        Bypass   ///< neither reads nor writes, nor shares its computation with others
    };

    Mode mode = Mode::Use;
    CancellationToken cancel;          ///< of this caller; leaves others that wait for the same value alone
    std::optional<CachePolicy> policy; ///< the manager's own if missing
    CachePrepare prepare;
};

} // namespace consultantos
