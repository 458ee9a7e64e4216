// SPDX-License-Identifier: GPL-3.0-or-later
#include "process_sandbox.h"

#include <QtGlobal>

#include <windows.h>

#include <sddl.h>

namespace consultantos::pdf {
namespace {

/// What a Windows that is older than the policy answers: it goes without.
bool isUnknown(DWORD error)
{
    return error == ERROR_INVALID_PARAMETER || error == ERROR_NOT_SUPPORTED || error == ERROR_CALL_NOT_IMPLEMENTED;
}

template <typename Policy>
bool demand(PROCESS_MITIGATION_POLICY kind, Policy policy)
{
    return SetProcessMitigationPolicy(kind, &policy, sizeof policy) != 0 || isUnknown(GetLastError());
}

bool refuseProcessesAndCode()
{
    PROCESS_MITIGATION_DYNAMIC_CODE_POLICY code{};
    code.ProhibitDynamicCode = 1;
    PROCESS_MITIGATION_EXTENSION_POINT_DISABLE_POLICY extensions{};
    extensions.DisableExtensionPoints = 1;
    PROCESS_MITIGATION_IMAGE_LOAD_POLICY libraries{};
    libraries.NoRemoteImages = 1;
    libraries.NoLowMandatoryLabelImages = 1;
    // That there is but one process is the job's business (process_limits_windows.cpp).
    return demand(ProcessDynamicCodePolicy, code) && demand(ProcessExtensionPointDisablePolicy, extensions)
           && demand(ProcessImageLoadPolicy, libraries);
}

bool lowerIntegrity()
{
    HANDLE token = nullptr;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_ADJUST_DEFAULT, &token))
        return false;
    PSID low = nullptr;
    bool done = false;
    if (ConvertStringSidToSidW(L"S-1-16-4096", &low)) {
        TOKEN_MANDATORY_LABEL label{};
        label.Label.Attributes = SE_GROUP_INTEGRITY;
        label.Label.Sid = low;
        done = SetTokenInformation(token, TokenIntegrityLevel, &label, DWORD(sizeof label) + GetLengthSid(low)) != 0;
        LocalFree(low);
    }
    CloseHandle(token);
    return done;
}

} // namespace

bool enterSandbox(FileAccess access)
{
    return refuseProcessesAndCode() && (access == FileAccess::ReadAndWrite || lowerIntegrity());
}

bool hasSandbox()
{
    return true;
}

} // namespace consultantos::pdf
