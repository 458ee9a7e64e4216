// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/private_directory.h"
#include "base/private_files.h"

#include <QDir>
#include <QFileInfo>

#include <memory>
#include <vector>

#include <windows.h>

#include <aclapi.h>
#include <sddl.h>

namespace consultantos {
namespace {

struct LocalMemory {
    void operator()(void *memory) const { LocalFree(memory); }
};
using Text = std::unique_ptr<wchar_t, LocalMemory>;
using Descriptor = std::unique_ptr<void, LocalMemory>;

const wchar_t *wide(const QString &text)
{
    return reinterpret_cast<const wchar_t *>(text.utf16());
}

/// With the prefix that lifts the limit of 260 characters, whatever the program's manifest and the system's policy say.
QString systemPath(const QString &path)
{
    const auto native = QDir::toNativeSeparators(QDir::cleanPath(QDir(path).absolutePath()));
    if (native.startsWith(QLatin1String("\\\\?\\")))
        return native;
    if (native.startsWith(QLatin1String("\\\\")))
        return QStringLiteral("\\\\?\\UNC") + native.mid(1);
    return QStringLiteral("\\\\?\\") + native;
}

/// Who this process acts for; null if the system doesn't say.
std::vector<BYTE> tokenUser()
{
    HANDLE token = nullptr;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token))
        return {};
    DWORD size = 0;
    GetTokenInformation(token, TokenUser, nullptr, 0, &size);
    std::vector<BYTE> user(size);
    if (!GetTokenInformation(token, TokenUser, user.data(), size, &size))
        user.clear();
    CloseHandle(token);
    return user;
}

PSID sidOf(std::vector<BYTE> &user)
{
    return user.empty() ? nullptr : reinterpret_cast<TOKEN_USER *>(user.data())->User.Sid;
}

/// The user, the system and its administrators may do everything, nobody else anything, and nothing comes from the folder
/// above; what is made within inherits it. Null on failure.
Descriptor onlyOurs()
{
    auto user = tokenUser();
    wchar_t *raw = nullptr;
    if (user.empty() || !ConvertSidToStringSidW(sidOf(user), &raw))
        return {};
    const Text sid(raw);
    const auto rules =
        QStringLiteral("D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;%1)").arg(QString::fromWCharArray(sid.get()));
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (!ConvertStringSecurityDescriptorToSecurityDescriptorW(wide(rules), SDDL_REVISION_1, &descriptor, nullptr))
        return {};
    return Descriptor(descriptor);
}

bool isOurs(PSID sid, PSID user)
{
    return EqualSid(sid, user) || IsWellKnownSid(sid, WinLocalSystemSid)
           || IsWellKnownSid(sid, WinBuiltinAdministratorsSid) || IsWellKnownSid(sid, WinCreatorOwnerSid);
}

/// Whether an entry of the list lets anyone but us read.
bool letsOthersIn(PACL list, PSID user)
{
    for (DWORD i = 0; i < list->AceCount; ++i) {
        void *entry = nullptr;
        if (!GetAce(list, i, &entry) || static_cast<ACE_HEADER *>(entry)->AceType != ACCESS_ALLOWED_ACE_TYPE)
            continue;
        auto *allowed = static_cast<ACCESS_ALLOWED_ACE *>(entry);
        constexpr DWORD Reading = FILE_READ_DATA | GENERIC_READ | GENERIC_ALL;
        if ((allowed->Mask & Reading) != 0 && !isOurs(&allowed->SidStart, user))
            return true;
    }
    return false;
}

} // namespace

bool openPrivate(QSaveFile &file)
{
    return file.open(QIODevice::WriteOnly);
}

bool openPrivate(QFile &file, QIODevice::OpenMode mode)
{
    makePrivateFile(file.fileName());
    withdrawFromOthers(file.fileName());
    return file.open(mode);
}

void makePrivateFile(const QString &path)
{
    const auto descriptor = onlyOurs();
    SECURITY_ATTRIBUTES attributes{sizeof(SECURITY_ATTRIBUTES), descriptor.get(), FALSE};
    const auto made = CreateFileW(wide(systemPath(path)), GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
                                  descriptor ? &attributes : nullptr, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (made != INVALID_HANDLE_VALUE)
        CloseHandle(made);
}

void withdrawFromOthers(const QString &path)
{
    const QFileInfo found(path);
    // A link may lead anywhere; and where nobody else gets in, the list stays as its administrator made it.
    if (!found.exists() || found.isSymLink() || found.isJunction() || !isOpenToOthers(path))
        return;
    const auto descriptor = onlyOurs();
    if (!descriptor)
        return;
    BOOL hasList = FALSE;
    BOOL isDefault = FALSE;
    PACL list = nullptr;
    if (!GetSecurityDescriptorDacl(descriptor.get(), &hasList, &list, &isDefault) || !hasList)
        return;
    auto name = systemPath(path).toStdWString();
    // Fails, as it should, for what isn't this user's.
    SetNamedSecurityInfoW(name.data(), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION,
                          nullptr, nullptr, list, nullptr);
}

bool isOpenToOthers(const QString &folder)
{
    auto user = tokenUser();
    auto name = systemPath(folder).toStdWString();
    PACL list = nullptr;
    PSECURITY_DESCRIPTOR raw = nullptr;
    if (user.empty()
        || GetNamedSecurityInfoW(name.data(), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION, nullptr, nullptr, &list,
                                 nullptr, &raw)
               != ERROR_SUCCESS)
        return false;
    const Descriptor descriptor(raw);
    // No list at all lets everyone in: so it is on disks that know no rights.
    return list == nullptr || letsOthersIn(list, sidOf(user));
}

bool makePrivateDirectory(const QString &folder)
{
    const auto descriptor = onlyOurs();
    SECURITY_ATTRIBUTES attributes{sizeof(SECURITY_ATTRIBUTES), descriptor.get(), FALSE};
    return CreateDirectoryW(wide(systemPath(folder)), descriptor ? &attributes : nullptr) != 0
           || (GetLastError() == ERROR_ALREADY_EXISTS && QFileInfo(folder).isDir());
}

} // namespace consultantos
