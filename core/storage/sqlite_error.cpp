// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite_error.h"

#include <QCoreApplication>

namespace consultantos {
namespace {

// Result codes of sqlite.org/rescode.html. Qt passes them on as text; including sqlite3.h for them would tie us to
// another library than the one that Qt's driver was built with.
enum SqliteCode {
    Sqlite_Perm = 3,
    Sqlite_Busy = 5,
    Sqlite_Locked = 6,
    Sqlite_ReadOnly = 8,
    Sqlite_IoErr = 10,
    Sqlite_Corrupt = 11,
    Sqlite_Full = 13,
    Sqlite_CantOpen = 14,
    Sqlite_NotADatabase = 26,
    Sqlite_IoErrWrite = Sqlite_IoErr | (3 << 8),
    Sqlite_IoErrTruncate = Sqlite_IoErr | (6 << 8),
    Sqlite_IoErrShmSize = Sqlite_IoErr | (19 << 8),
};

QString translated(const char *text)
{
    return QCoreApplication::translate("storage", text);
}

} // namespace

Error sqliteError(const QSqlError &error, const QString &title, const QString &path)
{
    const int code = error.nativeErrorCode().toInt();
    const auto cause = translated(QT_TRANSLATE_NOOP("storage", "%1: %2."))
                           .arg(path, error.databaseText().isEmpty() ? error.driverText() : error.databaseText());
    switch (code) {
    // A quota or a limit on the size of files is reported as a failed write, not as a full disk; for the user both mean
    // that there is no room.
    case Sqlite_IoErrWrite:
    case Sqlite_IoErrTruncate:
    case Sqlite_IoErrShmSize:
        return {ErrorCode::DiskFull,
                translated(QT_TRANSLATE_NOOP("storage",
                                             "%1 can't be written: the disk is full or a limit on its use was reached. "
                                             "What was stored before is intact."))
                    .arg(title),
                cause, true};
    default:
        break;
    }
    switch (code & 0xff) {
    case Sqlite_Busy:
    case Sqlite_Locked:
        return {ErrorCode::Busy,
                translated(QT_TRANSLATE_NOOP("storage", "%1 is in use by another process; nothing was changed."))
                    .arg(title),
                cause, true};
    case Sqlite_Perm:
    case Sqlite_ReadOnly:
        return {ErrorCode::ReadOnly,
                translated(QT_TRANSLATE_NOOP("storage", "%1 can't be written to; nothing was changed.")).arg(title),
                cause, false};
    case Sqlite_Full:
        return {ErrorCode::DiskFull,
                translated(QT_TRANSLATE_NOOP(
                               "storage", "%1 can't be written: the disk is full. What was stored before is intact."))
                    .arg(title),
                cause, true};
    case Sqlite_Corrupt:
    case Sqlite_NotADatabase:
        return {ErrorCode::Corrupt, translated(QT_TRANSLATE_NOOP("storage", "%1 is damaged.")).arg(title), cause,
                false};
    case Sqlite_CantOpen:
        return {ErrorCode::Unreadable, translated(QT_TRANSLATE_NOOP("storage", "%1 can't be opened.")).arg(title),
                cause, false};
    case Sqlite_IoErr:
        return {ErrorCode::Unreadable,
                translated(QT_TRANSLATE_NOOP("storage", "%1 can't be read or written: the disk reports an error."))
                    .arg(title),
                cause, true};
    default:
        return {ErrorCode::Internal,
                translated(QT_TRANSLATE_NOOP("storage", "%1 gave an unexpected error.")).arg(title), cause, false};
    }
}

} // namespace consultantos
