// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/optimiser/adaptive_rate.h"

#include <algorithm>

namespace consultantos {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr int StepCalls = 10;
constexpr double MuchError = 0.10;
constexpr double LittleError = 0.01;
constexpr double Less = 0.8;
constexpr double More = 1.1;
/// What is left below what the server takes, so that it is seldom passed by chance.
constexpr double Margin = 0.975;
constexpr double PlateauEnd = 1.03;
constexpr double PlateauStep = 1.006;
constexpr double StrideGain = 0.04;
/// Calls between two refusals that tell a rate.
constexpr quint64 FewestCalls = 4;
/// Share of them that must have waited: else the server might have taken more.
constexpr double Saturated = 0.8;
constexpr double BurstGain = 0.5;

} // namespace

AdaptiveRate::AdaptiveRate(const PaceLimits &limits)
    : m_limits(limits)
    , m_rate(std::clamp(limits.perSecond, limits.floor, limits.ceiling))
    , m_burst(std::max(limits.burst, 1.0))
{
}

AdaptiveRate::Mark AdaptiveRate::begin(bool hadToWait, std::chrono::nanoseconds now)
{
    ++m_begun;
    if (hadToWait) {
        ++m_waited;
        ++m_waitedInStep;
    }
    return {m_begun, now};
}

void AdaptiveRate::succeeded()
{
    count(false);
}

void AdaptiveRate::failed()
{
    count(true);
}

bool AdaptiveRate::refused(const Mark &call, std::chrono::nanoseconds now)
{
    if (m_lastRefused && call.begun <= m_refusedAt) {
        ++m_alsoRefused;
        return false;
    }
    auto taken = Less * m_rate;
    if (m_lastRefused) {
        const auto calls = call.number - m_lastRefused->number - 1;
        const double span = Seconds(call.begun - m_lastRefused->begun).count();
        const auto accepted = static_cast<double>(calls - std::min(calls, m_alsoRefused));
        const bool isSaturated = static_cast<double>(m_waited) >= Saturated * static_cast<double>(calls + 1);
        if (calls >= FewestCalls && span > 0)
            taken = isSaturated ? accepted / span : std::max(accepted / span, taken);
    }
    m_known = std::min(taken, m_rate);
    m_stride = 0;
    setRate(Margin * *m_known);
    m_burst = std::max(1.0, m_burst / 2);
    m_lastRefused = call;
    m_refusedAt = now;
    m_alsoRefused = 0;
    m_waited = 0;
    m_ended = m_errors = m_waitedInStep = 0;
    return true;
}

void AdaptiveRate::count(bool isError)
{
    ++m_ended;
    if (isError)
        ++m_errors;
    if (m_ended >= StepCalls)
        step();
}

void AdaptiveRate::step()
{
    const double share = static_cast<double>(m_errors) / m_ended;
    if (share > MuchError) {
        setRate(Less * m_rate);
    } else if (share < LittleError && 2 * m_waitedInStep >= m_ended) {
        setRate(growth() * m_rate);
        m_burst = std::min(std::max(m_limits.burst, 1.0), m_burst + BurstGain);
    }
    m_ended = m_errors = m_waitedInStep = 0;
}

double AdaptiveRate::growth()
{
    if (!m_known)
        return More;
    if (m_rate < Margin * *m_known)
        return std::min(More, Margin * *m_known / m_rate);
    if (m_rate < PlateauEnd * *m_known)
        return PlateauStep;
    m_stride = std::min(More - 1, m_stride + StrideGain);
    return 1 + m_stride;
}

void AdaptiveRate::setRate(double rate)
{
    m_rate = std::clamp(rate, m_limits.floor, m_limits.ceiling);
}

} // namespace consultantos
