// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>

namespace consultantos {

/// What a provider may be asked for.
struct PaceLimits {
    double perSecond = 10; ///< calls, to begin with
    double burst = 20;     ///< calls at once, after a pause
    double floor = 0.05;   ///< what the rate never falls below: three a minute
    double ceiling = 50;   ///< nor rises above
    /// Tokens that the provider allows in a minute, input and output; 0: not known, so not limited here.
    qint64 tokensPerMinute = 0;

    bool operator==(const PaceLimits &) const = default;
};

/// Finds out how many calls in a second a server takes. Of each ten calls: more than 10 % errors, a fifth less; less than
/// 1 %, a tenth more, if calls had to wait for their turn at all. A refusal says more than that: between two of them,
/// with calls waiting all the time, the server has taken just what it takes; so the rate goes to a little below that, and
/// grows in small steps around it, then in ever larger ones once it is passed without a refusal, as CUBIC does (Ha, Rhee
/// and Xu, 2008). Told the time. Pure; not thread-safe.
class AdaptiveRate {
public:
    /// A call that was sent.
    struct Mark {
        quint64 number = 0;
        std::chrono::nanoseconds begun{0};
    };

    explicit AdaptiveRate(const PaceLimits &limits);

    [[nodiscard]] double perSecond() const { return m_rate; }
    [[nodiscard]] double burst() const { return m_burst; }

    [[nodiscard]] Mark begin(bool hadToWait, std::chrono::nanoseconds now);
    void succeeded();
    /// A fault or a time limit.
    void failed();
    /// The server asks for fewer. False if that is no news: the call was sent before the last one that said so came back.
    bool refused(const Mark &call, std::chrono::nanoseconds now);

private:
    void count(bool isError);
    void step();
    [[nodiscard]] double growth();
    void setRate(double rate);

    const PaceLimits m_limits;
    double m_rate;
    double m_burst;
    std::optional<double> m_known; ///< calls a second that the server took when it last refused
    double m_stride = 0;           ///< by how much the rate grew in the last step beyond that
    int m_ended = 0;               ///< of this step
    int m_errors = 0;
    quint64 m_begun = 0;
    quint64 m_waited = 0; ///< of those begun since the last refusal
    int m_waitedInStep = 0;
    std::optional<Mark> m_lastRefused;
    std::chrono::nanoseconds m_refusedAt{0};
    quint64 m_alsoRefused = 0;
};

} // namespace consultantos
