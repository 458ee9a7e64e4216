// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "storage/backup/archive_reader.h"
#include "storage/backup/backup_manifest.h"
#include "storage/backup/backup_progress.h"

#include <QString>

#include <chrono>

namespace consultantos {

struct RestoreOutcome {
    BackupManifest manifest;
    QString folder; ///< that has the restored state now, or will have
    QString aside;  ///< with the state before, absolute; empty where there was none
};

/// Reads an archive through: seal, manifest, each file's digest, and each store's integrity and foreign keys, for which the
/// stores are unpacked one by one into a private temporary folder.
[[nodiscard]] Result<BackupManifest> verifyArchive(const QString &archive, const QByteArray &password,
                                                   const BackupProgress &progress);

/// Puts the state of a backup into a folder that isn't there yet or is empty; it appears in one step, complete.
[[nodiscard]] Result<RestoreOutcome> restoreInto(const QString &archive, const QString &folder,
                                                 const QByteArray &password, const BackupProgress &progress);

/// Puts the state of a backup in the place of a data folder's. Everything is unpacked and checked before anything there is
/// touched; what was there is kept in "before-restore-TIME". All or nothing: a run that was killed before the exchange began
/// changed nothing, one that was killed in its middle is finished by the next program that opens the folder. Settings that
/// the backup leaves out keep their values. Busy if any other process works with the folder or has a store open.
[[nodiscard]] Result<RestoreOutcome> restoreDataFolder(const QString &archive, const QString &dataDir,
                                                       const QByteArray &password, const Clock &clock,
                                                       const BackupProgress &progress);

/// The same up to the exchange, which is left to finishRestore() when nobody works with the folder any more: for a program
/// that has the stores open itself. A restore that waited there already is called off.
[[nodiscard]] Result<RestoreOutcome> prepareRestore(const QString &archive, const QString &dataDir,
                                                    const QByteArray &password, const Clock &clock,
                                                    const BackupProgress &progress);
/// Nothing comes of a restore that was prepared. NotFound if there is none, or it has begun.
[[nodiscard]] Status callOffRestore(const QString &dataDir);

enum class PendingRestore {
    None,    ///< there was none
    Done,    ///< the restored state is in place
    Waiting, ///< others work with the folder; the old state is used until they have ended
};
/// To be called before a data folder's settings or stores are opened. Busy if another process is exchanging them for longer
/// than `patience`; an error of the exchange else. One that may wait is waited for half a second.
[[nodiscard]] Result<PendingRestore> finishRestore(const QString &dataDir, std::chrono::milliseconds patience);

namespace restoring {
/// Unpacks all of an archive into the folder `target`, checks the stores and syncs everything. DiskFull before anything is
/// written where there is no room for it.
[[nodiscard]] Status unpack(ArchiveReader &reader, const QString &target, const BackupProgress &progress);
} // namespace restoring

} // namespace consultantos
