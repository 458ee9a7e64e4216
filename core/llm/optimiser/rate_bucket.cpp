// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/optimiser/rate_bucket.h"

#include <algorithm>
#include <cmath>

namespace consultantos {
namespace {

using Seconds = std::chrono::duration<double>;

/// Sums of parts of a second don't meet a whole number exactly.
constexpr double Rounding = 1e-9;

} // namespace

RateBucket::RateBucket(double perSecond, double burst)
    : m_perSecond(perSecond)
    , m_burst(burst)
    , m_level(burst)
{
}

void RateBucket::fill(std::chrono::nanoseconds now)
{
    if (m_isFresh) {
        m_filledAt = now;
        m_isFresh = false;
    }
    if (now <= m_filledAt)
        return;
    m_level = std::min(m_burst, m_level + Seconds(now - m_filledAt).count() * m_perSecond);
    m_filledAt = now;
}

std::chrono::nanoseconds RateBucket::waitFor(double amount, std::chrono::nanoseconds now)
{
    fill(now);
    const double missing = std::min(amount, m_burst) - m_level;
    if (missing <= Rounding * std::max(1.0, m_burst))
        return std::chrono::nanoseconds(0);
    return std::chrono::nanoseconds(std::llround(std::ceil(missing / m_perSecond * 1e9)));
}

void RateBucket::draw(double amount, std::chrono::nanoseconds now)
{
    fill(now);
    m_level -= amount;
}

void RateBucket::giveBack(double amount, std::chrono::nanoseconds now)
{
    fill(now);
    m_level = std::min(m_burst, m_level + amount);
}

void RateBucket::setRate(double perSecond, double burst, std::chrono::nanoseconds now)
{
    fill(now);
    m_perSecond = perSecond;
    m_burst = burst;
    m_level = std::min(m_level, burst);
}

void RateBucket::lower(double level, std::chrono::nanoseconds now)
{
    fill(now);
    m_level = std::min(m_level, level);
}

void RateBucket::drain(std::chrono::nanoseconds now)
{
    lower(0, now);
}

} // namespace consultantos
