// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cache/cache_manager_stats.h"

#include <QDateTime>
#include <QString>

namespace consultantos {

/// What all processes on one cache folder have done together: a program that runs for a second has no figures of its own
/// worth showing.
struct CacheUsage {
    QDateTime since; ///< UTC; invalid if nothing is recorded
    QMap<QByteArray, CacheKindStats> kinds;

    [[nodiscard]] CacheKindStats total() const;

    /// Empty where nothing is recorded or the record can't be read.
    [[nodiscard]] static CacheUsage read(const QString &folder);
    /// Adds a process's figures at its end. Busy if another process holds the record for more than a second.
    [[nodiscard]] static Status add(const QString &folder, const QMap<QByteArray, CacheKindStats> &kinds,
                                    const QDateTime &now);
    /// Begins anew.
    static void forget(const QString &folder);
};

} // namespace consultantos
