// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/audit_writer.h"

#include "base/logging.h"

#include <utility>

namespace consultantos {

AuditWriter::AuditWriter(std::shared_ptr<AuditLog> log, QThreadPool *pool)
    : m_log(std::move(log))
    , m_pool(pool)
{
}

void AuditWriter::put(const AuditEntry &entry)
{
    const std::lock_guard lock(m_mutex);
    m_waiting.append(entry);
    if (!std::exchange(m_isWriting, true))
        m_pool->start([this] { writeWaiting(); });
}

void AuditWriter::writeWaiting()
{
    while (true) {
        QList<AuditEntry> entries;
        {
            const std::lock_guard lock(m_mutex);
            entries = std::exchange(m_waiting, {});
            if (entries.isEmpty()) {
                m_isWriting = false;
                return;
            }
        }
        if (const auto written = m_log->append(entries); !written) {
            for (const auto &entry : std::as_const(entries))
                qCCritical(lcServer) << "the audit log can't be written:" << written.error().message << entry.actor
                                     << entry.action << entry.object << entry.outcome;
        }
    }
}

} // namespace consultantos
