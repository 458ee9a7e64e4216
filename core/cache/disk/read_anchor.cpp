// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/disk/read_anchor.h"

#include "cache/disk/disk_folder.h"

#include <QFileInfo>

namespace consultantos {
namespace {

using namespace std::chrono_literals;

/// So many look-ups in so little time are worth a connection.
constexpr int LeastUses = 32;
constexpr std::chrono::nanoseconds UsesTime = 20ms;
/// In which writers can begin their log anew.
constexpr std::chrono::nanoseconds Pause = 5ms;
constexpr std::chrono::nanoseconds PauseAfterFault = 1s;
/// To which the log's file is cut when it is begun anew (journal_size_limit): one that is longer is still to be.
constexpr qint64 LongLog = 16'777'216;

} // namespace

ReadAnchor::ReadAnchor(QString path, std::chrono::milliseconds busyLimit)
    : m_path(std::move(path))
    , m_busyLimit(busyLimit)
{
}

void ReadAnchor::note(std::chrono::nanoseconds now)
{
    if (isHeld())
        return releaseIfOver(now);
    if (now < m_notBefore.load(std::memory_order_relaxed))
        return;
    // Look-ups of several threads may be miscounted by a few, which doesn't matter.
    const int uses = m_uses.fetch_add(1, std::memory_order_relaxed) + 1;
    if (uses == 1)
        m_countedSince.store(now, std::memory_order_relaxed);
    if (uses < LeastUses)
        return;
    m_uses.store(0, std::memory_order_relaxed);
    if (now - m_countedSince.load(std::memory_order_relaxed) > UsesTime)
        return;
    const std::unique_lock lock(m_mutex, std::try_to_lock);
    if (!lock || isHeld())
        return;
    // Pauses alone make it likely, not sure, that writers get to begin it anew: they must commit twice in one.
    if (QFileInfo(m_path + QStringLiteral("-wal")).size() > LongLog) {
        m_notBefore.store(now + Pause, std::memory_order_relaxed);
        return;
    }
    if (hold() != SqliteFault::None) {
        m_statement.reset();
        m_notBefore.store(now + PauseAfterFault, std::memory_order_relaxed);
        return;
    }
    m_heldUntil.store(now + HoldTime, std::memory_order_relaxed);
    m_isHeld.store(true, std::memory_order_relaxed);
}

void ReadAnchor::releaseIfOver(std::chrono::nanoseconds now)
{
    if (isHeld() && now >= m_heldUntil.load(std::memory_order_relaxed))
        release(now);
}

SqliteFault ReadAnchor::hold()
{
    auto fault = SqliteFault::None;
    if (!m_connection) {
        fault = DiskFolder::openReader(m_path, m_busyLimit, &m_connection);
        if (fault == SqliteFault::None)
            fault = m_statement.prepare(*m_connection, "SELECT id FROM head");
        if (fault != SqliteFault::None)
            return fault;
    }
    bool hasRow = false;
    return m_statement.step(&hasRow);
}

void ReadAnchor::release(std::chrono::nanoseconds now)
{
    if (!isHeld())
        return;
    const std::lock_guard lock(m_mutex);
    m_statement.reset();
    m_notBefore.store(now + Pause, std::memory_order_relaxed);
    m_uses.store(0, std::memory_order_relaxed);
    m_isHeld.store(false, std::memory_order_relaxed);
}

} // namespace consultantos
