// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/token_bucket.h"

#include <algorithm>

namespace consultantos {
namespace {

using Seconds = std::chrono::duration<double>;

} // namespace

TokenBucket::TokenBucket(const RateLimit &limit)
    : m_limit(limit)
    , m_tokens(limit.burst)
{
}

std::chrono::nanoseconds TokenBucket::take(std::chrono::nanoseconds now)
{
    if (m_isFresh) {
        m_filledAt = now;
        m_isFresh = false;
    }
    // While held no tokens gather: what comes after starts at the server's pace, not with a burst.
    const auto from = std::max(now, m_heldUntil);
    if (from > m_filledAt) {
        m_tokens = std::min(m_limit.burst, m_tokens + Seconds(from - m_filledAt).count() * m_limit.perSecond);
        m_filledAt = from;
    }
    m_tokens -= 1;
    const auto debt = Seconds(std::max(0.0, -m_tokens) / m_limit.perSecond);
    return m_filledAt - now + std::chrono::duration_cast<std::chrono::nanoseconds>(debt);
}

void TokenBucket::holdUntil(std::chrono::nanoseconds time)
{
    if (time <= m_heldUntil)
        return;
    m_heldUntil = time;
    m_tokens = std::min(m_tokens, 1.0);
    m_filledAt = std::max(m_filledAt, time);
    m_isFresh = false;
}

} // namespace consultantos
