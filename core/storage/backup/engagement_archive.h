// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "storage/backup/backup.h"
#include "storage/engagement.h"

#include <QString>

namespace consultantos {

/// What an engagement's folder holds.
struct EngagementSize {
    QString name;
    QString folder;
    qint64 bytes = 0; ///< of its stores and documents, their logs and its cache not counted
    int documents = 0;
};

/// Of all engagements, in alphabetical order. Reads the folders' lists.
[[nodiscard]] QList<EngagementSize> engagementSizes(const QString &dataDir);

/// One engagement as an archive; see makeBackup(). NotFound for a name that isn't known. An empty name is the data folder's
/// own stores, without its settings.
[[nodiscard]] Result<BackupOutcome> exportEngagement(const QString &dataDir, const QString &name, const QString &target,
                                                     const QByteArray &password, const Clock &clock,
                                                     const BackupProgress &progress);

/// What becomes of an engagement that has the name already.
enum class NameConflict {
    Refuse,
    Replace, ///< it is set aside in "before-restore-TIME" of the data folder, whole
};

struct EngagementImport {
    QString archive;
    QString name = {}; ///< that it gets; empty: the one that it was exported with
    NameConflict onConflict = NameConflict::Refuse;
    QByteArray password = {};
};

struct EngagementImported {
    Engagement engagement;
    QString aside; ///< where the one before is, absolute; empty: there was none
};

/// Takes an exported engagement in: it appears in one step, complete, however the process ends. InvalidArgument if the name
/// is taken (with Refuse), or the archive is a backup of a whole data folder; Busy if another process works with the data
/// folder while one is replaced.
[[nodiscard]] Result<EngagementImported> importEngagement(const EngagementImport &order, const QString &dataDir,
                                                          const Clock &clock, const BackupProgress &progress);

/// Deletes an engagement for good: it is gone in one step, and its files then one by one; what a killed run left of them is
/// deleted by the next. NotFound; Busy while any process works with it.
[[nodiscard]] Status removeEngagement(const QString &dataDir, const QString &name);

} // namespace consultantos
