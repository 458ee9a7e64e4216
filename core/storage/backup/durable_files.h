// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QFile>
#include <QString>

/// Files that survive a pulled plug. Every function does I/O: never from the window's thread.
namespace consultantos::durable {

/// The bytes of a file that is open for writing are on the disk.
[[nodiscard]] Status sync(QFile &file);
/// So are the names in a folder. Where the system can't (Windows keeps them itself) nothing is done.
void syncFolder(const QString &folder);
/// Gives a file or folder another name in the same file system; the names are on the disk then. `replaces`: what stands
/// there is exchanged in one step, else it is an error.
[[nodiscard]] Status rename(const QString &from, const QString &to, bool replaces = false);
/// Writes a small file as a whole: it has the old content or the new one, whenever the plug is pulled.
[[nodiscard]] Status write(const QString &path, const QByteArray &content);
/// `from` under a second name: as a hard link where the file system can, else as a copy.
[[nodiscard]] Status linkOrCopy(const QString &from, const QString &to);
/// Whether the system's error number says that no more may be written: the disk is full, or a limit on its use was reached.
[[nodiscard]] bool isNoRoom(int number);
/// A failure to write `path`, DiskFull where there is no room.
[[nodiscard]] Error writeError(const QString &path, const QString &cause, bool isFull);
[[nodiscard]] Error writeError(const QFile &file);
/// A failure to make the folder `path`, with the system's last error as its cause: to be asked for at once.
[[nodiscard]] Error folderError(const QString &path);

} // namespace consultantos::durable
