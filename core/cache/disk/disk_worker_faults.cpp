// SPDX-License-Identifier: GPL-3.0-or-later
// What the worker does when the file can't be opened or written.
#include "cache/disk/disk_worker.h"

#include "base/logging.h"

#include <algorithm>

namespace consultantos {
namespace {

/// Until a new file is tried again.
constexpr std::chrono::milliseconds AfterRemoval{500};

} // namespace

void DiskWorker::endWith(SqliteFault fault)
{
    ++m_counters->errors;
    fault = m_folder.explained(fault);
    switch (fault) {
    case SqliteFault::Missing:
    case SqliteFault::Damaged: {
        const std::lock_guard lock(m_state->mutex);
        m_state->suspicion = fault;
        break;
    }
    case SqliteFault::Busy:
        fail(m_folder.toError(fault), true);
        break;
    default:
        fail(m_folder.toError(fault), false);
        break;
    }
}

void DiskWorker::fail(const Error &error, bool isPassing)
{
    const std::lock_guard lock(m_state->mutex);
    if (!m_state->problem || m_state->problem->code != error.code)
        qCWarning(lcStorage).noquote() << error.toText();
    m_state->problem = error;
    m_state->isOpening = false;
    ++m_state->failures;
    if (isPassing)
        return;
    m_state->retryAt = m_clock->steadyNow() + m_options.retryDelay;
    m_counters->droppedSets += quint64(m_state->queue.removeIf([](const QueuedWrite &) { return true; }));
}

void DiskWorker::clearByRemoval()
{
    quint64 ticket = 0;
    {
        const std::lock_guard lock(m_state->mutex);
        const auto &problem = m_state->problem;
        const bool isHopeless =
            problem && (problem->code == ErrorCode::DiskFull || problem->code == ErrorCode::Unreadable);
        if (!isHopeless || !m_state->pending.hasAll())
            return;
        ticket = m_state->pending.lastTicket();
        m_state->session.reset();
    }
    m_keeper.reset();
    m_writer.reset();
    if (!m_folder.remove())
        return;
    qCInfo(lcStorage) << "the cache's file couldn't be written to be emptied, and was deleted";
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->marks.add({m_state->marks.sequence() + 1, DiskChange::Scope::All, {}, wallNow(), m_origin});
        ++m_state->epoch;
        m_state->retryAt = {};
    }
    // Other processes go on reading what was deleted until they look for it again.
    std::this_thread::sleep_for(DiskMovedInterval + std::chrono::milliseconds(20));
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->pending.finish(ticket);
    }
    m_state->done.notify_all();
    // A new file's stamps begin after all that are known: what was computed before is refused. The room of the old one is
    // free when the last who had it open has let it go.
    if (openIfNeeded())
        return;
    const std::lock_guard lock(m_state->mutex);
    m_state->retryAt = std::min(m_state->retryAt, m_clock->steadyNow() + AfterRemoval);
}

} // namespace consultantos
