// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command_line.h"
#include "exit_code.h"
#include "terminal.h"

namespace consultantos {

/// Finds the command of `line`, checks its options, and runs it. Needs a QCoreApplication, and a QGuiApplication where
/// a PDF is asked for.
[[nodiscard]] ExitCode runProgram(const CommandLine &line, Terminal &terminal);

} // namespace consultantos
