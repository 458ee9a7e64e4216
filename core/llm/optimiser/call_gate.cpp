// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/optimiser/call_gate.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace consultantos {
namespace {

/// How often a waiting call looks whether it was cancelled.
constexpr std::chrono::nanoseconds Look = std::chrono::milliseconds(20);

Error cancelledError()
{
    return {ErrorCode::Cancelled,
            QCoreApplication::translate("Llm", "The call of the model was cancelled."),
            {},
            false,
            std::nullopt};
}

Error noTurn(std::chrono::nanoseconds wait)
{
    return {ErrorCode::RateLimited,
            QCoreApplication::translate("Llm", "The call's turn didn't come within its time; nothing was sent."),
            QCoreApplication::translate("Llm", "The provider takes fewer calls than are wanted. Try again later."),
            true, std::chrono::ceil<std::chrono::milliseconds>(wait)};
}

} // namespace

CallGate::Pass::Pass(CallGate *gate, CallPacer::Turn turn)
    : m_gate(gate)
    , m_turn(turn)
{
}

CallGate::Pass::Pass(Pass &&other) noexcept
    : m_gate(std::exchange(other.m_gate, nullptr))
    , m_turn(other.m_turn)
{
}

CallGate::Pass::~Pass()
{
    end([](CallPacer &, std::chrono::nanoseconds) {});
}

template <typename Tell>
void CallGate::Pass::end(Tell tell)
{
    auto *gate = std::exchange(m_gate, nullptr);
    if (!gate)
        return;
    const std::lock_guard lock(gate->m_mutex);
    tell(gate->m_pacer, gate->m_timing.clock->steadyNow());
    --gate->m_underWay;
    gate->m_changed.notify_all();
}

void CallGate::Pass::succeeded(std::optional<qint64> usedTokens)
{
    end([&](CallPacer &pacer, std::chrono::nanoseconds now) { pacer.succeeded(m_turn, usedTokens, now); });
}

void CallGate::Pass::failed()
{
    end([&](CallPacer &pacer, std::chrono::nanoseconds now) { pacer.failed(m_turn, now); });
}

void CallGate::Pass::refused(std::optional<std::chrono::milliseconds> retryAfter)
{
    end([&](CallPacer &pacer, std::chrono::nanoseconds now) { pacer.refused(m_turn, retryAfter, now); });
}

void CallGate::Pass::withdraw()
{
    end([&](CallPacer &pacer, std::chrono::nanoseconds now) { pacer.withdrawn(m_turn, now); });
}

CallGate::CallGate(const GateLimits &limits, CallTiming timing)
    : m_limits(limits)
    , m_timing(std::move(timing))
    , m_pacer(limits.pace)
{
}

Result<CallGate::Pass> CallGate::enter(qint64 tokens, std::chrono::nanoseconds deadline,
                                       const CancellationToken &cancel)
{
    std::unique_lock lock(m_mutex);
    const auto place = m_queue.insert(m_queue.end(), Place{m_timing.clock->steadyNow(), false});
    // One more may complete the batch that the first is waiting for.
    m_changed.notify_all();
    const auto leave = [&] {
        const bool wasReleased = std::distance(m_queue.begin(), place) < m_released;
        m_queue.erase(place);
        m_released -= wasReleased ? 1 : 0;
        m_changed.notify_all();
    };
    for (;;) {
        const auto now = m_timing.clock->steadyNow();
        if (cancel.isCancelled()) {
            leave();
            return tl::unexpected(cancelledError());
        }
        const bool isFirst = place == m_queue.begin();
        const auto wait = isFirst ? untilTurn(*place, tokens, now) : std::chrono::nanoseconds::max();
        if (wait.count() <= 0) {
            auto turn = m_pacer.begin(tokens, place->hadToWait, now);
            leave();
            ++m_underWay;
            return Pass(this, turn);
        }
        // Known to be too late, or late: what waits behind shall not wait for it.
        const bool isKnown = isFirst && wait < std::chrono::nanoseconds::max();
        if (now >= deadline || (isKnown && now + wait > deadline)) {
            leave();
            return tl::unexpected(noTurn(isKnown ? wait : std::chrono::nanoseconds(0)));
        }
        m_timing.wait(lock, m_changed, std::min({wait, Look, deadline - now}));
    }
}

/// How long the queue's first has to wait; max: until something changes.
std::chrono::nanoseconds CallGate::untilTurn(const Place &place, qint64 tokens, std::chrono::nanoseconds now)
{
    const auto pace = m_pacer.waitFor(tokens, now);
    if (pace.count() > 0) {
        // Those behind wait for the rate as well: it is what limits them.
        for (auto &each : m_queue)
            each.hadToWait = true;
        return pace;
    }
    if (m_underWay >= m_limits.concurrency)
        return std::chrono::nanoseconds::max();
    return untilBatch(place, now);
}

std::chrono::nanoseconds CallGate::untilBatch(const Place &place, std::chrono::nanoseconds now)
{
    if (m_released > 0)
        return std::chrono::nanoseconds(0);
    const auto together = std::min<std::size_t>(m_queue.size(), static_cast<std::size_t>(m_limits.batchSize));
    const auto until = place.came + m_limits.batchWindow - now;
    const bool isFull = together == static_cast<std::size_t>(m_limits.batchSize);
    if (m_underWay > 0 && !isFull && until.count() > 0)
        return until;
    m_released = static_cast<int>(together);
    return std::chrono::nanoseconds(0);
}

void CallGate::learn(const RateNews &news)
{
    const std::lock_guard lock(m_mutex);
    m_pacer.learn(news, m_timing.clock->steadyNow());
}

int CallGate::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_queue.size());
}

int CallGate::underWay() const
{
    const std::lock_guard lock(m_mutex);
    return m_underWay;
}

double CallGate::perSecond() const
{
    const std::lock_guard lock(m_mutex);
    return m_pacer.perSecond();
}

} // namespace consultantos
