// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "base/secret_store.h"

#include <QUrl>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

namespace consultantos {

/// Where a running server is and the key that it wants to be shown.
struct LocalServerPlace {
    QUrl baseUrl; ///< with its version, without an end slash
    Secret key;
};

enum class LocalServerState {
    Stopped,  ///< it is started when it is first needed
    Starting, ///< also between a failure and the next try
    Ready,
    Failed, ///< given up; lastError() says why
};

/// What the thread that watches a server and those that need it tell each other. Thread-safe.
class ServerBoard {
public:
    // Of the thread that watches.

    void setStopped();
    /// Returns which of the servers that were asked for this one is, for setReady() and setFailed().
    [[nodiscard]] quint64 setStarting();
    /// Nothing happens if it is outdated.
    void setReady(const LocalServerPlace &place, quint64 generation, std::chrono::nanoseconds now);
    /// The end of all that wait for it; who asks later waits for the next try.
    void setFailed(const Error &error, quint64 generation);
    /// No server will come any more.
    void close();
    [[nodiscard]] bool isWaitedFor() const;
    /// Stopped, and true, if nobody has used the server since `limit` or waits for it.
    [[nodiscard]] bool stopIfIdle(std::chrono::nanoseconds now, std::chrono::milliseconds limit);

    // Of those who need it.

    /// From here on nobody gets the server that there is, or is being started.
    void outdate();

    /// Call want() first, then have the watching thread act on it, then await(), each once.
    [[nodiscard]] quint64 want();
    /// Waits until the server is ready and marks it as in use. Cancelled, TimedOut, or why it was given up.
    [[nodiscard]] Result<LocalServerPlace> await(quint64 ticket, const CancellationToken &cancel,
                                                 std::chrono::milliseconds limit);
    /// The counterpart of await().
    void release(std::chrono::nanoseconds now);

    [[nodiscard]] LocalServerState state() const;
    [[nodiscard]] std::optional<Error> lastError() const;

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    LocalServerState m_state = LocalServerState::Stopped;
    LocalServerPlace m_place;
    std::optional<Error> m_error;
    quint64 m_generation = 0;
    quint64 m_tickets = 0;
    quint64 m_outdatedUpTo = 0; ///< the last ticket before outdate()
    quint64 m_failedUpTo = 0;   ///< the last ticket that m_error answers
    int m_waiting = 0;          ///< between want() and the end of await()
    int m_inUse = 0;
    std::chrono::nanoseconds m_lastUse{0};
    bool m_isClosed = false;
};

} // namespace consultantos
