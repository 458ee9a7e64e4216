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
    parser.addPositionalArgument(QStringLiteral("shell"),
                                 QCoreApplication::translate("Cli", "bash: source <(consultantos-cli completion bash)"),
                                 QStringLiteral("bash"));
}

ExitCode CompletionCommand::run(const CommandLine &, const QCommandLineParser &parser, Terminal &terminal) const
{
    if (parser.positionalArguments() != QStringList{QStringLiteral("bash")})
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "There is a completion for bash only."),
                          QCoreApplication::translate("Cli", "consultantos-cli completion bash"));
    // The file that packages install, compiled in: one source for both.
    QFile file(QStringLiteral(":/completions/consultantos-cli.bash"));
    if (!file.open(QIODevice::ReadOnly))
        return failed(terminal, {ErrorCode::Internal,
                                 QCoreApplication::translate("Cli", "The completion is missing from this build."),
                                 {}});
    terminal.out(file.readAll());
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
