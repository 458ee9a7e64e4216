// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cache/disk/disk_marks.h"
#include "cache/disk/disk_reader.h"
#include "cache/disk/pending_invalidations.h"
#include "cache/disk/read_anchor.h"
#include "cache/disk/write_queue.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace consultantos {

/// How often a reader looks whether the file is still the one at the path; so long may what was deleted be served.
constexpr std::chrono::milliseconds DiskMovedInterval{100};

/// One file while it is open for reading. Readers hold on to it for the time of a call.
struct DiskSession {
    DiskSession(const QString &path, std::chrono::milliseconds busyLimit, quint64 id)
        : identity(id)
        , readers(path, busyLimit)
        , anchor(path, busyLimit)
    {
    }
    const quint64 identity;
    DiskReaderPool readers;
    ReadAnchor anchor;
};

/// What callers and the worker share; all of it is guarded by `mutex`.
struct DiskState {
    DiskState(qsizetype queueEntries, qint64 queueBytes)
        : queue(queueEntries, queueBytes)
    {
    }

    /// What the file told of changes, all after those known: nothing that they name stays in the queue.
    void learn(const std::vector<DiskChange> &changes, CacheStamp floor);

    std::mutex mutex;
    std::condition_variable work; ///< something for the worker to do
    std::condition_variable done; ///< it has done something

    WriteQueue queue;
    PendingInvalidations pending;
    DiskMarks marks;
    std::unordered_map<qint64, qint64> uses;            ///< hits by row, since they were last written
    std::vector<std::pair<qint64, qint64>> damagedRows; ///< rows and their checksums

    std::shared_ptr<DiskSession> session; ///< null while no file is open
    quint64 epoch = 0;                    ///< grows with each file that doesn't continue the one before
    CacheStamp firstSequence = 0;         ///< at which the first file was opened
    bool isOpening = true;                ///< the first attempt hasn't ended

    SqliteFault suspicion = SqliteFault::None; ///< what a reader found: the worker must open anew
    bool isAged = false;                       ///< the clock was set back: nothing in the file counts
    bool isClearAsked = false;                 ///< everything was invalidated: tried at once, whatever failed before
    bool isStopping = false;
    int flushes = 0; ///< calls that wait for the queue to be empty

    std::optional<Error> problem;        ///< why it isn't available
    std::chrono::nanoseconds retryAt{0}; ///< steady: nothing is written before
    quint64 failures = 0;                ///< of attempts to write invalidations
    qint64 usedBytes = 0;
    qint64 entries = 0;
};

inline void DiskState::learn(const std::vector<DiskChange> &changes, CacheStamp floor)
{
    for (const auto &change : changes)
        marks.add(change);
    marks.raiseFloor(floor);
    if (queue.isEmpty() || (changes.empty() && floor == 0))
        return;
    queue.removeIf(
        [this](const QueuedWrite &write) { return marks.isRefused(write.key, write.entry->tags, write.stamp); });
}

} // namespace consultantos
