// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QSaveFile>
#include <QString>

namespace consultantos {

// Files that are their user's alone, whatever the umask says and wherever they lie: mode 0600 on POSIX systems. On Windows
// these functions leave the rights to the access list that the folder hands down: a user's profile lets its user, the
// system and administrators in. Thread-safe.

/// Opens for writing; what commit() puts in place has those rights, also over a file that had others.
[[nodiscard]] bool openPrivate(QSaveFile &file);
/// Opens in `mode`; a file that is made has those rights from its first byte on, one that is there gets them.
[[nodiscard]] bool openPrivate(QFile &file, QIODevice::OpenMode mode);

/// An empty file with those rights, for a library that opens it by name itself. One that is there is left as it is.
void makePrivateFile(const QString &path);

/// Takes from others what they may do with a file or folder of this user; silently leaves what isn't his.
void withdrawFromOthers(const QString &path);

/// Whether users other than the owner may list the folder or read what is in it. False on Windows.
[[nodiscard]] bool isOpenToOthers(const QString &folder);

/// withdrawFromOthers() for what programs of ours made in a data folder or engagement: its files by their names, and its
/// folders, behind whose door all else is. Nothing else that lies there is touched; the folder itself isn't, either.
void withdrawDataFromOthers(const QString &folder);

} // namespace consultantos
