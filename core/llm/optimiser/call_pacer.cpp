// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/optimiser/call_pacer.h"

#include <algorithm>
#include <cmath>

namespace consultantos {
namespace {

constexpr double Minute = 60;

/// A provider's minute is a bucket that holds all of it; a part is left for what it counts differently.
constexpr double TokenShare = 0.95;

/// As long as the longest pause of a breaker: what asks for a day is asked again all the same, once.
constexpr std::chrono::nanoseconds LongestPause = std::chrono::minutes(5);

std::optional<RateBucket> tokenBucket(const PaceLimits &limits)
{
    if (limits.tokensPerMinute <= 0)
        return std::nullopt;
    const double perSecond = TokenShare * static_cast<double>(limits.tokensPerMinute) / Minute;
    return RateBucket(perSecond, perSecond * Minute / 2);
}

std::chrono::nanoseconds betweenCalls(double perSecond)
{
    return std::chrono::nanoseconds(std::llround(1e9 / perSecond));
}

} // namespace

CallPacer::CallPacer(const PaceLimits &limits)
    : m_rate(limits)
    , m_requests(m_rate.perSecond(), m_rate.burst())
    , m_tokens(tokenBucket(limits))
{
}

std::chrono::nanoseconds CallPacer::waitFor(qint64 tokens, std::chrono::nanoseconds now)
{
    auto wait = std::max(m_heldUntil - now, m_requests.waitFor(1, now));
    if (m_toldRequests)
        wait = std::max(wait, m_toldRequests->waitFor(1, now));
    for (auto *bucket : {&m_tokens, &m_toldTokens}) {
        if (*bucket)
            wait = std::max(wait, (*bucket)->waitFor(static_cast<double>(tokens), now));
    }
    return std::max(wait, std::chrono::nanoseconds(0));
}

CallPacer::Turn CallPacer::begin(qint64 tokens, bool hadToWait, std::chrono::nanoseconds now)
{
    m_requests.draw(1, now);
    if (m_toldRequests)
        m_toldRequests->draw(1, now);
    for (auto *bucket : {&m_tokens, &m_toldTokens}) {
        if (*bucket)
            (*bucket)->draw(static_cast<double>(tokens), now);
    }
    return {m_rate.begin(hadToWait, now), tokens};
}

void CallPacer::succeeded(const Turn &turn, std::optional<qint64> used, std::chrono::nanoseconds now)
{
    settle(turn, used.value_or(turn.tokens), now);
    m_rate.succeeded();
    adapt(now);
}

void CallPacer::failed(const Turn &, std::chrono::nanoseconds now)
{
    m_rate.failed();
    adapt(now);
}

void CallPacer::refused(const Turn &turn, std::optional<std::chrono::milliseconds> retryAfter,
                        std::chrono::nanoseconds now)
{
    settle(turn, 0, now);
    const bool isNews = m_rate.refused(turn.mark, now);
    const auto pause =
        retryAfter ? std::min(std::chrono::nanoseconds(*retryAfter), LongestPause) : betweenCalls(m_rate.perSecond());
    if (isNews || retryAfter)
        m_heldUntil = std::max(m_heldUntil, now + pause);
    if (!isNews)
        return;
    adapt(now);
    // What would gather during the pause would be sent at once behind it.
    m_requests.drain(m_heldUntil - betweenCalls(m_rate.perSecond()));
}

void CallPacer::withdrawn(const Turn &turn, std::chrono::nanoseconds now)
{
    m_requests.giveBack(1, now);
    if (m_toldRequests)
        m_toldRequests->giveBack(1, now);
    settle(turn, 0, now);
}

void CallPacer::learn(const RateNews &news, std::chrono::nanoseconds now)
{
    const auto take = [now](std::optional<RateBucket> &bucket, const RateNews::Bucket &told) {
        if (const auto rate = told.perSecond()) {
            if (!bucket)
                bucket.emplace(*rate, *told.limit);
            bucket->setRate(*rate, *told.limit, now);
        }
        // What is under way may be counted there or not: never more than either says.
        if (bucket && told.remaining)
            bucket->lower(*told.remaining, now);
    };
    take(m_toldRequests, news.requests);
    take(m_toldTokens, news.tokens);
}

void CallPacer::adapt(std::chrono::nanoseconds now)
{
    m_requests.setRate(m_rate.perSecond(), m_rate.burst(), now);
}

void CallPacer::settle(const Turn &turn, qint64 used, std::chrono::nanoseconds now)
{
    for (auto *bucket : {&m_tokens, &m_toldTokens}) {
        if (*bucket)
            (*bucket)->giveBack(static_cast<double>(turn.tokens - used), now);
    }
}

} // namespace consultantos
