// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace consultantos {

/// The files that paths of files and folders mean.
struct FolderListing {
    struct Failure {
        QString path;
        Error error;
    };
    QStringList files; ///< absolute, in alphabetical order within each folder
    QList<Failure> errors;
};

/// How many files are taken of one folder.
inline constexpr int MaxFilesOfFolder = 10'000;

/// Files as they are named, of folders all that lies in them at any depth; hidden files and links are left out there. An
/// empty folder and one with too many files is a failure of its own. Does I/O. Thread-safe.
[[nodiscard]] FolderListing listFiles(const QStringList &paths, const CancellationToken &cancel);

} // namespace consultantos
