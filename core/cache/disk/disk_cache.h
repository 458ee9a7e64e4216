// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "cache/cache_level.h"

#include <QString>

#include <chrono>
#include <memory>

namespace consultantos {

struct DiskCacheOptions {
    QString folder;                              ///< of cache.sqlite and what stands beside it; created if missing
    qint64 capacity = 10LL * 1024 * 1024 * 1024; ///< bytes; entries, their overhead and the file's own pages
    qint64 queueBytes = 64LL * 1024 * 1024;      ///< of values that wait to be written
    qsizetype queueEntries = 4'096;
    std::chrono::milliseconds batchDelay{20};     ///< how long a write waits for others to share its transaction
    std::chrono::milliseconds busyLimit{100};     ///< how long anything waits for another process that holds the file
    std::chrono::milliseconds answerLimit{500};   ///< how long invalidate() waits for its transaction
    std::chrono::milliseconds retryDelay{30'000}; ///< after a fault that doesn't pass by itself, e.g. a full disk
    std::chrono::milliseconds closeLimit{3'000};  ///< how long the destructor goes on writing what is queued
};

/// Level 3: an SQLite file that processes share and that outlives them. Thread-safe; no call waits longer than the limits
/// of its options.
///
/// - Writes are queued and written by a thread of its own, many in a transaction. Reads see them at once in this process.
///   When the process is killed, only what was queued is lost.
/// - An invalidation is in the file, proof against a pulled plug, when invalidate() returns without an error; from then
///   on no get() of any process is given what it names. With an error (file held by another process, disk full), this
///   process obeys it all the same, others as soon as it could be written, which is tried on and on. One of everything
///   that can't be written (disk full) deletes the file instead, which frees its room, and begins it anew.
/// - Each entry has a checksum over all that a reader believes; a damaged one is a miss, and goes. A damaged file is set
///   aside as cache.sqlite.corrupt-<UTC time>, the newest only, and begun anew; so is one that vanishes.
/// - Lives are counted by the wall clock, as nothing else goes on between runs. Entries from the future are misses, and
///   where the clock is found more than a minute behind what it was, all entries go: nobody knows their age any more.
///   So a clock that is set back prolongs no life by more than what it was set back by, and by at most a minute
///   where that was noticed. A clock set forward ends lives early.
/// - Eviction: see DiskKeeper.
class DiskCache final : public CacheLevel, public InvalidationFeed {
public:
    DiskCache(DiskCacheOptions options, std::shared_ptr<const Clock> clock);
    /// Writes what is queued, within closeLimit.
    ~DiskCache() override;
    DiskCache(const DiskCache &) = delete;
    DiskCache &operator=(const DiskCache &) = delete;

    [[nodiscard]] const char *name() const override;
    [[nodiscard]] CacheLookup get(QByteArrayView key) override;
    Status set(const CacheWrite &write) override;
    Status invalidate(const CacheInvalidation &invalidation) override;
    [[nodiscard]] CacheLevelStats stats() const override;
    [[nodiscard]] News poll() override;

    /// Waits until all that was queued before is in the file.
    Status flush(std::chrono::milliseconds timeout);

    struct Verification {
        quint64 checked = 0;
        quint64 removed = 0; ///< because they were damaged
    };
    /// Reads every entry that is in the file and removes those that aren't as they were written. Takes as long as reading
    /// the file.
    [[nodiscard]] Result<Verification> verify();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace consultantos
