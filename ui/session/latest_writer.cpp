// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/latest_writer.h"

#include <QThreadPool>

namespace consultantos {

void LatestWriter::write(QThreadPool *pool, const Write &write)
{
    pool->start([shared = m_shared, number = ++m_count, write] {
        const std::lock_guard lock(shared->mutex);
        if (number < shared->written)
            return;
        write();
        shared->written = number;
    });
}

void LatestWriter::writeNow(const Write &write)
{
    const auto number = ++m_count;
    const std::lock_guard lock(m_shared->mutex);
    write();
    m_shared->written = number;
}

} // namespace consultantos
