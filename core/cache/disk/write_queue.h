// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/disk/entry_codec.h"

#include <QByteArray>
#include <QHash>

#include <functional>
#include <list>
#include <vector>

namespace consultantos {

/// A write that isn't in the file yet.
struct QueuedWrite {
    QByteArray key;
    CacheEntryPtr entry;
    DiskTimes times;
    CacheStamp stamp = 0;
    quint64 ticket = 0; ///< given by the queue
    bool isInFlight = false;
};

/// Writes in their order, one a key: a later one takes the earlier one's place. Bounded by count and bytes; when it is full
/// the oldest goes. Not thread-safe.
class WriteQueue {
public:
    WriteQueue(qsizetype maxCount, qint64 maxBytes)
        : m_maxCount(maxCount)
        , m_maxBytes(maxBytes)
    {
    }

    /// How many were dropped to make room.
    [[nodiscard]] int push(QueuedWrite write);
    /// Null if there is none; valid until the queue changes.
    [[nodiscard]] const QueuedWrite *find(const QByteArray &key) const;
    /// How many it removed.
    int removeIf(const std::function<bool(const QueuedWrite &)> &isDoomed);
    /// Copies of the oldest ones, at least one if there is any. They stay findable until finish().
    [[nodiscard]] std::vector<QueuedWrite> beginBatch(qsizetype maxCount, qint64 maxBytes);
    /// Removes those of the batch that nothing has replaced.
    void finish(const std::vector<QueuedWrite> &batch);
    /// They will be tried again.
    void putBack(const std::vector<QueuedWrite> &batch);

    [[nodiscard]] bool isEmpty() const { return m_writes.empty(); }
    [[nodiscard]] qsizetype count() const { return m_index.size(); }
    [[nodiscard]] qint64 bytes() const { return m_bytes; }

private:
    using Place = std::list<QueuedWrite>::iterator;
    Place remove(Place place);

    qsizetype m_maxCount;
    qint64 m_maxBytes;
    std::list<QueuedWrite> m_writes;
    QHash<QByteArray, Place> m_index;
    qint64 m_bytes = 0;
    quint64 m_lastTicket = 0;
};

} // namespace consultantos
