// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "exit_code.h"
#include "model/report.h"
#include "table_output.h"
#include "terminal.h"

#include <QString>

namespace consultantos {

class CliServices;

/// What was changed in the workbook at `path` against the report it was made of: a line a change with its number, and which
/// scores it would move. As JSON {changes[…], notes[…]}. With --accept these changes are taken over as one step of the
/// report's history, or none of them is.
[[nodiscard]] ExitCode readBack(CliServices &services, const Report &report, const QString &path,
                                const QCommandLineParser &parser, TableFormat format, Terminal &terminal);

/// Adds the option --accept.
void describeReadBack(QCommandLineParser &parser);

} // namespace consultantos
