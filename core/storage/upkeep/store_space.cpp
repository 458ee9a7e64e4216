// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/upkeep/store_space.h"

#include "storage/backup/data_files.h"
#include "storage/backup/durable_files.h"
#include "storage/folder_use.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include <memory>
#include <sqlite3.h>

namespace consultantos {

namespace {

struct Closer {
    void operator()(sqlite3 *database) const { sqlite3_close_v2(database); }
};
using Handle = std::unique_ptr<sqlite3, Closer>;

Handle openStore(const QString &path)
{
    constexpr int PatienceMs = 5'000;
    sqlite3 *raw = nullptr;
    const int code = sqlite3_open_v2(path.toUtf8().constData(), &raw,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    Handle handle(raw);
    if (code != SQLITE_OK)
        return nullptr;
    sqlite3_busy_timeout(raw, PatienceMs);
    return handle;
}

/// The first column of the first row; -1 if there is none.
qint64 numberOf(const Handle &handle, const char *sql)
{
    qint64 number = -1;
    const auto take = [](void *target, int columns, char **values, char **) {
        if (columns > 0 && values[0])
            *static_cast<qint64 *>(target) = QByteArray(values[0]).toLongLong();
        return 0;
    };
    sqlite3_exec(handle.get(), sql, take, &number, nullptr);
    return number;
}

qint64 freeBytes(const Handle &handle)
{
    return std::max<qint64>(0, numberOf(handle, "PRAGMA freelist_count")) * numberOf(handle, "PRAGMA page_size");
}

qint64 sizeOfFolder(const QString &path)
{
    qint64 size = 0;
    QDirIterator files(path, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        size += files.fileInfo().size();
    }
    return size;
}

Error vacuumError(const QString &path, sqlite3 *handle)
{
    const int code = sqlite3_extended_errcode(handle);
    const auto cause = QString::fromUtf8(sqlite3_errmsg(handle)) + u'.';
    const auto name = QDir::toNativeSeparators(path);
    if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
        return {ErrorCode::Busy, QCoreApplication::translate("backup", "%1 is in use; nothing was changed.").arg(name),
                cause, true};
    if ((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB)
        return {ErrorCode::Corrupt, QCoreApplication::translate("backup", "%1 is damaged.").arg(name), cause, false};
    return durable::writeError(path, cause, (code & 0xff) == SQLITE_FULL || code == SQLITE_IOERR_WRITE);
}

Status vacuum(const QString &path, const CancellationToken &cancel)
{
    const auto handle = openStore(path);
    if (!handle)
        return fail(ErrorCode::Unreadable,
                    QCoreApplication::translate("backup", "%1 can't be read.").arg(QDir::toNativeSeparators(path)));
    const auto run = [&](const char *sql) -> Status {
        if (sqlite3_exec(handle.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            return tl::unexpected(vacuumError(path, handle.get()));
        return {};
    };
    constexpr int Incremental = 2;
    if (numberOf(handle, "PRAGMA auto_vacuum") != Incremental) {
        if (const auto done = run("PRAGMA auto_vacuum = INCREMENTAL; VACUUM"); !done)
            return done;
    }
    while (numberOf(handle, "PRAGMA freelist_count") > 0) {
        if (cancel.isCancelled())
            return tl::unexpected(stoppedError());
        if (const auto done = run("PRAGMA incremental_vacuum(500)"); !done)
            return done;
    }
    // A reader that is at work keeps the log until it is done; nothing is lost by that.
    sqlite3_exec(handle.get(), "PRAGMA wal_checkpoint(TRUNCATE)", nullptr, nullptr, nullptr);
    return {};
}

QStringList storesIn(const QString &dataDir)
{
    QStringList paths;
    for (const auto &file : data_files::workIn(dataDir)) {
        if (file.isStore)
            paths.append(file.path);
    }
    return paths;
}

} // namespace

qint64 DataSpace::total() const
{
    qint64 sum = cache;
    for (const auto &store : stores)
        sum += store.bytes;
    for (const auto &folder : folders)
        sum += folder.bytes;
    return sum;
}

DataSpace dataSpace(const QString &dataDir)
{
    DataSpace space;
    const QDir dir(dataDir);
    for (const auto &path : storesIn(dataDir)) {
        const auto file = dir.filePath(path);
        const auto bytes = QFileInfo(file).size() + QFileInfo(file + QStringLiteral("-wal")).size();
        const auto handle = openStore(file);
        space.stores.append({path, bytes, handle ? freeBytes(handle) : 0});
    }
    QStringList homes{QString()};
    for (const auto &name :
         QDir(dir.filePath(QStringLiteral("engagements"))).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        homes.append(QStringLiteral("engagements/") + name + u'/');
    for (const auto &home : std::as_const(homes)) {
        const auto documents = home + QStringLiteral("documents");
        if (QFileInfo::exists(dir.filePath(documents)))
            space.folders.append({documents, sizeOfFolder(dir.filePath(documents))});
        for (const auto &suffix : {QString(), QStringLiteral("-wal")})
            space.cache += QFileInfo(dir.filePath(home + QStringLiteral("cache.sqlite") + suffix)).size();
    }
    for (const auto &name :
         dir.entryList({QStringLiteral("logs"), QStringLiteral("crashes"), QStringLiteral("before-restore-*")},
                       QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
        space.folders.append({name, sizeOfFolder(dir.filePath(name))});
    return space;
}

Result<qint64> vacuumStores(const QString &dataDir, const BackupProgress &progress)
{
    const auto use = FolderUse::share(dataDir, std::chrono::seconds(5));
    if (!use)
        return tl::unexpected(use.error());
    const QDir dir(dataDir);
    const auto sizeOf = [&](const QString &path) {
        const auto file = dir.filePath(path);
        return QFileInfo(file).size() + QFileInfo(file + QStringLiteral("-wal")).size();
    };
    qint64 total = 0;
    const auto stores = storesIn(dataDir);
    for (const auto &path : stores)
        total += sizeOf(path);
    qint64 done = 0;
    qint64 given = 0;
    for (const auto &path : stores) {
        const auto before = sizeOf(path);
        if (progress.cancel.isCancelled())
            return tl::unexpected(stoppedError());
        if (const auto vacuumed = vacuum(dir.filePath(path), progress.cancel); !vacuumed)
            return tl::unexpected(vacuumed.error());
        given += std::max<qint64>(0, before - sizeOf(path));
        done += before;
        progress.tell(done, total);
    }
    return given;
}

} // namespace consultantos
