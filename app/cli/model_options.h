// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "command_line.h"

#include <QCommandLineParser>

namespace consultantos {

/// --provider, --model, --base-url and --preset: which language model a command uses, in place of the settings.
void addModelOptions(QCommandLineParser &parser);

/// The line with what these options say. InvalidArgument names the option that is wrong.
[[nodiscard]] Result<CommandLine> withModelOptions(const CommandLine &line, const QCommandLineParser &parser);

} // namespace consultantos
