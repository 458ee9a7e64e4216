// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/optimiser/call_pacer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <deque>
#include <optional>
#include <queue>
#include <random>
#include <vector>

namespace consultantos::test {

using Nanoseconds = std::chrono::nanoseconds;

inline Nanoseconds seconds(double value)
{
    return Nanoseconds(static_cast<std::int64_t>(value * 1e9));
}

inline double toSeconds(Nanoseconds time)
{
    return std::chrono::duration<double>(time).count();
}

/// A load and a server for half an hour, both changing as a seed says.
struct Scenario {
    std::uint32_t seed = 1;
    double length = 1'800;   ///< seconds
    double meanLimit = 10;   ///< calls a second
    double limitsHold = 150; ///< seconds between two limits, on average
    double mostChange = 2;   ///< factor between two limits
    double meanDemand = 1;   ///< of the limit's mean
    double burstSeconds = 1; ///< what the server saves up
    bool tellsWhen = true;   ///< refusals say when to come back
};

/// What is due at a time: a limit or a demand, in calls a second, until the next.
struct Level {
    Nanoseconds from{0};
    double perSecond = 0;
};

/// A server that takes so many calls a second, as a token bucket, and refuses the others.
class SimulatedServer {
public:
    SimulatedServer(std::vector<Level> limits, double burstSeconds)
        : m_limits(std::move(limits))
        , m_burstSeconds(burstSeconds)
        , m_level(burst(m_limits.front().perSecond))
    {
    }

    bool take(Nanoseconds now)
    {
        fill(now);
        if (m_level < 1)
            return false;
        m_level -= 1;
        return true;
    }
    [[nodiscard]] Nanoseconds untilNext() const { return seconds((1 - m_level) / limit()); }

private:
    [[nodiscard]] double limit() const { return m_limits[m_place].perSecond; }
    [[nodiscard]] double burst(double limit) const { return std::max(1.0, limit * m_burstSeconds); }
    void fill(Nanoseconds now)
    {
        while (m_at < now) {
            const bool isLast = m_place + 1 == m_limits.size();
            const auto until = isLast ? now : std::min(now, m_limits[m_place + 1].from);
            m_level = std::min(burst(limit()), m_level + toSeconds(until - m_at) * limit());
            m_at = until;
            if (!isLast && m_at == m_limits[m_place + 1].from)
                ++m_place;
        }
    }

    std::vector<Level> m_limits;
    std::size_t m_place = 0;
    double m_burstSeconds;
    double m_level;
    Nanoseconds m_at{0};
};

struct Outcome {
    int served = 0;
    int refused = 0;
    int oracle = 0; ///< served by one who knows what the server takes

    [[nodiscard]] double goodput() const { return static_cast<double>(served) / oracle; }
    [[nodiscard]] double refusals() const { return static_cast<double>(refused) / (served + refused); }
};

inline std::vector<Level> levels(std::mt19937 &dice, double mean, double hold, double change, double length)
{
    std::vector<Level> all;
    double value = mean;
    for (double at = 0; at < length; at += hold * std::uniform_real_distribution(0.5, 1.5)(dice)) {
        all.push_back({seconds(at), value});
        const double step = std::uniform_real_distribution(-1.0, 1.0)(dice);
        value = std::clamp(value * std::pow(change, step), mean / 4, mean * 4);
    }
    return all;
}

inline std::vector<Nanoseconds> arrivals(std::mt19937 &dice, const std::vector<Level> &demand, double length)
{
    std::vector<Nanoseconds> all;
    std::size_t place = 0;
    for (double at = 0; at < length;) {
        while (place + 1 < demand.size() && demand[place + 1].from <= seconds(at))
            ++place;
        at += std::exponential_distribution(demand[place].perSecond)(dice);
        all.push_back(seconds(at));
    }
    return all;
}

/// Calls that arrive are sent as soon as the pacer lets them; a refused one goes to the queue's front again.
inline Outcome simulate(const Scenario &scenario, const PaceLimits &limits)
{
    std::mt19937 dice(scenario.seed);
    const auto limit = levels(dice, scenario.meanLimit, scenario.limitsHold, scenario.mostChange, scenario.length);
    const auto demand = levels(dice, scenario.meanLimit * scenario.meanDemand, scenario.limitsHold, 2, scenario.length);
    const auto come = arrivals(dice, demand, scenario.length);
    const auto end = seconds(scenario.length);
    Outcome outcome;

    SimulatedServer known(limit, scenario.burstSeconds);
    auto at = Nanoseconds(0);
    for (const auto when : come) {
        for (at = std::max(at, when); at < end && !known.take(at);)
            at += std::max(known.untilNext(), Nanoseconds(1'000'000));
        if (at < end)
            ++outcome.oracle;
    }

    struct Answer {
        Nanoseconds when;
        CallPacer::Turn turn;
        bool isServed;
        std::optional<std::chrono::milliseconds> retryAfter;
        bool operator>(const Answer &other) const { return when > other.when; }
    };
    std::priority_queue<Answer, std::vector<Answer>, std::greater<>> under;
    SimulatedServer server(limit, scenario.burstSeconds);
    CallPacer pacer(limits);
    auto now = Nanoseconds(0);
    std::size_t next = 0;
    struct Queued {
        bool hasWaited;
    };
    std::deque<Queued> queue;
    constexpr qint64 Tokens = 1'000;
    while (now < end) {
        while (next < come.size() && come[next] <= now) {
            queue.push_back({!queue.empty()});
            ++next;
        }
        while (!under.empty() && under.top().when <= now) {
            const auto answer = under.top();
            under.pop();
            if (answer.isServed) {
                pacer.succeeded(answer.turn, Tokens, now);
            } else {
                pacer.refused(answer.turn, answer.retryAfter, now);
                queue.push_front({true});
            }
        }
        auto wait = seconds(1);
        if (!queue.empty()) {
            wait = pacer.waitFor(Tokens, now);
            if (wait.count() == 0) {
                const auto turn = pacer.begin(Tokens, queue.front().hasWaited, now);
                queue.pop_front();
                const bool isServed = server.take(now);
                const double latency = isServed ? std::uniform_real_distribution(0.3, 1.5)(dice) : 0.05;
                std::optional<std::chrono::milliseconds> retryAfter;
                if (!isServed && scenario.tellsWhen)
                    retryAfter = std::chrono::ceil<std::chrono::milliseconds>(server.untilNext());
                under.push({now + seconds(latency), turn, isServed, retryAfter});
                ++(isServed ? outcome.served : outcome.refused);
                continue;
            }
            queue.front().hasWaited = true;
        }
        auto then = now + wait;
        if (next < come.size())
            then = std::min(then, come[next]);
        if (!under.empty())
            then = std::min(then, under.top().when);
        now = std::max(then, now + Nanoseconds(1));
    }
    return outcome;
}

} // namespace consultantos::test
