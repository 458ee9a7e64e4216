// SPDX-License-Identifier: GPL-3.0-or-later
#include "process_limits.h"

#include <windows.h>

namespace consultantos::pdf {

bool limitProcess(qint64 memoryBytes, int cpuSeconds)
{
    // A crash is told by the exit code; a dialog would wait for somebody who isn't there.
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
    // Never closed: the limits hold as long as the process.
    const HANDLE job = CreateJobObjectW(nullptr, nullptr);
    if (job == nullptr)
        return false;
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    limits.BasicLimitInformation.LimitFlags =
        JOB_OBJECT_LIMIT_ACTIVE_PROCESS | JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION;
    limits.BasicLimitInformation.ActiveProcessLimit = 1;
    if (memoryBytes > 0) {
        limits.BasicLimitInformation.LimitFlags |= JOB_OBJECT_LIMIT_PROCESS_MEMORY;
        limits.ProcessMemoryLimit = SIZE_T(memoryBytes);
    }
    if (cpuSeconds > 0) {
        constexpr LONGLONG StepsPerSecond = 10'000'000; // of 100 ns
        limits.BasicLimitInformation.LimitFlags |= JOB_OBJECT_LIMIT_PROCESS_TIME;
        limits.BasicLimitInformation.PerProcessUserTimeLimit.QuadPart = cpuSeconds * StepsPerSecond;
    }
    return SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits) != 0
           && AssignProcessToJobObject(job, GetCurrentProcess()) != 0;
}

} // namespace consultantos::pdf
