// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "forecast_input.h"
#include "forecast_output.h"

#include <optional>
#include <vector>

class QCommandLineParser;

namespace consultantos {

class CliServices;
class Terminal;

/// Whether there is the report that --keep names.
[[nodiscard]] Status checkReportToKeep(const CliServices &services, const QCommandLineParser &parser);
/// Puts the forecasts that were made into the report that --keep names, and tells so; faded ones with what they fade to. `line`
/// is that of the company whose forecast it is; nothing: they are of a table.
[[nodiscard]] Status keepForecasts(CliServices &services, const QCommandLineParser &parser,
                                   const std::vector<ForecastOutcome> &outcomes,
                                   const std::optional<KeepableLine> &line, Terminal &terminal);

} // namespace consultantos
