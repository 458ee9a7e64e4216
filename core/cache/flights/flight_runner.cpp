// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/flights/flight_runner.h"

#include <QCoreApplication>

#include <exception>

namespace consultantos {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

/// Levels that processes share. The lock is Redis', so what another process computed under it is looked for there.
constexpr std::size_t SharedLevel = 1;
/// For a caller without a hard limit.
constexpr milliseconds LongestWaitForProcess = std::chrono::minutes(10);
constexpr qsizetype MostPauses = 1024;

CacheResult cancelled()
{
    return fail(ErrorCode::Cancelled, QCoreApplication::translate("CacheManager", "Cancelled."));
}

Result<CacheEntry> runGuarded(const CacheCompute &compute, const CancellationToken &cancel)
{
    const auto failed = [](const QString &detail) {
        return fail(ErrorCode::Internal,
                    QCoreApplication::translate("CacheManager", "The computation stopped on an internal error."),
                    detail);
    };
    // A computation must not throw; one that does all the same costs its callers their value, not the program.
    try {
        return compute(cancel);
    } catch (const std::exception &exception) {
        return failed(QString::fromLocal8Bit(exception.what()));
    } catch (...) {
        return failed({});
    }
}

} // namespace

FlightRunner::FlightRunner(const Context &context)
    : m_context(context)
{
}

const CachePolicy &FlightRunner::policyOf(const Flight &flight) const
{
    return flight.options.policy ? *flight.options.policy : m_context.policy;
}

void FlightRunner::start(const std::shared_ptr<Flight> &flight)
{
    m_context.tasks.start([this, flight] {
        if (m_context.flights.claim(*flight))
            run(flight, flight->compute);
    });
}

void FlightRunner::run(const std::shared_ptr<Flight> &flight, const CacheCompute &compute)
{
    auto outcome = produce(*flight, compute);
    const bool hasFailed = !outcome.result;
    m_context.flights.finish(flight, std::move(outcome.result));
    if (flight->kind == Flight::Kind::Ahead && hasFailed)
        pauseAhead(flight->key);
    if (outcome.due && flight->kind == Flight::Kind::Use && flight->compute)
        startAhead(flight->key, flight->compute, flight->options, *outcome.due);
}

void FlightRunner::startAhead(const QByteArray &key, CacheCompute compute, CacheOptions options, const FoundEntry &due)
{
    if (!mayStartAhead(key))
        return;
    auto flight = std::make_shared<Flight>();
    flight->key = key;
    flight->kind = Flight::Kind::Ahead;
    flight->options = std::move(options);
    flight->options.cancel = {}; // the caller has what he wanted
    flight->compute = std::move(compute);
    flight->dueLevel = due.level;
    flight->dueAge = due.life.age;
    const auto entrance = m_context.flights.enter(std::move(flight), m_context.flights.generation(), std::nullopt);
    if (!entrance.isNew)
        return;
    ++m_context.statistics.refreshesAhead;
    start(entrance.flight);
}

CacheResult FlightRunner::computeAlone(const CacheCompute &compute, const CancellationToken &cancel)
{
    const auto start = m_context.clock.steadyNow();
    auto made = runGuarded(compute, cancel);
    const auto seconds = std::chrono::duration<double>(m_context.clock.steadyNow() - start).count();
    m_context.statistics.computed(seconds, !made);
    if (!made)
        return tl::unexpected(std::move(made.error()));
    if (made->cost.seconds <= 0)
        made->cost.seconds = seconds;
    return CachedValue{std::make_shared<const CacheEntry>(*std::move(made)), CacheServedBy::Computed, milliseconds(0),
                       false};
}

FlightRunner::Outcome FlightRunner::produce(Flight &flight, const CacheCompute &compute)
{
    const auto cancel = flight.cancel.token();
    if (cancel.isCancelled())
        return {cancelled(), {}};
    if (flight.kind == Flight::Kind::Bypass)
        return {computeAlone(compute, cancel), {}};
    if (flight.kind == Flight::Kind::Refresh)
        return {computeAndKeep(flight, compute, m_context.levels.ticket(flight.key)), {}};

    auto search = this->search(flight);
    if (search.hit) {
        const bool isDue = LevelStack::isDue(*search.hit, policyOf(flight));
        return {m_context.levels.value(*search.hit), isDue ? search.hit : std::nullopt};
    }
    ProcessTurns::Turn turn;
    if (auto value = waitForTurn(flight, search.ticket, turn))
        return {*std::move(value), {}};
    auto result = cancel.isCancelled() ? cancelled() : computeAndKeep(flight, compute, search.ticket);
    m_context.turns.end(turn);
    return {std::move(result), {}};
}

LevelStack::Search FlightRunner::search(Flight &flight)
{
    return m_context.levels.search(flight.key, {policyOf(flight), flight.options.prepare, std::move(flight.firstLook),
                                                [&](const FoundEntry &found) { return accepts(flight, found); },
                                                [&](const FoundEntry &fallback) {
                                                    m_context.flights.offer(
                                                        flight, {m_context.levels.value(fallback), fallback.at,
                                                                 fallback.at + nanoseconds(fallback.life.fresh),
                                                                 fallback.at + nanoseconds(fallback.life.usable)});
                                                }});
}

bool FlightRunner::accepts(const Flight &flight, const FoundEntry &found) const
{
    if (flight.kind != Flight::Kind::Ahead)
        return true;
    // Levels above the one where it is due hold what was promoted from there: young only if another renewed it.
    return found.level < flight.dueLevel ? found.life.age < flight.dueAge : !LevelStack::isDue(found, policyOf(flight));
}

std::optional<CachedValue> FlightRunner::waitForTurn(Flight &flight, CacheTicket &ticket, ProcessTurns::Turn &turn)
{
    if (!m_context.levels.has(SharedLevel))
        return std::nullopt;
    const auto &policy = policyOf(flight);
    const auto isGood = [&](const CacheLookup &lookup) {
        return lookup.outcome == CacheLookup::Outcome::Hit && lookup.life.fresh > milliseconds(0)
               && accepts(flight, m_context.levels.found(SharedLevel, lookup));
    };
    turn = m_context.turns.wait(
        flight.key, [&] { return m_context.levels.look(SharedLevel, flight.key, flight.options.prepare); }, isGood,
        policy.hardLimit.value_or(LongestWaitForProcess), flight.cancel.token());
    if (turn.hasWaited)
        ++m_context.statistics.processWaits;
    if (!turn.lookup)
        return std::nullopt;
    if (!turn.isServed) {
        // Nothing is computed yet: the later stamp is as true and is refused less.
        ticket.stamps[SharedLevel] = turn.lookup->stamp;
        return std::nullopt;
    }
    if (turn.hasWaited)
        ++m_context.statistics.processServed;
    const auto found = m_context.levels.found(SharedLevel, *turn.lookup);
    m_context.levels.promote(flight.key, found, policy, ticket);
    return m_context.levels.value(found);
}

CacheResult FlightRunner::computeAndKeep(const Flight &flight, const CacheCompute &compute, const CacheTicket &ticket)
{
    auto result = computeAlone(compute, flight.cancel.token());
    if (result && result->entry->isKept && !flight.isSuperseded) {
        // What a level couldn't keep it has counted; the caller has his value.
        (void)m_context.levels.write({{flight.key, result->entry, ticket}}, policyOf(flight));
    }
    return result;
}

bool FlightRunner::mayStartAhead(const QByteArray &key)
{
    const std::lock_guard lock(m_mutex);
    const auto paused = m_pausedTo.constFind(key);
    if (paused == m_pausedTo.cend())
        return true;
    if (m_context.clock.steadyNow() < *paused)
        return false;
    m_pausedTo.erase(paused);
    return true;
}

void FlightRunner::pauseAhead(const QByteArray &key)
{
    const std::lock_guard lock(m_mutex);
    if (m_pausedTo.size() >= MostPauses)
        m_pausedTo.clear();
    m_pausedTo.insert(key, m_context.clock.steadyNow() + PauseAfterFailure);
}

} // namespace consultantos
