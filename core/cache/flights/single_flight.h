// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "cache/flights/flight.h"

#include <QHash>

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace consultantos {

/// Counts of what happens to those who wait.
struct FlightCounts {
    quint64 softLimits = 0;
    quint64 hardLimits = 0;
    quint64 cancelled = 0; ///< who gave up waiting
    quint64 abandoned = 0; ///< flights cancelled because the last one did
};

/// The flights under way, at most one open for a key, and the watch over their waiters: who is cancelled or has waited
/// long enough leaves (within 20 ms), and the last to cancel cancels the flight. Runs nothing itself. Thread-safe.
class SingleFlight {
public:
    explicit SingleFlight(std::shared_ptr<const Clock> clock);
    /// Everybody who waits gets Cancelled.
    ~SingleFlight();
    SingleFlight(const SingleFlight &) = delete;
    SingleFlight &operator=(const SingleFlight &) = delete;

    /// Grows whenever a value may have got into level 1. Read before looking there, and given to enter(), it tells whether
    /// that look is still worth something.
    [[nodiscard]] quint64 generation() const { return m_generation.load(std::memory_order_acquire); }
    void bumpGeneration() { m_generation.fetch_add(1, std::memory_order_acq_rel); }

    struct Entrance {
        std::shared_ptr<Flight> flight;
        bool isNew = false; ///< the caller must see to it that it is run
    };
    /// Joins the open flight of the flight's key, or opens the given one. A refresh joins refreshes only, and takes over
    /// from another flight; an Ahead flight never has a waiter and is nothing where there is a flight already.
    [[nodiscard]] Entrance enter(std::shared_ptr<Flight> flight, quint64 generation,
                                 std::optional<FlightWaiter> waiter);
    /// True for the one thread that shall run the flight. The waiter with this owner is then that thread itself: its
    /// limits end, for it has the value no sooner.
    [[nodiscard]] bool claim(Flight &flight, const void *owner = nullptr);
    /// Announces that this thread waits for a running flight, until leaveWait(). False if that flight, directly or by
    /// others, waits for what this thread runs: to wait would be for ever.
    [[nodiscard]] bool enterWait(const std::shared_ptr<Flight> &flight);
    void leaveWait();

    void offer(Flight &flight, Flight::Fallback fallback);
    /// Ends the flight. A failure becomes the fallback, if there is one. Gives what was delivered.
    CacheResult finish(const std::shared_ptr<Flight> &flight, CacheResult result);
    /// Flights that may hold what is invalidated take no more callers and lose a fallback concerned.
    void close(const CacheInvalidation &invalidation);
    [[nodiscard]] FlightCounts counts() const;
    /// Cancels everything; nobody may enter any more.
    void shutDown();

private:
    struct Delivery {
        FlightWaiter waiter;
        CacheResult result;
    };
    void watch();
    [[nodiscard]] std::vector<Delivery> lookAtWaiters(std::chrono::nanoseconds now, std::chrono::nanoseconds &nextLook);
    [[nodiscard]] std::optional<CacheResult> verdict(Flight &flight, const FlightWaiter &waiter,
                                                     std::chrono::nanoseconds now);
    void takeOut(const Flight &flight);
    static void deliver(const std::vector<Delivery> &deliveries);

    const std::shared_ptr<const Clock> m_clock;
    std::atomic<quint64> m_generation{0};
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    QHash<QByteArray, std::shared_ptr<Flight>> m_open;
    std::vector<std::shared_ptr<Flight>> m_flights; ///< all under way, open or not
    std::unordered_map<std::thread::id, std::shared_ptr<Flight>> m_waits;
    FlightCounts m_counts;
    bool m_isStopping = false;
    std::thread m_watcher;
};

} // namespace consultantos
