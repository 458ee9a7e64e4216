// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace consultantos {

/// When a server that failed may be tried again. The first trial follows the first failure at once; the pauses then
/// double, from `firstPause` to `longestPause`, until an operation of a caller has succeeded: a server that answers
/// trials but is too slow for callers costs them one time limit a trial, too. Not thread-safe; time is passed in.
class RedisBreaker {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    RedisBreaker(std::chrono::milliseconds firstPause, std::chrono::milliseconds longestPause);

    void onFailure(TimePoint now);
    /// An operation of a caller, not a trial.
    void onSuccess();
    [[nodiscard]] TimePoint nextTrial() const { return m_nextTrial; }

private:
    std::chrono::milliseconds m_firstPause;
    std::chrono::milliseconds m_longestPause;
    std::chrono::milliseconds m_pause{0};
    TimePoint m_nextTrial;
};

} // namespace consultantos
