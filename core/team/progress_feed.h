// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/redis/redis_endpoint.h"
#include "cache/redis/redis_interrupt.h"

#include <QByteArray>
#include <QByteArrayList>

#include <atomic>
#include <functional>
#include <thread>

namespace consultantos {

/// Listens to channels (Pub/Sub) in a thread of its own, on a connection of its own, and comes back by itself.
class ProgressFeed {
public:
    struct Callbacks {
        /// Called in the feed's thread, in the order of the messages.
        std::function<void(const QByteArray &channel, const QByteArray &message)> onMessage;
        /// It listens, from now on or again: what was said meanwhile was missed.
        std::function<void()> onListening;
    };

    ProgressFeed(RedisEndpoint endpoint, QByteArrayList channels, Callbacks callbacks);
    ~ProgressFeed();
    ProgressFeed(const ProgressFeed &) = delete;
    ProgressFeed &operator=(const ProgressFeed &) = delete;

private:
    void run();
    /// Until the connection breaks.
    void listen();

    const RedisEndpoint m_endpoint;
    const QByteArrayList m_channels;
    const Callbacks m_callbacks;
    RedisInterrupt m_closing;
    std::thread m_thread; ///< last: it uses all of the above
};

} // namespace consultantos
