// SPDX-License-Identifier: GPL-3.0-or-later
#include "process_limits.h"

#include <sys/resource.h>

namespace consultantos::pdf {

namespace {

constexpr rlim_t MaxFileBytes = rlim_t{512} * 1024 * 1024; ///< of a drawn page

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool MemoryCanBeBound = false; // a sanitizer reserves terabytes of address space
#else
constexpr bool MemoryCanBeBound = true;
#endif

bool limit(decltype(RLIMIT_CORE) resource, rlim_t most)
{
    const rlimit value{most, most};
    return setrlimit(resource, &value) == 0;
}

} // namespace

bool limitProcess(qint64 memoryBytes, int cpuSeconds)
{
    bool done = limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, MaxFileBytes);
    if (memoryBytes > 0 && MemoryCanBeBound)
        done = limit(RLIMIT_AS, rlim_t(memoryBytes)) && done;
    if (cpuSeconds > 0)
        done = limit(RLIMIT_CPU, rlim_t(cpuSeconds)) && done;
    return done;
}

} // namespace consultantos::pdf
