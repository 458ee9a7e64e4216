// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cache/redis/redis_connection.h"

#include <QByteArray>

#include <chrono>
#include <memory>

namespace consultantos {

/// Waits for work without asking again and again: a blocking read, on a connection of its own. Of one thread, but for
/// interrupt().
class WorkBell {
public:
    WorkBell(RedisEndpoint endpoint, QByteArray key);

    /// Until somebody has put work in, `time` is over (true, too: look nevertheless) or it is interrupted. Errors: Redis can't
    /// be reached; the next call connects anew.
    [[nodiscard]] Status wait(std::chrono::seconds time);
    /// Ends waiting for good.
    void interrupt() { m_interrupt.raise(); }

private:
    RedisEndpoint m_endpoint;
    QByteArray m_key;
    RedisInterrupt m_interrupt;
    std::unique_ptr<RedisConnection> m_connection;
};

} // namespace consultantos
