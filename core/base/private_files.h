// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QSaveFile>
#include <QString>

namespace consultantos {

// Files that are their user's alone, whatever the umask says and wherever they lie: mode 0600 on POSIX systems; on Windows
// an access list that lets the user, the system and its administrators in and takes nothing from the folder above.
// Thread-safe.

/// Opens for writing; what commit() puts in place has those rights, also over a file that had others. On Windows it has the
/// list that its folder hands down: one that makePrivateFolder() made hands down those rights.
[[nodiscard]] bool openPrivate(QSaveFile &file);
/// Opens in `mode`; a file that is made has those rights from its first byte on, one that is there gets them.
[[nodiscard]] bool openPrivate(QFile &file, QIODevice::OpenMode mode);

/// An empty file with those rights, for a library that opens it by name itself. One that is there is left as it is.
void makePrivateFile(const QString &path);

/// Takes from others what they may do with a file or folder of this user; silently leaves what isn't his.
void withdrawFromOthers(const QString &path);

/// Makes the folder at `path` and what is missing above it, each for its user alone (mode 0700, or that access list, which
/// what is made within inherits); folders that are there already are left as they are. False if it isn't there then.
bool makePrivateFolder(const QString &path);

/// Whether users other than the owner may list the folder or read what is in it.
[[nodiscard]] bool isOpenToOthers(const QString &folder);

/// withdrawFromOthers() for what programs of ours made in a data folder or engagement: its files by their names, and its
/// folders, behind whose door all else is. Nothing else that lies there is touched; the folder itself isn't, either.
void withdrawDataFromOthers(const QString &folder);

} // namespace consultantos
