// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/body_pipe.h"

namespace consultantos {

BodyPipe::BodyPipe(qint64 capacity)
    : m_capacity(capacity)
{
}

void BodyPipe::push(const QByteArray &piece)
{
    const std::lock_guard lock(m_mutex);
    if (piece.isEmpty())
        return;
    m_pieces.push_back(piece);
    m_bytes += piece.size();
    m_wasUsed = true;
    m_changed.notify_all();
}

bool BodyPipe::hasRoom() const
{
    const std::lock_guard lock(m_mutex);
    return m_bytes < m_capacity;
}

bool BodyPipe::wasUsed() const
{
    const std::lock_guard lock(m_mutex);
    return m_wasUsed;
}

void BodyPipe::setOnRoom(std::function<void()> onRoom)
{
    const std::lock_guard lock(m_mutex);
    m_onRoom = std::move(onRoom);
}

void BodyPipe::close()
{
    const std::lock_guard lock(m_mutex);
    m_isClosed = true;
    m_changed.notify_all();
}

std::optional<QByteArray> BodyPipe::pop(std::chrono::milliseconds timeout)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, timeout, [this] { return !m_pieces.empty() || m_isClosed; });
    if (m_pieces.empty())
        return std::nullopt;
    auto piece = std::move(m_pieces.front());
    m_pieces.pop_front();
    const bool wasFull = m_bytes >= m_capacity;
    m_bytes -= piece.size();
    // Under the lock, so that who takes the function back can be sure that none is under way.
    if (wasFull && m_bytes < m_capacity && m_onRoom)
        m_onRoom();
    return piece;
}

bool BodyPipe::hasPieces() const
{
    const std::lock_guard lock(m_mutex);
    return !m_pieces.empty();
}

bool BodyPipe::isClosed() const
{
    const std::lock_guard lock(m_mutex);
    return m_isClosed;
}

} // namespace consultantos
