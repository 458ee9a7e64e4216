// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace consultantos {

/// What a file may cost before it is refused: a small compressed file must not fill the memory.
struct FileLimits {
    qint64 maxFileBytes = 256LL * 1024 * 1024;
    qint64 maxContentBytes = 1024LL * 1024 * 1024; ///< after decompression
    qint64 maxRatio = 200;                         ///< content to file; filings reach about twenty
    qint64 ratioFreeBytes = 16LL * 1024 * 1024;    ///< content up to here is harmless at any ratio
};

/// The content of a regular file, decompressed if it begins as gzip does, whatever its name. Members of gzip one after
/// another are one content. Unreadable if there is no such file or it can't be read; Malformed if it is cut short,
/// damaged or beyond `limits`. Every error names the file. Does I/O; thread-safe.
[[nodiscard]] Result<QByteArray> readPossiblyGzipped(const QString &path, const FileLimits &limits = {});

} // namespace consultantos
