// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/local/server_board.h"

#include <QCoreApplication>
#include <QDeadlineTimer>

namespace consultantos {
namespace {

constexpr std::chrono::milliseconds CancelPoll{20};

tl::unexpected<Error> cancelled()
{
    return fail(ErrorCode::Cancelled,
                QCoreApplication::translate("Llm", "Cancelled while the local model was starting; nothing was asked."));
}

} // namespace

void ServerBoard::setStopped()
{
    const std::lock_guard lock(m_mutex);
    m_state = LocalServerState::Stopped;
    m_place = {};
}

quint64 ServerBoard::setStarting()
{
    const std::lock_guard lock(m_mutex);
    m_state = LocalServerState::Starting;
    m_place = {};
    return m_generation;
}

void ServerBoard::setReady(const LocalServerPlace &place, quint64 generation, std::chrono::nanoseconds now)
{
    const std::lock_guard lock(m_mutex);
    if (generation != m_generation)
        return;
    m_state = LocalServerState::Ready;
    m_place = place;
    m_lastUse = now;
    m_error.reset();
    m_changed.notify_all();
}

void ServerBoard::setFailed(const Error &error, quint64 generation)
{
    const std::lock_guard lock(m_mutex);
    m_state = LocalServerState::Failed;
    m_place = {};
    m_error = error;
    m_failedUpTo = generation == m_generation ? m_tickets : m_outdatedUpTo;
    m_changed.notify_all();
}

void ServerBoard::outdate()
{
    const std::lock_guard lock(m_mutex);
    ++m_generation;
    m_outdatedUpTo = m_tickets;
    m_state = LocalServerState::Stopped;
    m_place = {};
}

void ServerBoard::close()
{
    const std::lock_guard lock(m_mutex);
    m_isClosed = true;
    m_changed.notify_all();
}

bool ServerBoard::isWaitedFor() const
{
    const std::lock_guard lock(m_mutex);
    return m_waiting > 0;
}

bool ServerBoard::stopIfIdle(std::chrono::nanoseconds now, std::chrono::milliseconds limit)
{
    const std::lock_guard lock(m_mutex);
    if (m_state != LocalServerState::Ready || m_waiting > 0 || m_inUse > 0 || now - m_lastUse < limit)
        return false;
    m_state = LocalServerState::Stopped;
    m_place = {};
    return true;
}

quint64 ServerBoard::want()
{
    const std::lock_guard lock(m_mutex);
    ++m_waiting;
    return ++m_tickets;
}

Result<LocalServerPlace> ServerBoard::await(quint64 ticket, const CancellationToken &cancel,
                                            std::chrono::milliseconds limit)
{
    const QDeadlineTimer deadline(limit);
    std::unique_lock lock(m_mutex);
    Result<LocalServerPlace> found = cancelled();
    while (!m_isClosed && !cancel.isCancelled()) {
        if (m_state == LocalServerState::Ready) {
            ++m_inUse;
            found = m_place;
            break;
        }
        if (m_error && ticket <= m_failedUpTo) {
            found = tl::unexpected(*m_error);
            break;
        }
        if (deadline.hasExpired()) {
            found = fail(ErrorCode::TimedOut,
                         QCoreApplication::translate("Llm", "The local model is not ready yet; nothing was asked."),
                         QCoreApplication::translate("Llm", "It goes on loading. Try again in a while, or choose a "
                                                            "smaller model file."),
                         true);
            break;
        }
        m_changed.wait_for(lock, CancelPoll);
    }
    --m_waiting;
    return found;
}

void ServerBoard::release(std::chrono::nanoseconds now)
{
    const std::lock_guard lock(m_mutex);
    --m_inUse;
    m_lastUse = now;
}

LocalServerState ServerBoard::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

std::optional<Error> ServerBoard::lastError() const
{
    const std::lock_guard lock(m_mutex);
    return m_error;
}

} // namespace consultantos
