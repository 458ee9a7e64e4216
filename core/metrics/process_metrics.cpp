// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/process_metrics.h"

#include <QFile>
#include <QtGlobal>

#include <ctime>

#if defined(Q_OS_WIN)
#include <windows.h>

#include <psapi.h>
#elif defined(Q_OS_UNIX)
#include <sys/resource.h>
#include <unistd.h>
#if defined(Q_OS_MACOS)
#include <mach/mach.h>
#endif
#endif

namespace consultantos {
namespace {

FamilySnapshot single(const char *name, const char *help, MetricKind kind, double value)
{
    FamilySnapshot family;
    family.name = name;
    family.help = help;
    family.kind = kind;
    family.series.resize(1);
    family.series.first().value = value;
    return family;
}

#if defined(Q_OS_WIN)
double secondsOf(const FILETIME &time)
{
    return static_cast<double>((static_cast<quint64>(time.dwHighDateTime) << 32) | time.dwLowDateTime) / 1e7;
}
#elif defined(Q_OS_LINUX)
QByteArray contentOf(const char *path)
{
    QFile file(QString::fromLatin1(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// When the system came up, in seconds since 1970.
std::optional<double> bootTime()
{
    for (const auto &line : contentOf("/proc/stat").split('\n')) {
        if (line.startsWith("btime "))
            return line.mid(6).toDouble();
    }
    return std::nullopt;
}
#endif

} // namespace

ProcessUsage processUsage()
{
    ProcessUsage usage;
#if defined(Q_OS_WIN)
    FILETIME created;
    FILETIME exited;
    FILETIME kernel;
    FILETIME user;
    if (GetProcessTimes(GetCurrentProcess(), &created, &exited, &kernel, &user)) {
        constexpr double From1601To1970 = 11'644'473'600.0;
        usage.cpuSeconds = secondsOf(kernel) + secondsOf(user);
        usage.startTimeSeconds = secondsOf(created) - From1601To1970;
    }
    PROCESS_MEMORY_COUNTERS memory;
    if (GetProcessMemoryInfo(GetCurrentProcess(), &memory, sizeof memory))
        usage.residentBytes = static_cast<qint64>(memory.WorkingSetSize);
#elif defined(Q_OS_UNIX)
    rusage used{};
    if (getrusage(RUSAGE_SELF, &used) == 0)
        usage.cpuSeconds = static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec)
                           + static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
#if defined(Q_OS_LINUX)
    if (const auto pages = contentOf("/proc/self/statm").split(' '); pages.size() > 1)
        usage.residentBytes = pages[1].toLongLong() * sysconf(_SC_PAGESIZE);
    // The name, in brackets, may hold blanks; the start, in ticks since the system came up, is the 20th field behind it.
    const auto stat = contentOf("/proc/self/stat");
    const auto fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    constexpr qsizetype StartField = 19;
    if (const auto boot = bootTime(); boot && fields.size() > StartField)
        usage.startTimeSeconds = *boot + fields[StartField].toDouble() / static_cast<double>(sysconf(_SC_CLK_TCK));
#elif defined(Q_OS_MACOS)
    mach_task_basic_info info{};
    mach_msg_type_number_t count = MACH_TASK_BASIC_INFO_COUNT;
    if (task_info(mach_task_self(), MACH_TASK_BASIC_INFO, reinterpret_cast<task_info_t>(&info), &count) == KERN_SUCCESS)
        usage.residentBytes = static_cast<qint64>(info.resident_size);
#endif
#endif
    return usage;
}

QList<FamilySnapshot> processFamilies()
{
    const auto usage = processUsage();
    QList<FamilySnapshot> families{single("process_cpu_seconds_total", "Processor time of the process, in seconds.",
                                          MetricKind::Counter, usage.cpuSeconds)};
    if (usage.residentBytes)
        families.append(single("process_resident_memory_bytes", "Memory of the process that is in use, in bytes.",
                               MetricKind::Gauge, static_cast<double>(*usage.residentBytes)));
    if (usage.startTimeSeconds)
        families.append(single("process_start_time_seconds", "When the process began, in seconds since 1970.",
                               MetricKind::Gauge, *usage.startTimeSeconds));
    return families;
}

} // namespace consultantos
