// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exit_code.h"
#include "model/request.h"
#include "report_output.h"
#include "terminal.h"

#include <QList>

namespace consultantos {

class CliServices;
class InterruptWatcher;

/// Has a team's workers do the analyses and writes their reports in the order of the requests. What is interrupted is
/// cancelled there, too; what a killed command had ordered is done all the same.
[[nodiscard]] ExitCode analyseByTeam(CliServices &services, const QList<AnalysisRequest> &requests, ReportOutput output,
                                     const InterruptWatcher &interrupt, Terminal &terminal);

} // namespace consultantos
