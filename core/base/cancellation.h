// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <memory>

namespace consultantos {

/// The reading end of a cancellation: cheap to copy, thread-safe. Long work asks isCancelled() at least every 50 ms.
class CancellationToken {
public:
    /// A token that is never cancelled.
    CancellationToken() = default;

    [[nodiscard]] bool isCancelled() const;
    /// Waits until cancelled or `timeout` has passed; returns isCancelled().
    bool waitFor(std::chrono::milliseconds timeout) const;

private:
    friend class CancellationSource;
    struct State;
    explicit CancellationToken(std::shared_ptr<State> state);
    std::shared_ptr<State> m_state;
};

/// The writing end. Thread-safe. A source made from a parent token is cancelled with its parent too.
class CancellationSource {
public:
    CancellationSource();
    explicit CancellationSource(const CancellationToken &parent);

    void cancel();
    [[nodiscard]] CancellationToken token() const;

private:
    std::shared_ptr<CancellationToken::State> m_state;
};

} // namespace consultantos
