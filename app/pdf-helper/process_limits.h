// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace consultantos::pdf {

/// Binds this process, where the system can: no more address space than `memoryBytes`, no more processor time than
/// `cpuSeconds`, no core file, no file
/// larger than a drawn page may get. Zero leaves a limit out. False if the system refused.
[[nodiscard]] bool limitProcess(qint64 memoryBytes, int cpuSeconds);

} // namespace consultantos::pdf
