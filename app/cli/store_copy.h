// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "table_output.h"

#include <QStringList>

namespace consultantos {

/// `store copy FROM TO`: the engagement that the line names, or all of them. Each is a data folder or postgresql://….
[[nodiscard]] ExitCode copyStores(const CommandLine &line, const QStringList &places, TableFormat format,
                                  Terminal &terminal);

} // namespace consultantos
