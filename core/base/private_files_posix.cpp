// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/private_directory.h"
#include "base/private_files.h"

#include <QDir>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace consultantos {

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

bool makePrivateDirectory(const QString &folder)
{
    return QDir().mkdir(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner)
           || (errno == EEXIST && QFileInfo(folder).isDir());
}

} // namespace consultantos
