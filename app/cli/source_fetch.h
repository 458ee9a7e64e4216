// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "cli_services.h"
#include "exit_code.h"
#include "terminal.h"

#include <QString>

namespace consultantos {

/// Fetches the figures and the newest reports of the company from the filing sources that are switched on, and the feeds,
/// into the stores. A line to `terminal` for each thing found or not found. Failed if nothing could be taken.
[[nodiscard]] ExitCode fetchFromSources(CliServices &services, const QString &company, const CancellationToken &cancel,
                                        Terminal &terminal);

} // namespace consultantos
