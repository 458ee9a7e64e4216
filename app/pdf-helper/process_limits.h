// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace consultantos::pdf {

/// Binds this process: no more memory than `memoryBytes` (address space, on Windows what is committed), no more processor
/// time than `cpuSeconds`. On POSIX systems also no core file, and no file larger than a drawn page may get; on Windows no
/// process beside it and no dialog of the system's at a crash. Zero leaves a limit out. False if the system refused.
[[nodiscard]] bool limitProcess(qint64 memoryBytes, int cpuSeconds);

} // namespace consultantos::pdf
