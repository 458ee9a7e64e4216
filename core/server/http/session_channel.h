// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/response_writer.h"

#include <atomic>
#include <functional>
#include <memory>

namespace consultantos {

/// A session as the writers of its requests see it. Requests have numbers, so that what comes too late for one isn't
/// taken for the next.
class AnsweringSession {
public:
    virtual ~AnsweringSession() = default;
    /// Calls it where the session's own functions run: at once if that is here. Not at all once the server is over.
    virtual void onStrand(std::function<void()> function) = 0;
    /// Nobody listens any more. Any thread.
    [[nodiscard]] virtual bool isLost(quint64 number) const = 0;
    /// Whether so many bytes more are too many for a client that doesn't take what it was sent; else they are counted. Any
    /// thread.
    [[nodiscard]] virtual bool isTooSlow(qint64 more) = 0;
    virtual void abort() = 0; ///< any thread

    // On the strand alone.
    virtual void answer(quint64 number, ServerResponse response, bool isStreamed) = 0;
    virtual void answerMissing(quint64 number) = 0;
    virtual void sendPiece(quint64 number, QByteArray piece, bool isLast) = 0;
};

/// The way of one request's answer into its session.
class SessionChannel final : public ResponseWriter::Channel {
public:
    SessionChannel(std::shared_ptr<AnsweringSession> session, quint64 number);
    /// An answer that was never given is given now: an error.
    ~SessionChannel() override;
    SessionChannel(const SessionChannel &) = delete;
    SessionChannel &operator=(const SessionChannel &) = delete;

    void send(ServerResponse response) override;
    void begin(ServerResponse head) override;
    bool write(QByteArray piece) override;
    void end() override;

private:
    void answer(ServerResponse response, bool isStreamed);

    std::shared_ptr<AnsweringSession> m_session;
    const quint64 m_number;
    std::atomic<bool> m_isAnswered{false};
};

} // namespace consultantos
