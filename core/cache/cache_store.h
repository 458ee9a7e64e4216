// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/settings.h"
#include "cache/cache_access.h"
#include "cache/cache_manager.h"
#include "cache/cache_usage.h"

#include <QList>
#include <QString>
#include <QThreadPool>

#include <memory>

namespace consultantos {

class DiskCache;

/// The cache of one store folder as programs have it: its levels made from the settings, and its record of use. The disk
/// level lies in the folder, so an engagement's cache goes with the engagement. Thread-safe.
class CacheStore {
public:
    /// Never fails for a level: one that can't be had is left out, and notices() says why. Nothing of the network is
    /// touched before the first look-up.
    struct Place {
        Settings settings;
        QString folder;
        CacheScope scope;
    };
    [[nodiscard]] static std::unique_ptr<CacheStore> open(const Place &place, QThreadPool *pool,
                                                          std::shared_ptr<const Clock> clock);
    /// Writes what is queued and records the use.
    ~CacheStore();
    CacheStore(const CacheStore &) = delete;
    CacheStore &operator=(const CacheStore &) = delete;

    [[nodiscard]] const std::shared_ptr<CacheManager> &manager() const { return m_access.manager; }
    [[nodiscard]] const CacheAccess &access() const { return m_access; }
    /// The disk level, for verification; null if there is none.
    [[nodiscard]] DiskCache *disk() const { return m_disk.get(); }
    /// Of this process and all that ended before.
    [[nodiscard]] CacheUsage usage() const;
    /// Removes everything in all levels and begins the record of use anew.
    Status clear();
    /// What the user must know: a Redis address that can't be used.
    [[nodiscard]] const QList<Error> &notices() const { return m_notices; }

private:
    CacheStore() = default;

    QString m_folder;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<const Clock> m_memoryClock = std::make_shared<CoarseClock>(); ///< outlives the levels
    std::shared_ptr<DiskCache> m_disk;
    CacheAccess m_access;
    QList<Error> m_notices;
};

} // namespace consultantos
