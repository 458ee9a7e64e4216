// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/folder_use.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <optional>
#include <thread>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#endif

namespace consultantos {

namespace {

enum class Sharing { Together, Alone };

QString lockFile(const QString &folder)
{
    return QDir(folder).filePath(QStringLiteral(".in-use"));
}

#ifdef Q_OS_WIN

std::optional<std::intptr_t> openLock(const QString &path)
{
    const auto handle = CreateFileW(reinterpret_cast<const wchar_t *>(path.utf16()), GENERIC_READ | GENERIC_WRITE,
                                    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_ALWAYS,
                                    FILE_ATTRIBUTE_HIDDEN, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return std::nullopt;
    return reinterpret_cast<std::intptr_t>(handle);
}

bool tryLock(std::intptr_t handle, Sharing sharing)
{
    OVERLAPPED place{};
    const DWORD flags = LOCKFILE_FAIL_IMMEDIATELY | (sharing == Sharing::Alone ? LOCKFILE_EXCLUSIVE_LOCK : 0);
    return LockFileEx(reinterpret_cast<HANDLE>(handle), flags, 0, 1, 0, &place) != 0;
}

void closeLock(std::intptr_t handle)
{
    CloseHandle(reinterpret_cast<HANDLE>(handle));
}

#else

std::optional<std::intptr_t> openLock(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return std::nullopt;
    return file;
}

bool tryLock(std::intptr_t handle, Sharing sharing)
{
    int done = 0;
    do {
        done = ::flock(int(handle), (sharing == Sharing::Alone ? LOCK_EX : LOCK_SH) | LOCK_NB);
    } while (done != 0 && errno == EINTR);
    // A file system without such locks: as good as it can be there.
    return done == 0 || errno != EWOULDBLOCK;
}

void closeLock(std::intptr_t handle)
{
    ::close(int(handle));
}

#endif

bool lockWithin(std::intptr_t handle, Sharing sharing, std::chrono::milliseconds patience)
{
    constexpr std::chrono::milliseconds Pause{25};
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!tryLock(handle, sharing)) {
        if (std::chrono::steady_clock::now() >= end)
            return false;
        std::this_thread::sleep_for(Pause);
    }
    return true;
}

} // namespace

FolderUse::~FolderUse()
{
    for (const auto handle : m_handles)
        closeLock(handle);
}

QString FolderUse::dataFolderOf(const QString &storeFolder)
{
    const QFileInfo folder(QDir(storeFolder).absolutePath());
    const QFileInfo parent(folder.path());
    const bool isEngagement = parent.fileName() == QLatin1String("engagements")
                              && QFileInfo::exists(QDir(folder.filePath()).filePath(QStringLiteral("engagement.json")));
    return isEngagement ? parent.path() : folder.filePath();
}

Result<std::shared_ptr<const FolderUse>> FolderUse::share(const QString &storeFolder,
                                                          std::chrono::milliseconds patience)
{
    std::shared_ptr<FolderUse> use(new FolderUse);
    const auto own = QDir(storeFolder).absolutePath();
    QStringList folders{dataFolderOf(own)};
    if (folders.first() != own)
        folders.append(own);
    for (const auto &folder : folders) {
        const auto handle = openLock(lockFile(folder));
        if (!handle)
            continue;
        use->m_handles.push_back(*handle);
        if (!lockWithin(*handle, Sharing::Together, patience))
            return fail(
                ErrorCode::Busy,
                QCoreApplication::translate("backup", "The stores in %1 are being exchanged by another process.")
                    .arg(QDir::toNativeSeparators(folder)),
                QCoreApplication::translate("backup", "Nothing was changed. Try again when it has ended."), true);
    }
    return use;
}

Result<std::shared_ptr<const FolderUse>> FolderUse::own(const QString &storeFolder, std::chrono::milliseconds patience)
{
    std::shared_ptr<FolderUse> use(new FolderUse);
    const auto handle = openLock(lockFile(storeFolder));
    if (!handle)
        return fail(ErrorCode::ReadOnly,
                    QCoreApplication::translate("backup", "The folder %1 can't be written to; nothing was changed.")
                        .arg(QDir::toNativeSeparators(storeFolder)));
    use->m_handles.push_back(*handle);
    if (!lockWithin(*handle, Sharing::Alone, patience))
        return fail(ErrorCode::Busy,
                    QCoreApplication::translate("backup", "The stores in %1 are in use by another process; nothing was "
                                                          "changed.")
                        .arg(QDir::toNativeSeparators(storeFolder)),
                    QCoreApplication::translate("backup",
                                                "End the window, the server and other commands that work with "
                                                "them, and try again."),
                    true);
    return use;
}

} // namespace consultantos
