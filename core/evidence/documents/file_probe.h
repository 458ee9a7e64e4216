// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace consultantos {

/// What is seen of a file before an importer is chosen.
struct FileProbe {
    QString id;         ///< first sixteen hex digits of the SHA-256 of all bytes
    QByteArray head;    ///< the first kilobytes; of a ZIP archive the last ones behind them, which hold its directory
    bool isOle = false; ///< an OLE container: Office files up to 2003, messages of Outlook, encrypted Office files
};

/// Reads a regular file of 1 to `sizeLimit` bytes through once. NotFound, Unreadable, Malformed or Cancelled. Does I/O.
[[nodiscard]] Result<FileProbe> probeFile(const QString &path, qint64 sizeLimit, const CancellationToken &cancel);

/// Why a file that no importer takes can't be read, and what to do: named by what it seems to be.
[[nodiscard]] tl::unexpected<Error> unreadableKind(const QString &path, const FileProbe &probe);

} // namespace consultantos
