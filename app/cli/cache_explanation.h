// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli_services.h"
#include "exit_code.h"
#include "table_output.h"
#include "terminal.h"

#include <QString>

namespace consultantos {

/// `cache explain --pairs FILE`: for each pair of prompts whether the semantic cache would give the reply of the first
/// to the second, how similar they are, and why. `path` is a CSV file with the columns a and b; "-" is standard input.
ExitCode explainPairs(const CliServices &services, const QString &path, TableFormat format, Terminal &terminal);

} // namespace consultantos
