// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/optimiser/provider_guards.h"

namespace consultantos {

ProviderGuards::ProviderGuards(BreakerLimits breaker, CallTiming timing)
    : m_breaker(breaker)
    , m_timing(std::move(timing))
{
}

ProviderGuards::Guard ProviderGuards::of(const QString &place, const GateLimits &limits)
{
    const std::lock_guard lock(m_mutex);
    auto &held = m_places[place];
    if (!held.guard.breaker)
        held.guard.breaker = std::make_shared<CircuitBreaker>(m_breaker, m_timing.clock);
    if (!held.guard.gate || held.limits != limits) {
        held.limits = limits;
        held.guard.gate = std::make_shared<CallGate>(limits, m_timing);
    }
    return held.guard;
}

QList<ProviderState> ProviderGuards::states() const
{
    const std::lock_guard lock(m_mutex);
    QList<ProviderState> states;
    for (const auto &[place, held] : m_places)
        states.append({place.section(QLatin1Char('\n'), 0, 0), held.guard.gate->perSecond(), held.guard.gate->waiting(),
                       held.guard.gate->underWay(), held.guard.breaker->isOpen(), held.guard.breaker->pause()});
    return states;
}

std::shared_ptr<PaceMeter> ProviderGuards::paceOf(const QString &place, const QString &model)
{
    const std::lock_guard lock(m_mutex);
    auto &pace = m_paces[{place, model}];
    if (!pace)
        pace = std::make_shared<PaceMeter>();
    return pace;
}

} // namespace consultantos
