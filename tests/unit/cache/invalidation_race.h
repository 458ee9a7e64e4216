// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_manager.h"

#include <functional>

namespace consultantos::test {

/// Threads that look up, compute, renew, set and invalidate the same few keys at random, against data whose version each
/// invalidation raises.
struct InvalidationRace {
    CacheManager *manager = nullptr;
    /// Of another process on the same shared levels, without a level 1 of its own: it looks and sets, and what it finds in
    /// them must be as true. May be null.
    CacheManager *other = nullptr;
    int threads = 4;                                            ///< as many again for the other
    int calls = 1500;                                           ///< of each thread
    std::chrono::milliseconds limit = std::chrono::seconds(20); ///< a slow machine tries fewer
    std::function<void()> beforeCall;                           ///< from all threads; may be null

    struct Outcome {
        int tooOld = 0; ///< values older than an invalidation that had returned before the call
        int errors = 0; ///< calls without a value
        int untold = 0; ///< invalidations that a level couldn't be told of
        int hits = 0;
        int otherHits = 0;
    };
    [[nodiscard]] Outcome run() const;
};

/// Widens the gaps in which races happen, without making the test slow.
void dawdle();

} // namespace consultantos::test
