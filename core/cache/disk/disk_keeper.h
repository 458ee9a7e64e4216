// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/disk/disk_writer.h"

#include <QtGlobal>

#include <functional>
#include <memory>

namespace consultantos {

/// Keeps the file within its size and free of what nobody can use. Works in small steps, each within a transaction of the
/// writer's that the caller begins and ends. Not thread-safe.
///
/// Which entry goes for lack of room is decided as in "Hyperbolic Caching" (Blankstein, Sen, Freedman, USENIX ATC 2017):
/// of a random sample those go first that have saved the least by time and byte, cost × (1 + hits) / (size × age). No order
/// has to be kept up to date when an entry is read; the counts of hits come in now and then. Neighbours in the order of
/// hashes are a random sample.
class DiskKeeper {
public:
    [[nodiscard]] static SqliteFault create(const SqliteConnection &connection, qint64 capacity,
                                            std::unique_ptr<DiskKeeper> *keeper);

    /// Makes room for `incoming` bytes. Bounded: what is missing after that is made up for by the next calls.
    [[nodiscard]] SqliteFault makeRoom(DiskWriter &writer, qint64 incoming, qint64 now, quint64 *evicted);

    /// Whether entries may be left that an invalidation names: readers know them, but each takes room.
    [[nodiscard]] static bool isSweepUrgent(const DiskHead &head) { return head.swept < head.sequence; }
    /// Removes, among the next rows, entries that are over or that `isNamed` says were invalidated. A full round over all
    /// rows lets the head say how far the row of changes may be forgotten.
    using IsNamed = std::function<bool(QByteArrayView key, const EntryMeta &meta)>;
    [[nodiscard]] SqliteFault sweep(DiskWriter &writer, const IsNamed &isNamed, qint64 now, quint64 *expired);
    /// Forgets changes that are older than an hour, or too many; only those whose entries are gone.
    [[nodiscard]] SqliteFault trim(DiskWriter &writer, qint64 now);
    /// Gives a few free pages back to the file system, where there are many.
    [[nodiscard]] SqliteFault shrink(DiskWriter &writer, bool *isDone);

private:
    explicit DiskKeeper(qint64 capacity)
        : m_capacity(capacity)
    {
    }
    [[nodiscard]] SqliteFault evictFromSample(DiskWriter &writer, qint64 missing, qint64 now, quint64 *evicted);

    qint64 m_capacity;
    SqliteStatement m_sample, m_sweepRows, m_wideChange, m_lastOld, m_forget;
    quint64 m_samples = 0;
};

} // namespace consultantos
