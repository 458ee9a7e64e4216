// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/optimiser/adaptive_rate.h"
#include "llm/optimiser/rate_bucket.h"
#include "llm/rate_news.h"

#include <chrono>
#include <optional>

namespace consultantos {

/// When the next call to a provider may go: requests and tokens in buckets of their own, a rate of requests that follows
/// what the provider takes, what it says of its own buckets, and the pauses that it asks for. Tokens are reserved before a call and settled after. Told
/// the time. Pure; not thread-safe.
class CallPacer {
public:
    /// A call that is under way.
    struct Turn {
        AdaptiveRate::Mark mark;
        qint64 tokens = 0; ///< that were reserved
    };

    explicit CallPacer(const PaceLimits &limits);

    /// How long a call of about so many tokens has to wait; 0: it may begin.
    [[nodiscard]] std::chrono::nanoseconds waitFor(qint64 tokens, std::chrono::nanoseconds now);
    [[nodiscard]] Turn begin(qint64 tokens, bool hadToWait, std::chrono::nanoseconds now);

    /// `used` is empty where the provider didn't say: what was reserved then counts.
    void succeeded(const Turn &turn, std::optional<qint64> used, std::chrono::nanoseconds now);
    void failed(const Turn &turn, std::chrono::nanoseconds now);
    /// The provider took nothing and wants to be asked again after `retryAfter`.
    void refused(const Turn &turn, std::optional<std::chrono::milliseconds> retryAfter, std::chrono::nanoseconds now);
    /// Nothing was sent.
    void withdrawn(const Turn &turn, std::chrono::nanoseconds now);

    /// The provider's own buckets, as it says: none is drawn from beyond what it holds.
    void learn(const RateNews &news, std::chrono::nanoseconds now);

    [[nodiscard]] double perSecond() const { return m_rate.perSecond(); }

private:
    void adapt(std::chrono::nanoseconds now);
    void settle(const Turn &turn, qint64 used, std::chrono::nanoseconds now);

    AdaptiveRate m_rate;
    RateBucket m_requests;
    std::optional<RateBucket> m_tokens;
    std::optional<RateBucket> m_toldRequests; ///< the provider's, once it told of it
    std::optional<RateBucket> m_toldTokens;
    std::chrono::nanoseconds m_heldUntil{0};
};

} // namespace consultantos
