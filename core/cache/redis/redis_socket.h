// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cache/redis/redis_endpoint.h"
#include "cache/redis/redis_interrupt.h"

#include <chrono>

namespace consultantos {

/// A connected stream socket, closed at its end. Of one thread at a time.
class RedisSocket {
public:
    using Deadline = std::chrono::steady_clock::time_point;

    /// Connects by TCP (to each address of the host in turn) or by a Unix socket. Ends by the deadline and soon after
    /// `interrupt` is raised, also while a name is looked up, which a thread of its own does to its end. Reads and writes
    /// then block for at most `commandLimit`. Errors are Network and TimedOut, retryable.
    [[nodiscard]] static Result<RedisSocket> connect(const RedisEndpoint &endpoint, Deadline deadline,
                                                     std::chrono::milliseconds commandLimit,
                                                     const RedisInterrupt *interrupt);

    RedisSocket(RedisSocket &&other) noexcept;
    RedisSocket &operator=(RedisSocket &&) = delete;
    ~RedisSocket();

    [[nodiscard]] int descriptor() const { return m_descriptor; }

private:
    explicit RedisSocket(int descriptor)
        : m_descriptor(descriptor)
    {
    }

    int m_descriptor;
};

/// "The Redis server can't be reached.", and why.
[[nodiscard]] Error redisUnreachable(const QString &cause);
/// "The Redis server didn't answer in time."
[[nodiscard]] Error redisTimedOut();

} // namespace consultantos
