// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/disk/write_queue.h"

namespace consultantos {
namespace {

/// Of the queue's own nodes, roughly.
constexpr qint64 Overhead = 200;

qint64 sizeOf(const QueuedWrite &write)
{
    qint64 size = Overhead + write.key.size() + write.entry->bytes.size();
    for (const auto &tag : write.entry->tags)
        size += tag.size();
    return size;
}

} // namespace

WriteQueue::Place WriteQueue::remove(Place place)
{
    m_bytes -= sizeOf(*place);
    m_index.remove(place->key);
    return m_writes.erase(place);
}

int WriteQueue::push(QueuedWrite write)
{
    if (const auto known = m_index.constFind(write.key); known != m_index.constEnd())
        remove(*known);
    write.ticket = ++m_lastTicket;
    m_bytes += sizeOf(write);
    const auto key = write.key;
    m_index.insert(key, m_writes.insert(m_writes.end(), std::move(write)));
    int dropped = 0;
    for (auto place = m_writes.begin();
         place != m_writes.end() && (m_index.size() > m_maxCount || m_bytes > m_maxBytes);) {
        if (place->isInFlight) {
            ++place;
            continue;
        }
        place = remove(place);
        ++dropped;
    }
    return dropped;
}

const QueuedWrite *WriteQueue::find(const QByteArray &key) const
{
    const auto found = m_index.constFind(key);
    return found == m_index.constEnd() ? nullptr : &**found;
}

int WriteQueue::removeIf(const std::function<bool(const QueuedWrite &)> &isDoomed)
{
    int removed = 0;
    for (auto place = m_writes.begin(); place != m_writes.end();) {
        if (isDoomed(*place)) {
            place = remove(place);
            ++removed;
        } else {
            ++place;
        }
    }
    return removed;
}

std::vector<QueuedWrite> WriteQueue::beginBatch(qsizetype maxCount, qint64 maxBytes)
{
    std::vector<QueuedWrite> batch;
    qint64 bytes = 0;
    for (auto &write : m_writes) {
        bytes += sizeOf(write);
        if (!batch.empty() && (qsizetype(batch.size()) >= maxCount || bytes > maxBytes))
            break;
        write.isInFlight = true;
        batch.push_back(write);
    }
    return batch;
}

void WriteQueue::finish(const std::vector<QueuedWrite> &batch)
{
    for (const auto &write : batch) {
        const auto found = m_index.constFind(write.key);
        if (found != m_index.constEnd() && (*found)->ticket == write.ticket)
            remove(*found);
    }
}

void WriteQueue::putBack(const std::vector<QueuedWrite> &batch)
{
    for (const auto &write : batch) {
        const auto found = m_index.constFind(write.key);
        if (found != m_index.constEnd() && (*found)->ticket == write.ticket)
            (*found)->isInFlight = false;
    }
}

} // namespace consultantos
