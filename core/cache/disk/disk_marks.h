// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/disk/disk_head.h"

#include <QByteArrayList>
#include <QByteArrayView>
#include <QHash>

namespace consultantos {

/// What this process knows of the file's row of changes: for each name the newest change that names it. Not thread-safe.
class DiskMarks {
public:
    /// For a file that begins with these.
    void reset(CacheStamp sequence, CacheStamp floor);
    /// All changes of the file up to the greatest sequence that was ever added are here, but for those below the floor.
    void add(const DiskChange &change);
    /// Forgets what is no longer needed: entries that changes up to here name are gone from the file.
    void raiseFloor(CacheStamp floor);
    void raiseSequence(CacheStamp sequence);

    [[nodiscard]] CacheStamp sequence() const { return m_sequence; }
    [[nodiscard]] CacheStamp floor() const { return m_floor; }
    /// Whether a change after `stamp` names the key, one of the tags or everything.
    [[nodiscard]] bool isNamed(QByteArrayView key, const QByteArrayList &tags, CacheStamp stamp) const;
    /// Whether a value of this stamp must not be kept: it is named, or so old that nobody knows whether it was.
    [[nodiscard]] bool isRefused(QByteArrayView key, const QByteArrayList &tags, CacheStamp stamp) const;

private:
    QHash<QByteArray, CacheStamp> m_keys;
    QHash<QByteArray, CacheStamp> m_tags;
    CacheStamp m_all = 0;
    CacheStamp m_sequence = 0;
    CacheStamp m_floor = 0;
};

} // namespace consultantos
