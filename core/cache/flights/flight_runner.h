// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/task_group.h"
#include "cache/cache_statistics.h"
#include "cache/flights/flight.h"
#include "cache/flights/level_stack.h"
#include "cache/flights/process_turns.h"
#include "cache/flights/single_flight.h"

#include <QHash>

#include <memory>
#include <mutex>
#include <optional>

namespace consultantos {

/// Flies flights: looks through the levels, waits for other processes, computes, keeps the result, ends the flight.
/// Thread-safe. Whatever it is given must outlive its tasks.
class FlightRunner {
public:
    /// After a renewal ahead of time failed, the next for the same key is this far off.
    static constexpr std::chrono::seconds PauseAfterFailure{30};

    struct Context {
        LevelStack &levels;
        ProcessTurns &turns;
        SingleFlight &flights;
        TaskGroup &tasks;
        CacheStatistics &statistics;
        const Clock &clock;
        const CachePolicy &policy;
    };
    explicit FlightRunner(const Context &context);

    /// On the pool, unless another thread takes it first.
    void start(const std::shared_ptr<Flight> &flight);
    /// In this thread, which has claimed the flight.
    void run(const std::shared_ptr<Flight> &flight, const CacheCompute &compute);
    /// Renews the entry that is due in the background, one at a time for a key: from a level below if that has one with
    /// more life, or else by computing.
    void startAhead(const QByteArray &key, CacheCompute compute, CacheOptions options, const FoundEntry &due);
    /// Only computes: no level, no flight.
    [[nodiscard]] CacheResult computeAlone(const CacheCompute &compute, const CancellationToken &cancel);

private:
    struct Outcome {
        CacheResult result;
        std::optional<FoundEntry> due; ///< what was found, if it nears its end
    };
    [[nodiscard]] const CachePolicy &policyOf(const Flight &flight) const;
    [[nodiscard]] Outcome produce(Flight &flight, const CacheCompute &compute);
    [[nodiscard]] LevelStack::Search search(Flight &flight);
    /// Whether a fresh entry ends a flight.
    [[nodiscard]] bool accepts(const Flight &flight, const FoundEntry &found) const;
    /// Waits until it is this process's turn to compute; gives what another process computed meanwhile.
    [[nodiscard]] std::optional<CachedValue> waitForTurn(Flight &flight, CacheTicket &ticket, ProcessTurns::Turn &turn);
    [[nodiscard]] CacheResult computeAndKeep(const Flight &flight, const CacheCompute &compute,
                                             const CacheTicket &ticket);
    [[nodiscard]] bool mayStartAhead(const QByteArray &key);
    void pauseAhead(const QByteArray &key);

    const Context m_context;
    std::mutex m_mutex;
    QHash<QByteArray, std::chrono::nanoseconds> m_pausedTo;
};

} // namespace consultantos
