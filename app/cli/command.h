// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command_line.h"
#include "exit_code.h"
#include "terminal.h"

#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QList>
#include <QString>

#include <memory>
#include <vector>

namespace consultantos {

/// One command of the program. Stateless.
class Command {
public:
    virtual ~Command() = default;

    [[nodiscard]] virtual QString name() const = 0;
    /// One line for the list of commands.
    [[nodiscard]] virtual QString summary() const = 0;
    /// Adds the command's options and arguments, and what its --help says.
    virtual void describe(QCommandLineParser &parser) const = 0;
    [[nodiscard]] virtual ExitCode run(const CommandLine &line, const QCommandLineParser &parser,
                                       Terminal &terminal) const = 0;
};

/// All commands of this version, in the order of the help.
[[nodiscard]] std::vector<std::unique_ptr<Command>> allCommands();

/// Prints what is wrong with the call and where help is.
ExitCode wrongUsage(Terminal &terminal, const QString &message, const QString &advice);
ExitCode failed(Terminal &terminal, const Error &error);

} // namespace consultantos
