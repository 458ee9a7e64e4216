// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_entry.h"
#include "cache/cache_level.h"

#include <QByteArrayView>

#include <optional>

namespace consultantos {

/// What the cache's file knows of itself: one row, read together with each entry and rewritten by each transaction.
struct DiskHead {
    quint64 identity = 0;     ///< random; another one means another file
    CacheStamp sequence = 1;  ///< of the newest change
    CacheStamp floor = 1;     ///< changes up to here are forgotten: whatever was computed before is refused
    CacheStamp swept = 1;     ///< no entry is left that a change up to here names
    CacheStamp sweepGoal = 0; ///< the sequence at which the sweep that is under way began; 0: none is
    qint64 sweepPlace = 0;    ///< the row that it has reached
    qint64 latest = 0;        ///< the latest wall-clock time that a writer has seen, in ms since 1970
    qint64 entries = 0;

    [[nodiscard]] QByteArray encode() const;
    /// Nothing if it is damaged.
    [[nodiscard]] static std::optional<DiskHead> decode(QByteArrayView bytes);
    bool operator==(const DiskHead &) const = default;
};

/// One line of the row of changes.
struct DiskChange {
    enum class Scope : qint64 {
        Key = 0,
        Tag = 1,
        All = 2,
        Aged = 3, ///< as All, but only for this file: the clock was set back and no age in it can be trusted
    };

    CacheStamp sequence = 0;
    Scope scope = Scope::Key;
    QByteArray name;
    qint64 at = 0;      ///< wall-clock, ms since 1970
    quint64 origin = 0; ///< random, of the DiskCache that made it

    /// To tell a damaged line.
    [[nodiscard]] qint64 checksum() const;
    [[nodiscard]] CacheInvalidation toInvalidation() const;
    [[nodiscard]] static Scope scopeOf(CacheInvalidation::Scope scope);
};

} // namespace consultantos
