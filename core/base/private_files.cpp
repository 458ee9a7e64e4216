// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/private_files.h"

#include <QDir>
#include <QFileInfo>

#ifndef Q_OS_WIN
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace consultantos {

#ifdef Q_OS_WIN

bool openPrivate(QSaveFile &file)
{
    return file.open(QIODevice::WriteOnly);
}

bool openPrivate(QFile &file, QIODevice::OpenMode mode)
{
    return file.open(mode);
}

void makePrivateFile(const QString &) {}

void withdrawFromOthers(const QString &) {}

bool isOpenToOthers(const QString &)
{
    return false;
}

void withdrawDataFromOthers(const QString &) {}

#else

namespace {

constexpr mode_t OwnerOnly = S_IRUSR | S_IWUSR;
constexpr mode_t Others = S_IRWXG | S_IRWXO;

} // namespace

bool openPrivate(QSaveFile &file)
{
    if (!file.open(QIODevice::WriteOnly))
        return false;
    // Some file systems have no rights; what they hold is as private as their mount.
    (void)file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return true;
}

bool openPrivate(QFile &file, QIODevice::OpenMode mode)
{
    makePrivateFile(file.fileName());
    withdrawFromOthers(file.fileName());
    return file.open(mode);
}

void makePrivateFile(const QString &path)
{
    const int made = ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, OwnerOnly);
    if (made >= 0)
        ::close(made);
}

void withdrawFromOthers(const QString &path)
{
    const auto name = QFile::encodeName(path);
    struct stat found = {};
    // A link may lead anywhere.
    if (::lstat(name.constData(), &found) == 0 && (S_ISREG(found.st_mode) || S_ISDIR(found.st_mode))
        && (found.st_mode & Others) != 0 && found.st_uid == ::geteuid())
        (void)(::chmod(name.constData(), (found.st_mode & ~Others) & 07777) == 0);
}

bool isOpenToOthers(const QString &folder)
{
    struct stat found = {};
    return ::stat(QFile::encodeName(folder).constData(), &found) == 0 && (found.st_mode & Others) != 0;
}

void withdrawDataFromOthers(const QString &folder)
{
    const QDir dir(folder);
    static const QStringList files = {
        QStringLiteral("*.db"),         QStringLiteral("*.db-wal"),       QStringLiteral("*.db-shm"),
        QStringLiteral("*.corrupt-*"),  QStringLiteral("settings.json"),  QStringLiteral("sending.json"),
        QStringLiteral("kept.json"),    QStringLiteral("retention.json"), QStringLiteral("engagement.json"),
        QStringLiteral("cache-usage*"), QStringLiteral("cache-identity"), QStringLiteral("restore-journal.json"),
        QStringLiteral("api-token*"),   QStringLiteral("cache.sqlite*"),  QStringLiteral(".in-use")};
    static const QStringList folders = {QStringLiteral("documents"), QStringLiteral("engagements"),
                                        QStringLiteral("cache"),     QStringLiteral("logs"),
                                        QStringLiteral("crashes"),   QStringLiteral("before-restore-*")};
    for (const auto &name : dir.entryList(files, QDir::Files | QDir::Hidden))
        withdrawFromOthers(dir.filePath(name));
    for (const auto &name : dir.entryList(folders, QDir::Dirs | QDir::NoDotAndDotDot))
        withdrawFromOthers(dir.filePath(name));
}

#endif

} // namespace consultantos
