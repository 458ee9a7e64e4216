// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli_services.h"
#include "exit_code.h"
#include "terminal.h"

#include <QCommandLineParser>
#include <QString>

namespace consultantos {

/// The options that `forecast COMPANY --drivers` has beside those of `forecast`.
void describeDriverOptions(QCommandLineParser &parser);
/// forecast COMPANY --drivers: the company's years to come by its driver tree, with the source of each assumption.
[[nodiscard]] ExitCode runDriverForecast(CliServices &services, const QCommandLineParser &parser, Terminal &terminal);

} // namespace consultantos
