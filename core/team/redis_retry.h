// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>

namespace consultantos {

/// Pauses between trials, each twice as long as the one before. Not thread-safe.
class RetryPause {
public:
    explicit RetryPause(std::chrono::milliseconds first = std::chrono::milliseconds(100),
                        std::chrono::milliseconds longest = std::chrono::seconds(5))
        : m_first(first)
        , m_longest(longest)
        , m_next(first)
    {
    }

    [[nodiscard]] std::chrono::milliseconds next()
    {
        const auto pause = m_next;
        m_next = std::min(m_longest, m_next * 2);
        return pause;
    }
    void reset() { m_next = m_first; }

private:
    std::chrono::milliseconds m_first;
    std::chrono::milliseconds m_longest;
    std::chrono::milliseconds m_next;
};

} // namespace consultantos
