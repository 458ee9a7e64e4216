// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/backup/backup_manifest.h"
#include "storage/backup/backup_progress.h"

#include <QHash>
#include <QString>

namespace consultantos {

/// How an archive ends: behind this text, in the ZIP comment, stands the SHA-256 of all bytes before it, in hexadecimal.
/// So a byte that was changed, lost or added anywhere is found before anything in the archive is believed.
inline constexpr char ArchiveSeal[] = "consultantos-backup sha256:";
inline constexpr int ArchiveDigestLength = 64;
inline constexpr char ManifestEntry[] = "manifest.json";
inline constexpr int LeastPasswordLength = 20;

/// Writes `target`, a new ZIP file, with the manifest and its files, each read from `sources` by its path, and syncs it.
/// With a password all entries are encrypted (AES-256, WinZip's AE-2) and have numbers for names. What was written of an
/// archive that failed or was cancelled is removed. DiskFull, Cancelled, Unreadable.
[[nodiscard]] Status writeArchive(const QString &target, BackupManifest manifest,
                                  const QHash<QString, QString> &sources, const QByteArray &password,
                                  const BackupProgress &progress);

/// The password in the first line of a file. InvalidArgument if it is shorter than 20 characters: AE-2 derives its key by
/// 1,000 rounds of PBKDF2 only, which guesses at a short one pass quickly.
[[nodiscard]] Result<QByteArray> readPasswordFile(const QString &path);

} // namespace consultantos
