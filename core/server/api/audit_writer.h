// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/audit_log.h"

#include <QList>
#include <QThreadPool>

#include <memory>
#include <mutex>

namespace consultantos {

/// Puts down who did what beside the answers: one thread of the pool at a time writes all that waits, in one transaction.
/// With a transaction and a thread for each request a crowd would hold up everyone else's work. Thread-safe; the pool must
/// outlive it, and be waited for before it goes.
class AuditWriter {
public:
    AuditWriter(std::shared_ptr<AuditLog> log, QThreadPool *pool);

    void put(const AuditEntry &entry);

private:
    void writeWaiting();

    const std::shared_ptr<AuditLog> m_log;
    QThreadPool *const m_pool;
    std::mutex m_mutex;
    QList<AuditEntry> m_waiting;
    bool m_isWriting = false;
};

} // namespace consultantos
