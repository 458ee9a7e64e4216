// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "cache/disk/disk_cache.h"
#include "cache/disk/disk_counters.h"
#include "cache/disk/disk_folder.h"
#include "cache/disk/disk_keeper.h"
#include "cache/disk/disk_state.h"
#include "cache/disk/disk_writer.h"

#include <memory>
#include <thread>
#include <vector>

namespace consultantos {

/// The thread that opens the file, writes to it and keeps it: the only one that changes it.
class DiskWorker {
public:
    DiskWorker(const DiskCacheOptions &options, std::shared_ptr<const Clock> clock, quint64 origin, DiskState *state,
               DiskCounters *counters);
    /// Writes what is queued, within the limit, and ends.
    ~DiskWorker();

private:
    void run();
    [[nodiscard]] bool hasUrgentWork() const;
    [[nodiscard]] bool mayWrite() const;
    void step();
    [[nodiscard]] bool openIfNeeded();
    [[nodiscard]] SqliteFault takeOver();
    void writeInvalidations();
    /// Where an invalidation of everything can't be written (a full disk), the file goes instead: nothing of it is wanted.
    /// Ends when other processes that had it open have noticed, too.
    void clearByRemoval();
    void writeBatch();
    void maintain();

    [[nodiscard]] SqliteFault begin(bool isDurable, std::vector<DiskChange> *ownChanges);
    [[nodiscard]] bool isSweepDue() const;
    [[nodiscard]] SqliteFault sweepSome();
    [[nodiscard]] SqliteFault commit(const std::vector<DiskChange> &ownChanges);
    void endWith(SqliteFault fault);
    void fail(const Error &error, bool isPassing);
    [[nodiscard]] qint64 wallNow() const;

    const DiskCacheOptions m_options;
    const std::shared_ptr<const Clock> m_clock;
    const quint64 m_origin;
    DiskState *const m_state;
    DiskCounters *const m_counters;

    DiskFolder m_folder;
    EntryEncoder m_encoder;
    std::unique_ptr<DiskWriter> m_writer; // before the keeper, whose statements are of its connection
    std::unique_ptr<DiskKeeper> m_keeper;
    quint64 m_identity = 0;
    bool m_isShrunk = true;
    bool m_isFirstBatch = true;
    std::chrono::nanoseconds m_nextRound{0};
    std::chrono::nanoseconds m_nextUses{0};
    std::thread m_thread;
};

} // namespace consultantos
