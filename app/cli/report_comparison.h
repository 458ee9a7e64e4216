// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "table_output.h"

namespace consultantos {

struct Report;

/// Prints what changed between two reports and what each change is put down to.
[[nodiscard]] ExitCode printDifference(const Report &before, const Report &after, TableFormat format,
                                       Terminal &terminal);

} // namespace consultantos
