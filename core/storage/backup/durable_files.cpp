// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/durable_files.h"

#include "base/private_files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>
#include <cstdio>
#include <cstring>

#ifdef Q_OS_WIN
#include <io.h>
#include <windows.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace consultantos::durable {

namespace {

Error renameError(const QString &from, const QString &to, int number)
{
    return {isNoRoom(number) ? ErrorCode::DiskFull : ErrorCode::Unreadable,
            QCoreApplication::translate("backup", "%1 can't be moved to %2.")
                .arg(QDir::toNativeSeparators(from), QDir::toNativeSeparators(to)),
            QString::fromLocal8Bit(std::strerror(number)) + QLatin1Char('.')};
}

} // namespace

bool isNoRoom(int number)
{
#ifdef Q_OS_WIN
    return number == ENOSPC;
#else
    return number == ENOSPC || number == EDQUOT || number == EFBIG;
#endif
}

Error writeError(const QString &path, const QString &cause, bool isFull)
{
    if (isFull)
        return {ErrorCode::DiskFull,
                QCoreApplication::translate("backup", "%1 can't be written: the disk is full or a limit on its use was "
                                                      "reached.")
                    .arg(QDir::toNativeSeparators(path)),
                QCoreApplication::translate("backup", "What was there before is intact."), true};
    return {ErrorCode::Unreadable,
            QCoreApplication::translate("backup", "%1 can't be written.").arg(QDir::toNativeSeparators(path)),
            QCoreApplication::translate("backup", "What was there before is intact. %1.").arg(cause)};
}

Error writeError(const QFile &file)
{
    const bool isFull = file.error() == QFileDevice::ResourceError || isNoRoom(errno);
    return writeError(file.fileName(), file.errorString(), isFull);
}

Error folderError(const QString &path)
{
#ifdef Q_OS_WIN
    const auto cause = GetLastError();
    const bool isFull = cause == ERROR_DISK_FULL || cause == ERROR_HANDLE_DISK_FULL;
#else
    const int cause = errno;
    const bool isFull = isNoRoom(cause);
#endif
    return writeError(path, qt_error_string(int(cause)), isFull);
}

Status sync(QFile &file)
{
    if (!file.flush())
        return tl::unexpected(writeError(file));
#ifdef Q_OS_WIN
    const int failed = _commit(file.handle());
#else
    const int failed = ::fsync(file.handle());
#endif
    if (failed != 0)
        return tl::unexpected(
            writeError(file.fileName(), QString::fromLocal8Bit(std::strerror(errno)), isNoRoom(errno)));
    return {};
}

void syncFolder(const QString &folder)
{
#ifdef Q_OS_WIN
    static_cast<void>(folder);
#else
    const int handle = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return;
    ::fsync(handle);
    ::close(handle);
#endif
}

Status rename(const QString &from, const QString &to, bool replaces)
{
    if (!replaces && QFileInfo::exists(to))
        return tl::unexpected(renameError(from, to, EEXIST));
#ifdef Q_OS_WIN
    const bool isDone = MoveFileExW(reinterpret_cast<const wchar_t *>(QDir::toNativeSeparators(from).utf16()),
                                    reinterpret_cast<const wchar_t *>(QDir::toNativeSeparators(to).utf16()),
                                    MOVEFILE_WRITE_THROUGH | (replaces ? MOVEFILE_REPLACE_EXISTING : 0))
                        != 0;
    if (!isDone)
        return tl::unexpected(renameError(from, to, EACCES));
#else
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return tl::unexpected(renameError(from, to, errno));
#endif
    syncFolder(QFileInfo(to).absolutePath());
    if (QFileInfo(from).absolutePath() != QFileInfo(to).absolutePath())
        syncFolder(QFileInfo(from).absolutePath());
    return {};
}

Status write(const QString &path, const QByteArray &content)
{
    QSaveFile file(path); // which syncs before it renames
    if (!openPrivate(file) || file.write(content) != content.size() || !file.commit())
        return tl::unexpected(writeError(path, file.errorString(), file.error() == QFileDevice::ResourceError));
    syncFolder(QFileInfo(path).absolutePath());
    return {};
}

Status linkOrCopy(const QString &from, const QString &to)
{
#ifndef Q_OS_WIN
    if (::link(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0)
        return {};
#endif
    QFile source(from);
    if (!source.copy(to)) {
        const bool isMissing = !QFileInfo::exists(from);
        return tl::unexpected(isMissing ? Error{ErrorCode::NotFound,
                                                QCoreApplication::translate("backup", "%1 isn't there any more.")
                                                    .arg(QDir::toNativeSeparators(from)),
                                                {},
                                                false}
                                        : writeError(to, source.errorString(), isNoRoom(errno)));
    }
    return {};
}

} // namespace consultantos::durable
