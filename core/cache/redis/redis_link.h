// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cache/redis/redis_breaker.h"
#include "cache/redis/redis_connection.h"
#include "cache/redis/redis_endpoint.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace consultantos {

struct RedisLinkOptions {
    int maxConnections = 4;
    /// To connect, sign in and be prepared. Costs no caller's time but at most one command limit at the very first.
    std::chrono::milliseconds connectLimit{1'000};
    /// The soft limit: how long a caller ever waits, for a connection and the replies together.
    std::chrono::milliseconds commandLimit{250};
    std::chrono::milliseconds firstPause{100}; ///< between the second and the third trial
    std::chrono::milliseconds longestPause{5'000};
};

/// A small pool of connections to one server, and its breaker. A thread of its own, begun at the first lease, opens them,
/// one trial at a time when the server is away: callers never connect, never wait for a name, and are told at once that
/// there is no server. Thread-safe.
class RedisLink {
public:
    using Deadline = RedisConnection::Deadline;
    /// Called in the link's thread for each new connection before anyone gets it. An error counts as a failed trial.
    using Preparation = std::function<Status(RedisConnection &)>;

    RedisLink(RedisEndpoint endpoint, const RedisLinkOptions &options, Preparation preparation = {});
    /// Interrupts the thread in whatever it does: a server that doesn't answer costs nothing here.
    ~RedisLink();
    RedisLink(const RedisLink &) = delete;
    RedisLink &operator=(const RedisLink &) = delete;

    /// A connection for one exchange or a few, given back when it goes. A broken one closes all of them and opens the
    /// breaker: what froze or restarted did so for all.
    class Lease {
    public:
        Lease(RedisLink &link, std::unique_ptr<RedisConnection> connection, quint64 generation);
        ~Lease();
        Lease(Lease &&other) noexcept = default;
        Lease &operator=(Lease &&) = delete;
        RedisConnection *operator->() const { return m_connection.get(); }
        RedisConnection &operator*() const { return *m_connection; }

    private:
        RedisLink *m_link;
        std::unique_ptr<RedisConnection> m_connection;
        quint64 m_generation;
    };

    /// Nothing while the server is away, or if no connection came free before the deadline.
    [[nodiscard]] std::optional<Lease> lease(Deadline deadline);
    /// The deadline of a call that begins now.
    [[nodiscard]] Deadline deadline() const { return std::chrono::steady_clock::now() + m_options.commandLimit; }
    /// Why there is no server, if so.
    [[nodiscard]] std::optional<Error> outage() const;
    [[nodiscard]] const RedisLinkOptions &options() const { return m_options; }

private:
    enum class State { Starting, Up, Down };
    struct Idle {
        std::unique_ptr<RedisConnection> connection;
        std::chrono::steady_clock::time_point since;
    };

    [[nodiscard]] std::unique_ptr<RedisConnection> takeIdle();
    void giveBack(std::unique_ptr<RedisConnection> connection, quint64 generation);
    void run();
    [[nodiscard]] bool waitForWork(std::unique_lock<std::mutex> &lock);
    [[nodiscard]] Result<std::unique_ptr<RedisConnection>> connect();
    void onConnected(std::unique_ptr<RedisConnection> connection);
    void onRefused(const Error &error);
    void goDown(const Error &error);

    const RedisEndpoint m_endpoint;
    const RedisLinkOptions m_options;
    const Preparation m_preparation;
    RedisInterrupt m_closing;

    mutable std::mutex m_mutex;
    std::condition_variable m_idleAdded; ///< or the state changed: for callers
    std::condition_variable m_work;      ///< for the thread
    State m_state = State::Starting;
    bool m_isClosing = false;
    bool m_isFirstWaitOver = false; ///< a caller has waited his whole limit for the first connection: others needn't
    bool m_isWanted = false;        ///< a caller waits for a connection
    std::vector<Idle> m_idle;
    int m_open = 0;                                     ///< of this generation, idle or lent
    quint64 m_generation = 0;                           ///< another one after each failure
    std::chrono::steady_clock::time_point m_nextGrowth; ///< no further connection before: the last was refused
    RedisBreaker m_breaker;
    std::optional<Error> m_outage;
    std::thread m_thread;
};

} // namespace consultantos
