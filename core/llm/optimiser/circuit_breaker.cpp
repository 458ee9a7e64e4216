// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/optimiser/circuit_breaker.h"

#include <algorithm>
#include <utility>

namespace consultantos {

CircuitBreaker::Permit::Permit(CircuitBreaker *breaker, bool isProbe)
    : m_breaker(breaker)
    , m_isProbe(isProbe)
{
}

CircuitBreaker::Permit::Permit(Permit &&other) noexcept
    : m_breaker(std::exchange(other.m_breaker, nullptr))
    , m_isProbe(other.m_isProbe)
{
}

CircuitBreaker::Permit::~Permit()
{
    end(std::nullopt);
}

void CircuitBreaker::Permit::end(std::optional<bool> isGood)
{
    if (auto *breaker = std::exchange(m_breaker, nullptr))
        breaker->close(m_isProbe, isGood);
}

CircuitBreaker::CircuitBreaker(const BreakerLimits &limits, std::shared_ptr<const Clock> clock)
    : m_limits(limits)
    , m_clock(std::move(clock))
{
}

std::optional<CircuitBreaker::Permit> CircuitBreaker::permit()
{
    const std::lock_guard lock(m_mutex);
    if (!m_isOpen)
        return Permit(this, false);
    if (m_isProbed || m_clock->steadyNow() < m_until)
        return std::nullopt;
    m_isProbed = true;
    return Permit(this, true);
}

std::chrono::milliseconds CircuitBreaker::pause() const
{
    const std::lock_guard lock(m_mutex);
    const auto now = m_clock->steadyNow();
    if (!m_isOpen || m_until <= now)
        return std::chrono::milliseconds(0);
    return std::chrono::ceil<std::chrono::milliseconds>(m_until - now);
}

bool CircuitBreaker::isOpen() const
{
    const std::lock_guard lock(m_mutex);
    return m_isOpen;
}

void CircuitBreaker::close(bool isProbe, std::optional<bool> isGood)
{
    const std::lock_guard lock(m_mutex);
    if (isProbe)
        m_isProbed = false;
    // What began before the breaker opened tells nothing new.
    if (!isGood || (m_isOpen && !isProbe))
        return;
    if (isProbe && *isGood) {
        m_isOpen = false;
        m_pause = {};
        m_row = 0;
        m_last.clear();
        return;
    }
    if (isProbe)
        return open(std::min(2 * m_pause, m_limits.longestPause));
    m_last.push_back(*isGood);
    if (m_last.size() > static_cast<std::size_t>(m_limits.window))
        m_last.pop_front();
    m_row = *isGood ? 0 : m_row + 1;
    const auto failed = std::count(m_last.begin(), m_last.end(), false);
    if (m_row >= m_limits.consecutive || failed >= m_limits.failed)
        open(m_limits.firstPause);
}

void CircuitBreaker::open(std::chrono::milliseconds pause)
{
    m_isOpen = true;
    m_pause = pause;
    m_until = m_clock->steadyNow() + pause;
}

} // namespace consultantos
