// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exit_code.h"
#include "model/report.h"
#include "table_output.h"
#include "terminal.h"

#include <QString>

namespace consultantos {

/// What was changed in the workbook at `path` against the report it was made of: a line a change with its number, and which
/// scores it would move. As JSON {changes[…], notes[…]}.
[[nodiscard]] ExitCode printReadBack(const Report &report, const QString &path, TableFormat format, Terminal &terminal);

} // namespace consultantos
