// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "command.h"

#include <QString>

namespace consultantos {

class CliServices;
struct Report;
struct ReportOutput;

/// Rebuilds the report of a sealed file and writes it by --format (json, md, html, pdf) and --output. Needs no data folder.
[[nodiscard]] ExitCode replaySealedReport(const QString &path, const QCommandLineParser &parser, Terminal &terminal);

/// Says whether a sealed file is as it was sealed and its report can be rebuilt; 1 if not. With --key a signature by this
/// key is wanted, too.
[[nodiscard]] ExitCode verifySealedReport(const QString &path, const QCommandLineParser &parser, Terminal &terminal);

/// Prepares `services` and `output` for sealing reports of the library, signed by the private key of a file (empty: not
/// signed). Before the first analysis.
[[nodiscard]] Status openSealing(CliServices &services, const QString &keyPath, ReportOutput &output);

/// Runs the analysis of a kept report again, so that `output` of openSealing() knows what it was derived from. Where that no
/// longer gives the same, writing it is refused.
[[nodiscard]] Status analyseAgain(CliServices &services, const Report &report);

} // namespace consultantos
