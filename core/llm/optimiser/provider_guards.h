// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/optimiser/call_gate.h"
#include "llm/optimiser/circuit_breaker.h"
#include "llm/optimiser/pace_meter.h"

#include <QList>
#include <QString>

#include <chrono>
#include <map>
#include <memory>
#include <mutex>

namespace consultantos {

/// How calls to one place fare.
struct ProviderState {
    QString provider;
    double perSecond = 0; ///< calls that the limiter lets through at present
    int waiting = 0;      ///< for their turn
    int underWay = 0;
    bool isOpen = false;                ///< the breaker keeps calls away, or one tries whether it may close
    std::chrono::milliseconds pause{0}; ///< until the next try
};

/// The gate and the breaker of each place where models are asked, and their pace. What was learned of it outlives a change of the
/// settings. Thread-safe.
class ProviderGuards {
public:
    struct Guard {
        std::shared_ptr<CallGate> gate;
        std::shared_ptr<CircuitBreaker> breaker;
    };

    ProviderGuards(BreakerLimits breaker, CallTiming timing);

    /// Those of a place: its provider and, behind a line's end, its address. New limits make a new gate; the breaker stays.
    [[nodiscard]] Guard of(const QString &place, const GateLimits &limits);
    /// Of all places that were used, as they stand now.
    [[nodiscard]] QList<ProviderState> states() const;
    /// How fast a model is there.
    [[nodiscard]] std::shared_ptr<PaceMeter> paceOf(const QString &place, const QString &model);

private:
    struct Held {
        GateLimits limits;
        Guard guard;
    };

    const BreakerLimits m_breaker;
    const CallTiming m_timing;
    mutable std::mutex m_mutex;
    std::map<QString, Held> m_places;
    std::map<std::pair<QString, QString>, std::shared_ptr<PaceMeter>> m_paces;
};

} // namespace consultantos
