// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QtGlobal>

#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>

namespace consultantos {

/// When a provider is left alone.
struct BreakerLimits {
    int consecutive = 5; ///< failures in a row
    int window = 20;     ///< of so many last attempts …
    int failed = 10;     ///< … these many failed
    std::chrono::milliseconds firstPause{15'000};
    std::chrono::milliseconds longestPause{300'000}; ///< it doubles up to this
};

/// Keeps calls from a provider that fails: each would cost its whole time limit. After a pause a single call tries
/// whether it works again; while it is under way no other does (Nygard, "Release It!", 2007). Every attempt counts,
/// whatever became of the call: failures that a repetition, another provider or a kept reply made good are failures of
/// the provider all the same. Thread-safe; outlives its permits.
class CircuitBreaker {
public:
    /// The right to one attempt. One that goes without a word, such as a cancelled one, says nothing of the provider.
    class Permit {
    public:
        Permit(Permit &&other) noexcept;
        Permit &operator=(Permit &&) = delete;
        Permit(const Permit &) = delete;
        Permit &operator=(const Permit &) = delete;
        ~Permit();

        void succeeded() { end(true); }
        void failed() { end(false); }

    private:
        friend class CircuitBreaker;
        Permit(CircuitBreaker *breaker, bool isProbe);
        void end(std::optional<bool> isGood);

        CircuitBreaker *m_breaker;
        bool m_isProbe;
    };

    CircuitBreaker(const BreakerLimits &limits, std::shared_ptr<const Clock> clock);

    /// Nothing while calls are kept away.
    [[nodiscard]] std::optional<Permit> permit();
    /// How long until the next try; 0 if calls are let through or tried now.
    [[nodiscard]] std::chrono::milliseconds pause() const;
    /// Whether calls are kept away, or one tries whether they need to be.
    [[nodiscard]] bool isOpen() const;

private:
    void close(bool isProbe, std::optional<bool> isGood);
    void open(std::chrono::milliseconds pause);

    const BreakerLimits m_limits;
    const std::shared_ptr<const Clock> m_clock;
    mutable std::mutex m_mutex;
    std::deque<bool> m_last; ///< of the last attempts, whether they were good
    int m_row = 0;           ///< failures since the last good one
    bool m_isOpen = false;
    bool m_isProbed = false; ///< a probe is under way
    std::chrono::milliseconds m_pause{0};
    std::chrono::nanoseconds m_until{0};
};

} // namespace consultantos
