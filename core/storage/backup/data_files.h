// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

/// Which files of a data folder, or of an engagement's folder, are work: what a backup has and a restore exchanges.
namespace consultantos::data_files {

struct DataFile {
    QString path; ///< below the folder, with "/"
    qint64 size = 0;
    bool isStore = false; ///< an SQLite database

    bool operator==(const DataFile &) const = default;
};

/// Whether a path below the folder is work: stores ("library.db", also those of later versions), settings, consents,
/// prices, retention rules, copies of documents, and all of these of an engagement. Anything else is not, and neither is a
/// path that could lead out of the folder, nor one with an empty or hidden part. Tokens, caches, logs and notes of crashes
/// are no work.
[[nodiscard]] bool isWork(const QString &path);

/// All work in `folder` with the stores first. Symbolic links are not followed. Engagements are left out where the folder
/// is one itself.
[[nodiscard]] QList<DataFile> workIn(const QString &folder);

/// Names directly in `folder` that a restore sets aside: work with the side files of stores, and the cache, whose content
/// is of the old state.
[[nodiscard]] QStringList setAsideNames(const QString &folder);

} // namespace consultantos::data_files
