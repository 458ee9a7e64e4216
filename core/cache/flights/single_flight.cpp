// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/flights/single_flight.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {
namespace {

using std::chrono::nanoseconds;

/// How often cancellation is looked for while somebody waits: a token can only be asked.
constexpr nanoseconds WatchInterval = std::chrono::milliseconds(20);

CacheResult cancelled()
{
    return fail(ErrorCode::Cancelled, QCoreApplication::translate("CacheManager", "Cancelled."));
}

CacheResult timedOut()
{
    return fail(ErrorCode::TimedOut,
                QCoreApplication::translate("CacheManager", "The computation took longer than its time limit."),
                QCoreApplication::translate("CacheManager", "It goes on; try again later."), true);
}

std::optional<CacheResult> usableFallback(const Flight &flight, nanoseconds now)
{
    if (!flight.fallback || now >= flight.fallback->usableTo)
        return std::nullopt;
    auto value = flight.fallback->value;
    value.age += std::chrono::duration_cast<std::chrono::milliseconds>(now - flight.fallback->at);
    value.isStale = now >= flight.fallback->freshTo;
    return value;
}

bool concerns(const CacheInvalidation &invalidation, const QByteArray &key, const CacheEntry &entry)
{
    switch (invalidation.scope) {
    case CacheInvalidation::Scope::Key:
        return key == invalidation.name;
    case CacheInvalidation::Scope::Tag:
        return entry.tags.contains(invalidation.name);
    case CacheInvalidation::Scope::All:
        break;
    }
    return true;
}

} // namespace

SingleFlight::SingleFlight(std::shared_ptr<const Clock> clock)
    : m_clock(std::move(clock))
    , m_watcher([this] { watch(); })
{
}

SingleFlight::~SingleFlight()
{
    shutDown();
    m_watcher.join();
}

SingleFlight::Entrance SingleFlight::enter(std::shared_ptr<Flight> flight, quint64 generation,
                                           std::optional<FlightWaiter> waiter)
{
    const std::lock_guard lock(m_mutex);
    if (flight->kind != Flight::Kind::Bypass) {
        if (const auto open = m_open.value(flight->key)) {
            if (flight->kind == Flight::Kind::Ahead)
                return {open, false};
            if (flight->kind != Flight::Kind::Refresh || open->kind == Flight::Kind::Refresh) {
                waiter->isJoined = true;
                open->waiters.push_back(*std::move(waiter));
                return {open, false};
            }
            open->isSuperseded = true;
        }
        m_open.insert(flight->key, flight);
        if (generation != m_generation.load(std::memory_order_acquire))
            flight->firstLook.reset();
    }
    if (waiter)
        flight->waiters.push_back(*std::move(waiter));
    flight->goesOn = flight->kind == Flight::Kind::Ahead;
    if (m_isStopping)
        flight->cancel.cancel();
    m_flights.push_back(flight);
    if (m_flights.size() == 1)
        m_wake.notify_one();
    return {std::move(flight), true};
}

bool SingleFlight::claim(Flight &flight, const void *owner)
{
    const std::lock_guard lock(m_mutex);
    if (flight.state != Flight::State::Queued)
        return false;
    flight.state = Flight::State::Running;
    flight.runner = std::this_thread::get_id();
    for (auto &waiter : flight.waiters) {
        if (owner != nullptr && waiter.owner == owner) {
            waiter.softAt.reset();
            waiter.hardAt.reset();
        }
    }
    return true;
}

bool SingleFlight::enterWait(const std::shared_ptr<Flight> &flight)
{
    const std::lock_guard lock(m_mutex);
    const auto self = std::this_thread::get_id();
    for (auto next = flight; next;) {
        if (next->state != Flight::State::Running)
            break;
        if (next->runner == self)
            return false;
        const auto wait = m_waits.find(next->runner);
        next = wait == m_waits.end() ? nullptr : wait->second;
    }
    m_waits[self] = flight;
    return true;
}

void SingleFlight::leaveWait()
{
    const std::lock_guard lock(m_mutex);
    m_waits.erase(std::this_thread::get_id());
}

void SingleFlight::offer(Flight &flight, Flight::Fallback fallback)
{
    const std::lock_guard lock(m_mutex);
    // One that was closed meanwhile may have read this before the invalidation.
    if (m_open.value(flight.key).get() == &flight) {
        flight.fallback = std::move(fallback);
        m_wake.notify_one();
    }
}

CacheResult SingleFlight::finish(const std::shared_ptr<Flight> &flight, CacheResult result)
{
    std::vector<FlightWaiter> waiters;
    {
        const std::lock_guard lock(m_mutex);
        flight->state = Flight::State::Done;
        takeOut(*flight);
        std::erase(m_flights, flight);
        waiters.swap(flight->waiters);
        if (!result && result.error().code != ErrorCode::Cancelled) {
            if (auto fallback = usableFallback(*flight, m_clock->steadyNow()))
                result = *std::move(fallback);
        }
        bumpGeneration();
    }
    for (const auto &waiter : waiters)
        waiter.deliver(result, waiter.isJoined);
    return result;
}

void SingleFlight::close(const CacheInvalidation &invalidation)
{
    const std::lock_guard lock(m_mutex);
    for (const auto &flight : m_flights) {
        if (flight->fallback && concerns(invalidation, flight->key, *flight->fallback->value.entry))
            flight->fallback.reset();
        // Which tags a value will have is known only when it is there.
        if (invalidation.scope != CacheInvalidation::Scope::Key || flight->key == invalidation.name)
            takeOut(*flight);
    }
    bumpGeneration();
}

FlightCounts SingleFlight::counts() const
{
    const std::lock_guard lock(m_mutex);
    return m_counts;
}

void SingleFlight::shutDown()
{
    std::vector<Delivery> deliveries;
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
        m_open.clear();
        for (const auto &flight : m_flights) {
            flight->cancel.cancel();
            for (auto &waiter : flight->waiters)
                deliveries.push_back({std::move(waiter), cancelled()});
            flight->waiters.clear();
        }
        m_wake.notify_one();
    }
    deliver(deliveries);
}

void SingleFlight::takeOut(const Flight &flight)
{
    const auto open = m_open.constFind(flight.key);
    if (open != m_open.cend() && open->get() == &flight)
        m_open.erase(open);
}

void SingleFlight::deliver(const std::vector<Delivery> &deliveries)
{
    for (const auto &delivery : deliveries)
        delivery.waiter.deliver(delivery.result, delivery.waiter.isJoined);
}

void SingleFlight::watch()
{
    std::unique_lock lock(m_mutex);
    while (!m_isStopping) {
        if (m_flights.empty()) {
            m_wake.wait(lock, [this] { return m_isStopping || !m_flights.empty(); });
            continue;
        }
        const auto now = m_clock->steadyNow();
        auto nextLook = now + WatchInterval;
        const auto deliveries = lookAtWaiters(now, nextLook);
        if (!deliveries.empty()) {
            lock.unlock();
            deliver(deliveries);
            lock.lock();
            continue;
        }
        m_wake.wait_for(lock, nextLook - now);
    }
}

std::vector<SingleFlight::Delivery> SingleFlight::lookAtWaiters(nanoseconds now, nanoseconds &nextLook)
{
    std::vector<Delivery> deliveries;
    for (const auto &flight : m_flights) {
        if (flight->waiters.empty())
            continue;
        auto kept = flight->waiters.begin();
        for (auto &waiter : flight->waiters) {
            if (auto result = verdict(*flight, waiter, now)) {
                deliveries.push_back({std::move(waiter), *std::move(result)});
                continue;
            }
            for (const auto &limit : {waiter.softAt, waiter.hardAt}) {
                if (limit && *limit > now)
                    nextLook = std::min(nextLook, *limit);
            }
            if (&*kept != &waiter)
                *kept = std::move(waiter);
            ++kept;
        }
        flight->waiters.erase(kept, flight->waiters.end());
        if (flight->waiters.empty() && !flight->goesOn) {
            ++m_counts.abandoned;
            flight->cancel.cancel();
            takeOut(*flight);
        }
    }
    return deliveries;
}

std::optional<CacheResult> SingleFlight::verdict(Flight &flight, const FlightWaiter &waiter, nanoseconds now)
{
    if (waiter.isCancelled && waiter.isCancelled()) {
        ++m_counts.cancelled;
        return cancelled();
    }
    const bool isPastHard = waiter.hardAt && now >= *waiter.hardAt;
    const bool isPastSoft = waiter.softAt && now >= *waiter.softAt;
    if (!isPastHard && !isPastSoft)
        return std::nullopt;
    auto fallback = usableFallback(flight, now);
    if (!isPastHard && !fallback)
        return std::nullopt;
    ++(isPastHard ? m_counts.hardLimits : m_counts.softLimits);
    flight.goesOn = true;
    return fallback ? *std::move(fallback) : timedOut();
}

} // namespace consultantos
