// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/metric_snapshot.h"

#include <QList>

#include <optional>

namespace consultantos {

/// What the process uses of the machine. Empty where the system doesn't tell.
struct ProcessUsage {
    double cpuSeconds = 0;                  ///< user and system time of all threads
    std::optional<qint64> residentBytes;    ///< in memory now
    std::optional<double> startTimeSeconds; ///< since 1970, UTC
};

/// Reads it from the system. Thread-safe.
[[nodiscard]] ProcessUsage processUsage();

/// As Prometheus' own client libraries name it: process_cpu_seconds_total, process_resident_memory_bytes,
/// process_start_time_seconds.
[[nodiscard]] QList<FamilySnapshot> processFamilies();

} // namespace consultantos
