// SPDX-License-Identifier: GPL-3.0-or-later
#include "completion_command.h"

#include <QCoreApplication>
#include <QFile>

namespace consultantos {

QString CompletionCommand::name() const
{
    return QStringLiteral("completion");
}

QString CompletionCommand::summary() const
{
    return QCoreApplication::translate("Cli", "print the completion for a shell");
}

void CompletionCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(
        QStringLiteral("shell"),
        QCoreApplication::translate("Cli", "bash or zsh: source <(consultantos-cli completion bash); fish: "
                                           "consultantos-cli completion fish | source"),
        QStringLiteral("bash|zsh|fish"));
}

ExitCode CompletionCommand::run(const CommandLine &, const QCommandLineParser &parser, Terminal &terminal) const
{
    const QStringList shells{QStringLiteral("bash"), QStringLiteral("zsh"), QStringLiteral("fish")};
    const auto arguments = parser.positionalArguments();
    if (arguments.size() != 1 || !shells.contains(arguments.first()))
        return wrongUsage(terminal,
                          QCoreApplication::translate("Cli", "There is a completion for bash, zsh and fish only."),
                          QCoreApplication::translate("Cli", "consultantos-cli completion bash"));
    // The file that packages install, compiled in: one source for both.
    QFile file(QStringLiteral(":/completions/consultantos-cli.") + arguments.first());
    if (!file.open(QIODevice::ReadOnly))
        return failed(terminal, {ErrorCode::Internal,
                                 QCoreApplication::translate("Cli", "The completion is missing from this build."),
                                 {}});
    terminal.out(file.readAll());
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
