// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace consultantos {

/// At most `burst` requests at once and `perSecond` in the long run.
struct RateLimit {
    double perSecond = 5;
    double burst = 5;
};

/// Token bucket that is told the time and lends: a caller is told how long to wait and has its place from then on, so
/// that callers go in the order of asking and none has to ask again. Not thread-safe.
class TokenBucket {
public:
    explicit TokenBucket(const RateLimit &limit);

    /// Takes one token; returns after how long the caller may go. `now` never goes back.
    [[nodiscard]] std::chrono::nanoseconds take(std::chrono::nanoseconds now);
    /// Nobody goes within `pause` from `now`: what a server's Retry-After asks of all requests to it.
    void holdUntil(std::chrono::nanoseconds time);

private:
    RateLimit m_limit;
    double m_tokens;
    std::chrono::nanoseconds m_filledAt{0};
    std::chrono::nanoseconds m_heldUntil{0};
    bool m_isFresh = true;
};

} // namespace consultantos
