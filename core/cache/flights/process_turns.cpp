// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/flights/process_turns.h"

#include <algorithm>

namespace consultantos {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds FirstPause{5};
constexpr milliseconds LongestPause{100};

} // namespace

ProcessTurns::ProcessTurns(std::shared_ptr<ComputationLock> lock, std::shared_ptr<const Clock> clock)
    : m_lock(std::move(lock))
    , m_clock(std::move(clock))
{
}

ProcessTurns::Turn ProcessTurns::wait(const QByteArray &key, const std::function<CacheLookup()> &look,
                                      const std::function<bool(const CacheLookup &)> &isGood, milliseconds patience,
                                      const CancellationToken &cancel)
{
    Turn turn;
    if (!m_lock)
        return turn;
    const auto end = m_clock->steadyNow() + patience;
    for (auto pause = FirstPause; !cancel.isCancelled(); pause = std::min(pause * 2, LongestPause)) {
        turn.grant = m_lock->tryAcquire(key, Life);
        if (turn.grant && turn.grant->isAlone) {
            turn.grant.reset();
            return turn;
        }
        if (turn.grant)
            hold(*turn.grant);
        // Also with the lock: another may have finished between our first look and the grant.
        turn.lookup = look();
        turn.isServed = isGood(*turn.lookup);
        if (turn.isServed && turn.grant) {
            this->end(turn);
            turn.grant.reset();
        }
        if (turn.isServed || turn.grant || m_clock->steadyNow() >= end)
            return turn;
        turn.hasWaited = true;
        cancel.waitFor(pause);
    }
    return turn;
}

void ProcessTurns::end(const Turn &turn)
{
    if (!turn.grant)
        return;
    letGo(*turn.grant);
    m_lock->release(*turn.grant);
}

void ProcessTurns::extendAll()
{
    std::vector<ComputationLock::Grant> held;
    {
        const std::lock_guard lock(m_mutex);
        held = m_held;
    }
    for (const auto &grant : held) {
        if (!m_lock->extend(grant, Life))
            letGo(grant);
    }
}

void ProcessTurns::hold(const ComputationLock::Grant &grant)
{
    const std::lock_guard lock(m_mutex);
    m_held.push_back(grant);
}

void ProcessTurns::letGo(const ComputationLock::Grant &grant)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_held, [&](const auto &held) { return held.token == grant.token && held.key == grant.key; });
}

} // namespace consultantos
