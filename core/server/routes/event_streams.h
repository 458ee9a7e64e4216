// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/response_writer.h"

#include <QJsonObject>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace consultantos {

/// An answer of server-sent events (WHATWG HTML, 9.2). Thread-safe.
class EventStream {
public:
    /// Begins the answer.
    explicit EventStream(ResponseWriter writer);

    /// False once nobody listens, or it has ended: then stop.
    bool send(const QByteArray &event, const QJsonObject &data);
    /// A comment, which clients skip: proxies end connections on which nothing comes.
    bool beat();
    void end();

private:
    bool write(const QByteArray &piece);

    std::mutex m_mutex;
    const ResponseWriter m_writer;
    bool m_isOver = false;
};

/// Keeps streams of events alive while nothing happens, and notices clients that have gone. Thread-safe.
class EventStreams {
public:
    /// The specification advises a comment "every 15 seconds or so".
    explicit EventStreams(std::chrono::milliseconds interval = std::chrono::seconds(15));
    ~EventStreams();
    EventStreams(const EventStreams &) = delete;
    EventStreams &operator=(const EventStreams &) = delete;

    [[nodiscard]] std::shared_ptr<EventStream> open(ResponseWriter writer);
    [[nodiscard]] std::size_t count() const; ///< that somebody listens to, as far as is known

private:
    void run();

    const std::chrono::milliseconds m_interval;
    mutable std::mutex m_mutex;
    std::condition_variable m_ending;
    bool m_isEnding = false;
    std::vector<std::weak_ptr<EventStream>> m_streams;
    std::thread m_thread;
};

} // namespace consultantos
