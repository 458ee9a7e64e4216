// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_level.h"
#include "cache/cache_options.h"
#include "cache/cached_value.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <thread>
#include <vector>

namespace consultantos {

/// Makes a value. Called in a worker thread, without a lock. It may not return a value that is incomplete because it was
/// cancelled, and may throw: that is an error like another. A cost of 0 seconds is filled in by measurement.
using CacheCompute = std::function<Result<CacheEntry>(const CancellationToken &)>;

/// Somebody who waits for a flight.
struct FlightWaiter {
    /// Called once, without a lock. `isJoined`: somebody else had begun the flight.
    std::function<void(const CacheResult &, bool isJoined)> deliver;
    std::function<bool()> isCancelled;                             ///< asked under a lock: must be quick
    std::optional<std::chrono::nanoseconds> softAt = std::nullopt; ///< by the steady clock
    std::optional<std::chrono::nanoseconds> hardAt = std::nullopt;
    const void *owner = nullptr; ///< tells this waiter to SingleFlight::claim()
    bool isJoined = false;       ///< filled in by SingleFlight
};

/// One search and, if need be, computation of a key under way, with all who wait for it.
struct Flight {
    enum class Kind {
        Use,
        Refresh, ///< passes over what the levels hold
        Ahead,   ///< renews what nears its end; nobody need wait for it
        Bypass   ///< not shared
    };

    QByteArray key;
    Kind kind = Kind::Use;
    CacheOptions options; ///< of who began it
    CacheCompute compute; ///< null if only the thread that began it may run it
    /// What level 1 said just before the flight began; missing if it must be asked again.
    std::optional<CacheLookup> firstLook;
    CancellationSource cancel;
    /// For Ahead: what nears its end, at which level and how old it is.
    std::size_t dueLevel = 0;
    std::chrono::milliseconds dueAge{0};
    /// A newer flight of the key has taken over: this one's result must not overwrite that one's.
    std::atomic<bool> isSuperseded{false};

    /// The rest is guarded by SingleFlight's mutex.
    enum class State { Queued, Running, Done };
    State state = State::Queued;
    std::thread::id runner;
    bool goesOn = false; ///< even if nobody waits any more
    std::vector<FlightWaiter> waiters;
    /// What is served where the flight fails or lasts too long.
    struct Fallback {
        CachedValue value;
        std::chrono::nanoseconds at{0}; ///< when `value.age` was right
        std::chrono::nanoseconds freshTo{0};
        std::chrono::nanoseconds usableTo{0};
    };
    std::optional<Fallback> fallback;
};

} // namespace consultantos
