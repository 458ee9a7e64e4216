// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "about/program_version.h"
#include "command.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace consultantos {

namespace {

/// Qt's parser looks its own words up where it can't know of our translations, unless they are among these.
[[maybe_unused]] constexpr std::array ParserWords{
    QT_TRANSLATE_NOOP("QCommandLineParser", "Usage: %1"),
    QT_TRANSLATE_NOOP("QCommandLineParser", "Options:"),
    QT_TRANSLATE_NOOP("QCommandLineParser", "Arguments:"),
    QT_TRANSLATE_NOOP("QCommandLineParser", "[options]"),
    QT_TRANSLATE_NOOP("QCommandLineParser", "Unknown option '%1'."),
    QT_TRANSLATE_NOOP("QCommandLineParser", "Unknown options: %1."),
    QT_TRANSLATE_NOOP("QCommandLineParser", "Missing value after '%1'."),
    QT_TRANSLATE_NOOP("QCommandLineParser", "Unexpected value after '%1'.")};

QString generalHelp(const std::vector<std::unique_ptr<Command>> &commands)
{
    auto text = QCoreApplication::translate("Cli", "Usage: consultantos-cli [options] COMMAND [arguments]")
                + QStringLiteral("\n\n")
                + QCoreApplication::translate("Cli", "Analyses of companies whose every number traces to its source.")
                + QStringLiteral("\n\n") + QCoreApplication::translate("Cli", "Commands:") + QLatin1Char('\n');
    for (const auto &command : commands)
        text += QStringLiteral("  ") + command->name().leftJustified(15) + command->summary() + QLatin1Char('\n');
    const auto option = [&text](const QString &names, const QString &description) {
        text += QStringLiteral("  ") + names.leftJustified(22) + description + QLatin1Char('\n');
    };
    text +=
        QLatin1Char('\n') + QCoreApplication::translate("Cli", "Options, anywhere on the line:") + QLatin1Char('\n');
    option(QStringLiteral("--data-dir FOLDER"),
           QCoreApplication::translate("Cli", "keep library, facts and settings in this folder"));
    option(QStringLiteral("--engagement NAME"),
           QCoreApplication::translate("Cli", "work in this client's own stores, begun if new"));
    option(QStringLiteral("--store URL"),
           QCoreApplication::translate("Cli", "work in a team's store: postgresql://user@host:port/database"));
    option(QStringLiteral("--language LANGUAGE"),
           QCoreApplication::translate("Cli",
                                       "system, en, de, fr or es: of messages; --report-language is that of reports"));
    option(QStringLiteral("--offline"), QCoreApplication::translate("Cli", "let nothing out to the network"));
    option(QStringLiteral("--quiet, -q"), QCoreApplication::translate("Cli", "no progress, only errors"));
    option(QStringLiteral("--help, -h"), QCoreApplication::translate("Cli", "this help, or that of the command"));
    option(QStringLiteral("--version, -v"),
           QCoreApplication::translate("Cli", "versions of program, commit and libraries; --format json"));
    return text + QLatin1Char('\n')
           + QCoreApplication::translate(
               "Cli", "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partial result, 130 interrupted.");
}

void describeGlobals(QCommandLineParser &parser, const Command &command)
{
    parser.setApplicationDescription(command.summary());
    // Taken off the line before; listed here for the help alone.
    parser.addOption({QStringLiteral("data-dir"),
                      QCoreApplication::translate("Cli", "Keep library, facts and settings in this folder."),
                      QStringLiteral("folder")});
    parser.addOption({QStringLiteral("engagement"),
                      QCoreApplication::translate("Cli", "Work in this client's own stores, begun if new."),
                      QStringLiteral("name")});
    parser.addOption(
        {QStringLiteral("store"),
         QCoreApplication::translate("Cli", "Work in a team's store: postgresql://user@host:port/database."),
         QStringLiteral("url")});
    parser.addOption({QStringLiteral("language"),
                      QCoreApplication::translate("Cli", "Language of messages: system, en, de, fr or es."),
                      QStringLiteral("language")});
    parser.addOption(
        {QStringLiteral("offline"), QCoreApplication::translate("Cli", "Let nothing out to the network.")});
    parser.addOption({{QStringLiteral("q"), QStringLiteral("quiet")},
                      QCoreApplication::translate("Cli", "No progress, only errors.")});
    parser.addOption({{QStringLiteral("h"), QStringLiteral("help")}, QCoreApplication::translate("Cli", "This help.")});
}

/// Qt names the program alone in the usage line; the command belongs to it.
QString commandHelp(const QCommandLineParser &parser, const Command &command)
{
    auto text = parser.helpText();
    const auto end = text.indexOf(QLatin1Char('\n'));
    auto usage = text.left(end);
    const auto at = usage.indexOf(QStringLiteral(" ["));
    if (at >= 0)
        usage.insert(at, QLatin1Char(' ') + command.name());
    return usage + text.mid(end);
}

QString advice()
{
    return QCoreApplication::translate("Cli", "consultantos-cli --help lists the commands and options.");
}

/// --version takes --format as commands do, but is none: what follows the option stands where a command's name would.
ExitCode showVersion(const CommandLine &line, Terminal &terminal)
{
    auto words = line.arguments;
    if (!line.command.isEmpty())
        words.append(line.command);
    const auto format = words.join(QLatin1Char('=')).toLower();
    const auto name = QStringLiteral("consultantos-cli");
    const auto version = ProgramVersion::ofThis();
    if (format.isEmpty() || format == QLatin1String("--format=text"))
        terminal.out(version.toText(name));
    else if (format == QLatin1String("--format=json"))
        terminal.out(QJsonDocument(version.toJson(name)).toJson());
    else
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "--version knows --format text and json alone."),
                          advice());
    return ExitCode::Done;
}

} // namespace

ExitCode runProgram(const CommandLine &line, Terminal &terminal)
{
    const auto commands = allCommands();
    if (line.wantsVersion) {
        return showVersion(line, terminal);
    }
    if (line.command.isEmpty()) {
        if (line.wantsHelp) {
            terminal.line(generalHelp(commands));
            return ExitCode::Done;
        }
        return wrongUsage(
            terminal,
            line.arguments.isEmpty()
                ? QCoreApplication::translate("Cli", "No command is given.")
                : QCoreApplication::translate("Cli", "The option %1 is not known.").arg(line.arguments.first()),
            advice());
    }
    const auto found = std::find_if(commands.begin(), commands.end(),
                                    [&](const auto &command) { return command->name() == line.command; });
    if (found == commands.end()) {
        return wrongUsage(terminal,
                          QCoreApplication::translate("Cli", "The command \"%1\" is not known.").arg(line.command),
                          advice());
    }
    const auto &command = **found;
    QCommandLineParser parser;
    describeGlobals(parser, command);
    command.describe(parser);
    if (line.wantsHelp) {
        terminal.line(commandHelp(parser, command).trimmed());
        return ExitCode::Done;
    }
    if (!parser.parse(QStringList{QStringLiteral("consultantos-cli")} + line.arguments))
        return wrongUsage(
            terminal, parser.errorText(),
            QCoreApplication::translate("Cli", "consultantos-cli %1 --help lists the options.").arg(line.command));
    return command.run(line, parser, terminal);
}

} // namespace consultantos
