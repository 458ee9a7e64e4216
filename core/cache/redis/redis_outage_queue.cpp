// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/redis/redis_outage_queue.h"

namespace consultantos {
namespace {

qint64 sizeOf(const CacheWrite &write)
{
    return write.key.size() + write.entry->bytes.size();
}

} // namespace

RedisOutageQueue::RedisOutageQueue(const Limits &limits)
    : m_limits(limits)
{
}

void RedisOutageQueue::add(const CacheInvalidation &invalidation)
{
    const std::lock_guard lock(m_mutex);
    if (invalidation.scope == CacheInvalidation::Scope::All || m_invalidations.size() >= m_limits.invalidations) {
        m_invalidations = {{CacheInvalidation::Scope::All, {}}};
        ++m_generation;
    } else {
        m_invalidations.append(invalidation);
    }
    m_hasInvalidations.store(true, std::memory_order_release);
}

quint64 RedisOutageQueue::add(const CacheWrite &write)
{
    const auto size = sizeOf(write);
    if (size > m_limits.writeBytes)
        return 1;
    const std::lock_guard lock(m_mutex);
    quint64 dropped = 0;
    for (; m_writeBytes + size > m_limits.writeBytes; ++dropped) {
        m_writeBytes -= sizeOf(m_writes.front());
        m_writes.pop_front();
    }
    m_writes.push_back(write);
    m_writeBytes += size;
    m_hasWrites.store(true, std::memory_order_release);
    return dropped;
}

RedisOutageQueue::Batch RedisOutageQueue::invalidations() const
{
    const std::lock_guard lock(m_mutex);
    return {m_invalidations, m_generation};
}

void RedisOutageQueue::confirm(const Batch &batch)
{
    const std::lock_guard lock(m_mutex);
    if (batch.generation != m_generation)
        return;
    m_invalidations.remove(0, batch.invalidations.size());
    m_hasInvalidations.store(!m_invalidations.isEmpty(), std::memory_order_release);
}

QList<CacheWrite> RedisOutageQueue::takeWrites(qsizetype count)
{
    const std::lock_guard lock(m_mutex);
    QList<CacheWrite> taken;
    while (!m_writes.empty() && taken.size() < count) {
        m_writeBytes -= sizeOf(m_writes.front());
        taken.append(std::move(m_writes.front()));
        m_writes.pop_front();
    }
    m_hasWrites.store(!m_writes.empty(), std::memory_order_release);
    return taken;
}

} // namespace consultantos
