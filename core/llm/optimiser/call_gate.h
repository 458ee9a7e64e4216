// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "llm/optimiser/call_pacer.h"
#include "llm/optimiser/call_timing.h"

#include <QString>

#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <optional>

namespace consultantos {

/// How calls to one provider are let through.
struct GateLimits {
    PaceLimits pace;
    /// At once. The network layer opens six connections to a host; a call that waits for one counts as not connected.
    int concurrency = 6;
    int batchSize = 5; ///< calls that go together; 1: each by itself
    /// How long the first of a batch waits for others, where calls are under way already. A lone call never waits.
    std::chrono::milliseconds batchWindow{10};

    bool operator==(const GateLimits &) const = default;
};

/// Lets calls to one provider through: in the order of coming, when the pacer allows it, never more than so many at once,
/// and together where several come at about the same time. Thread-safe; outlives its passes.
class CallGate {
public:
    /// The right to make one call. Say how it ended; one that goes without a word was cancelled while under way. Movable;
    /// used by one thread at a time.
    class Pass {
    public:
        Pass(Pass &&other) noexcept;
        Pass &operator=(Pass &&) = delete;
        Pass(const Pass &) = delete;
        Pass &operator=(const Pass &) = delete;
        ~Pass();

        void succeeded(std::optional<qint64> usedTokens);
        void failed();
        void refused(std::optional<std::chrono::milliseconds> retryAfter);
        /// Nothing was sent.
        void withdraw();

    private:
        friend class CallGate;
        Pass(CallGate *gate, CallPacer::Turn turn);
        template <typename Tell>
        void end(Tell tell);

        CallGate *m_gate;
        CallPacer::Turn m_turn;
    };

    CallGate(const GateLimits &limits, CallTiming timing);

    /// Waits for the turn of a call of about so many tokens, until `deadline` (steady time) at most. RateLimited, with the
    /// time that it would have taken, if it can't come by then; Cancelled within 20 ms.
    [[nodiscard]] Result<Pass> enter(qint64 tokens, std::chrono::nanoseconds deadline, const CancellationToken &cancel);

    /// What the provider says of its limits holds from the next call on.
    void learn(const RateNews &news);

    /// For tests and figures.
    [[nodiscard]] int waiting() const;
    [[nodiscard]] int underWay() const;
    [[nodiscard]] double perSecond() const;

private:
    struct Place {
        std::chrono::nanoseconds came{0};
        bool hadToWait = false;
    };
    using Queue = std::list<Place>;

    [[nodiscard]] std::chrono::nanoseconds untilTurn(const Place &place, qint64 tokens, std::chrono::nanoseconds now);
    [[nodiscard]] std::chrono::nanoseconds untilBatch(const Place &place, std::chrono::nanoseconds now);

    const GateLimits m_limits;
    const CallTiming m_timing;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    CallPacer m_pacer;
    Queue m_queue;
    int m_underWay = 0;
    int m_released = 0; ///< places at the queue's front whose batch goes
};

} // namespace consultantos
