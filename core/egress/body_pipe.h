// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>

namespace consultantos {

/// Carries the body of an answer, piece by piece and in order, from the network's thread to the one that waits for it.
/// Who reads slowly slows the server down: beyond `capacity` bytes that nobody has taken, the network's thread reads no
/// more. Thread-safe; one writer, one reader.
class BodyPipe {
public:
    explicit BodyPipe(qint64 capacity = 1024 * 1024);

    /// Of the writer. Takes the piece also beyond the capacity: what was read can't be put back.
    void push(const QByteArray &piece);
    [[nodiscard]] bool hasRoom() const;
    /// Whether anything was ever pushed: a request whose pieces were handed out is not repeated.
    [[nodiscard]] bool wasUsed() const;
    /// `onRoom` is called in the reader's thread when there is room again; empty: no longer. None is under way after the
    /// return.
    void setOnRoom(std::function<void()> onRoom);
    /// Nothing more comes. Wakes the reader.
    void close();

    /// Of the reader. The next piece; empty after `timeout`, or where the pipe is closed and empty.
    [[nodiscard]] std::optional<QByteArray> pop(std::chrono::milliseconds timeout);
    [[nodiscard]] bool hasPieces() const;
    [[nodiscard]] bool isClosed() const;

private:
    const qint64 m_capacity;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<QByteArray> m_pieces;
    std::function<void()> m_onRoom;
    qint64 m_bytes = 0;
    bool m_wasUsed = false;
    bool m_isClosed = false;
};

} // namespace consultantos
