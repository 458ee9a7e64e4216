// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>

namespace consultantos {

/// Ends waits for a descriptor from another thread, once and for all: a pipe (on Windows a pair of sockets) that every such
/// wait looks at, too.
/// Thread-safe.
class RedisInterrupt {
public:
    RedisInterrupt();
    ~RedisInterrupt();
    RedisInterrupt(const RedisInterrupt &) = delete;
    RedisInterrupt &operator=(const RedisInterrupt &) = delete;

    void raise();
    /// Becomes readable when it is raised; -1 where the system had no descriptors left, and nothing is interrupted.
    [[nodiscard]] int descriptor() const { return m_ends[0]; }
    [[nodiscard]] bool isRaised() const;

private:
    const std::array<int, 2> m_ends;
};

enum class RedisWait { Ready, TimedOut, Interrupted };
enum class RedisWaitFor { Reading, Writing };

/// Waits until a descriptor can be read or written; a signal doesn't end it. `interrupt` may be null.
[[nodiscard]] RedisWait waitForDescriptor(int descriptor, RedisWaitFor what,
                                          std::chrono::steady_clock::time_point deadline,
                                          const RedisInterrupt *interrupt);

} // namespace consultantos
