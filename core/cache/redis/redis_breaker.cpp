// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/redis/redis_breaker.h"

#include <algorithm>

namespace consultantos {

RedisBreaker::RedisBreaker(std::chrono::milliseconds firstPause, std::chrono::milliseconds longestPause)
    : m_firstPause(firstPause)
    , m_longestPause(longestPause)
{
}

void RedisBreaker::onFailure(TimePoint now)
{
    m_nextTrial = now + m_pause;
    m_pause = std::clamp(m_pause * 2, m_firstPause, m_longestPause);
}

void RedisBreaker::onSuccess()
{
    m_pause = std::chrono::milliseconds(0);
}

} // namespace consultantos
