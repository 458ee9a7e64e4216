// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "storage/backup/backup_manifest.h"
#include "storage/backup/backup_progress.h"

#include <QString>

#include <memory>

namespace consultantos {

/// What goes into an archive, and where it goes.
struct BackupOrder {
    QString folder; ///< the data folder, or an engagement's own
    BackupManifest::Kind kind = BackupManifest::Kind::DataFolder;
    QString engagement;       ///< its name, of an engagement
    QString target;           ///< the archive, a file that may be there already
    QByteArray password = {}; ///< empty: not encrypted
    StoreSnapshot::Waiting waiting = {};
};

struct BackupOutcome {
    QString path; ///< of the archive, absolute
    qint64 archiveBytes = 0;
    BackupManifest manifest;
};

/// Makes one archive of all work in a folder while other processes write to it: the stores as they were at one moment
/// (see StoreSnapshot), copies of documents, settings but for passwords, and notes. Caches, keys, tokens and logs stay out.
///
/// Works beside `target`, in the hidden folder ".NAME.working", which needs room for the stores and the archive; what a
/// killed run left there is taken away by the next. The archive takes its name in one step, when it is complete and on the
/// disk: until then, and after any failure, an earlier one under that name is as it was. InvalidArgument where the name
/// belongs to something that is no archive of ours; Busy if another process writes the same archive; DiskFull; Corrupt if a
/// store is damaged; Cancelled.
[[nodiscard]] Result<BackupOutcome> makeBackup(const BackupOrder &order, const Clock &clock,
                                               const BackupProgress &progress);

} // namespace consultantos
