// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/optimiser/call_gate.h"
#include "llm/optimiser/circuit_breaker.h"
#include "llm/optimiser/pace_meter.h"

#include <QString>

#include <map>
#include <memory>
#include <mutex>

namespace consultantos {

/// The gate and the breaker of each place where models are asked, and their pace. What was learned of it outlives a change of the
/// settings. Thread-safe.
class ProviderGuards {
public:
    struct Guard {
        std::shared_ptr<CallGate> gate;
        std::shared_ptr<CircuitBreaker> breaker;
    };

    ProviderGuards(BreakerLimits breaker, CallTiming timing);

    /// Those of a place, by provider and address. New limits make a new gate; the breaker stays.
    [[nodiscard]] Guard of(const QString &place, const GateLimits &limits);
    /// How fast a model is there.
    [[nodiscard]] std::shared_ptr<PaceMeter> paceOf(const QString &place, const QString &model);

private:
    struct Held {
        GateLimits limits;
        Guard guard;
    };

    const BreakerLimits m_breaker;
    const CallTiming m_timing;
    std::mutex m_mutex;
    std::map<QString, Held> m_places;
    std::map<std::pair<QString, QString>, std::shared_ptr<PaceMeter>> m_paces;
};

} // namespace consultantos
