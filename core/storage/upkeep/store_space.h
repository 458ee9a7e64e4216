// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/backup/backup_progress.h"

#include <QList>
#include <QString>

namespace consultantos {

/// What a store's file takes.
struct StoreSpace {
    QString path;     ///< below the data folder, with "/"
    qint64 bytes = 0; ///< with its log
    qint64 free = 0;  ///< of these, in pages without content
};

/// What a part of the data folder takes that is no store.
struct FolderSpace {
    QString path;
    qint64 bytes = 0;
};

struct DataSpace {
    QList<StoreSpace> stores;
    QList<FolderSpace> folders; ///< "documents" and those of engagements, "logs", "crashes", states before a restore
    qint64 cache = 0;           ///< of all engagements
    [[nodiscard]] qint64 total() const;
};

/// Of all stores and folders. Opens each store for a moment; one that can't be read has no free pages told.
[[nodiscard]] DataSpace dataSpace(const QString &dataDir);

/// Gives pages without content back to the file system, of every store, 500 at a time, so that writers wait for
/// milliseconds. A store that wasn't made for that yet is written anew once (VACUUM), for which it needs its size again on
/// the disk and writers wait; thereafter it is. Crash-safe at any point. Tells bytes given back. What was done before an
/// error or a cancellation stays done.
[[nodiscard]] Result<qint64> vacuumStores(const QString &dataDir, const BackupProgress &progress);

} // namespace consultantos
