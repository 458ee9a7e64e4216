// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

#include <QString>

namespace consultantos {

class CliServices;
struct Report;

/// Rebuilds the report of a sealed file and writes it by --format (json, md, html, pdf) and --output. Needs no data folder.
[[nodiscard]] ExitCode replaySealedReport(const QString &path, const QCommandLineParser &parser, Terminal &terminal);

/// Says whether a sealed file is as it was sealed and its report can be rebuilt; 1 if not. With --key a signature by this
/// key is wanted, too.
[[nodiscard]] ExitCode verifySealedReport(const QString &path, const QCommandLineParser &parser, Terminal &terminal);

/// Seals a report of the library: the analysis is run again, and refused where it no longer gives the same.
[[nodiscard]] ExitCode sealStoredReport(CliServices &services, const Report &report, const QCommandLineParser &parser,
                                        Terminal &terminal);

} // namespace consultantos
