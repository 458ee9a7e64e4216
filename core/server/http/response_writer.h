// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/server_message.h"

#include <QByteArray>

#include <memory>

namespace consultantos {

/// Where the answer to one request goes, from any thread, now or later. The first of send() and begin() counts. One that
/// goes without an answer is answered with 500. Copies are the same writer. Thread-safe.
class ResponseWriter {
public:
    /// What a connection does for its writers.
    class Channel {
    public:
        virtual ~Channel() = default;
        virtual void send(ServerResponse response) = 0;
        virtual void begin(ServerResponse head) = 0;
        virtual bool write(QByteArray piece) = 0;
        virtual void end() = 0;
    };

    explicit ResponseWriter(std::shared_ptr<Channel> channel)
        : m_channel(std::move(channel))
    {
    }

    void send(ServerResponse response) const { m_channel->send(std::move(response)); }
    /// Begins an answer of unknown length, sent in chunks; `head.body` is its first piece.
    void begin(ServerResponse head) const { m_channel->begin(std::move(head)); }
    /// False once nobody listens any more, or the client takes too little: then stop.
    bool write(const QByteArray &piece) const { return m_channel->write(piece); }
    void end() const { m_channel->end(); }

private:
    std::shared_ptr<Channel> m_channel;
};

} // namespace consultantos
