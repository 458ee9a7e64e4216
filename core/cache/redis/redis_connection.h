// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cache/redis/redis_endpoint.h"
#include "cache/redis/redis_interrupt.h"
#include "cache/redis/redis_reply.h"

#include <QByteArray>
#include <QByteArrayView>

#include <chrono>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace consultantos {

/// One connection to a Redis server, signed in and at its database. Of one thread at a time. Commands are collected by
/// add() and sent together by exchange() (a pipeline: one round trip). After an error of exchange() the connection is of
/// no more use: replies of the past may still come.
class RedisConnection {
public:
    using Deadline = std::chrono::steady_clock::time_point;

    /// Connects, signs in, chooses the database and asks for the server's run id, all within `limit`. Errors: TimedOut and
    /// Network are retryable; Denied is a wrong password or a right that the user lacks. `commandLimit` is what later
    /// exchanges are usually given. `interrupt`, which may be null, ends this and all that follows until
    /// setUninterruptible(), as a Network error.
    [[nodiscard]] static Result<std::unique_ptr<RedisConnection>> open(const RedisEndpoint &endpoint,
                                                                       std::chrono::milliseconds limit,
                                                                       std::chrono::milliseconds commandLimit,
                                                                       const RedisInterrupt *interrupt = nullptr);
    ~RedisConnection();
    RedisConnection(const RedisConnection &) = delete;
    RedisConnection &operator=(const RedisConnection &) = delete;

    void add(std::initializer_list<QByteArrayView> words);
    void add(std::span<const QByteArrayView> words);
    /// Sends what was added and waits for all replies; error replies are replies, too. TimedOut or Network.
    [[nodiscard]] Result<std::vector<RedisReply>> exchange(Deadline deadline);

    /// What the server sends by itself to a connection that has subscribed (Pub/Sub); empty if nothing came until then.
    [[nodiscard]] Result<std::optional<RedisReply>> nextMessage(Deadline deadline);

    /// From now on an exchange ends by its deadline alone, at fewer system calls.
    void setUninterruptible() { m_interrupt = nullptr; }
    /// Whether an exchange failed.
    [[nodiscard]] bool isBroken() const { return m_isBroken; }
    /// Looks whether the server has closed the connection while it was idle, without a round trip.
    [[nodiscard]] bool isClosedByServer() const;
    /// A random name that the server gave itself when it started: another one means that it restarted since.
    [[nodiscard]] const QByteArray &runId() const { return m_runId; }

private:
    struct Context;
    explicit RedisConnection(std::unique_ptr<Context> context);
    [[nodiscard]] Status signIn(const RedisEndpoint &endpoint, Deadline deadline);
    void addLength(char kind, qsizetype length);
    [[nodiscard]] Status send(Deadline deadline);
    [[nodiscard]] Status receive(Deadline deadline);
    /// Whether the socket should be tried now: ready for `what`, or left to the kernel's own limit. A status that isn't
    /// well means the exchange is over.
    [[nodiscard]] Status awaitReadiness(RedisWaitFor what, Deadline deadline);
    [[nodiscard]] tl::unexpected<Error> broken(const Error &error);

    std::unique_ptr<Context> m_context;
    const RedisInterrupt *m_interrupt = nullptr;
    QByteArray m_out;
    std::size_t m_expected = 0;
    QByteArray m_runId;
    bool m_isBroken = false;
};

} // namespace consultantos
