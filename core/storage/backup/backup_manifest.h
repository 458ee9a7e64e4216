// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/backup/store_snapshot.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// A file of an archive.
struct BackupFile {
    QString path;      ///< below the folder, as in data_files::isWork()
    QString entry;     ///< its name in the archive
    qint64 size = 0;   ///< bytes, unpacked
    QByteArray sha256; ///< of these, in hexadecimal
    std::optional<StoreFacts> store;

    bool operator==(const BackupFile &) const = default;
};

/// What an archive says of itself: its entry "manifest.json".
struct BackupManifest {
    static constexpr int FormatVersion = 1;
    enum class Kind { DataFolder, Engagement };

    Kind kind = Kind::DataFolder;
    QString engagement; ///< its name, of Kind::Engagement
    QString engineVersion;
    QDateTime createdAt; ///< UTC: the moment that the stores are of
    QList<BackupFile> files;
    QStringList leftOutSettings; ///< keys of settings whose values hold a password
    QStringList vanished;        ///< copies of documents that were deleted while the backup ran

    [[nodiscard]] qint64 bytes() const;
    [[nodiscard]] QByteArray toJson() const;
    /// Malformed for what isn't one, paths that are no work and files named twice included; NewerVersion for one of a
    /// format that this program doesn't know.
    [[nodiscard]] static Result<BackupManifest> fromJson(const QByteArray &text);

    bool operator==(const BackupManifest &) const = default;
};

} // namespace consultantos
