// SPDX-License-Identifier: GPL-3.0-or-later
#include "import_command.h"

#include "cli_services.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace consultantos {

namespace {

QJsonObject entryOf(const QString &path, const Result<ImportedFile> &imported, double seconds)
{
    QJsonObject entry{
        {QStringLiteral("file"), path}, {QStringLiteral("seconds"), seconds}, {QStringLiteral("passages"), 0}};
    QJsonArray warnings;
    if (!imported) {
        entry[QStringLiteral("status")] = QStringLiteral("failed");
        entry[QStringLiteral("facts")] = 0;
        entry[QStringLiteral("error")] = imported.error().message;
    } else {
        for (const auto &warning : imported->warnings)
            warnings.append(warning);
        entry[QStringLiteral("status")] = imported->facts > 0 ? QStringLiteral("imported") : QStringLiteral("empty");
        entry[QStringLiteral("company")] = imported->companyName;
        entry[QStringLiteral("company_id")] = imported->companyId;
        entry[QStringLiteral("facts")] = imported->facts;
        entry[QStringLiteral("added")] = imported->added;
        entry[QStringLiteral("restated")] = imported->restated;
    }
    entry[QStringLiteral("warnings")] = warnings;
    return entry;
}

void printText(const QString &path, const ImportedFile &imported, double seconds, Terminal &terminal)
{
    terminal.line(QCoreApplication::translate("Cli", "%1: %2, %3 facts (%4 new, %5 restated) in %6 s")
                      .arg(path, imported.companyName, QString::number(imported.facts), QString::number(imported.added),
                           QString::number(imported.restated), QString::number(seconds, 'f', 2)));
    for (const auto &warning : imported.warnings)
        terminal.line(QStringLiteral("  ") + warning);
}

} // namespace

QString ImportCommand::name() const
{
    return QStringLiteral("import");
}

QString ImportCommand::summary() const
{
    return QCoreApplication::translate("Cli", "take facts files into the store");
}

void ImportCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default) or json."),
                      QStringLiteral("format")});
    parser.addPositionalArgument(QStringLiteral("file"),
                                 QCoreApplication::translate("Cli", "SEC companyfacts JSON, plain or gzip."),
                                 QStringLiteral("FILE..."));
}

ExitCode ImportCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto files = parser.positionalArguments();
    if (files.isEmpty())
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "No file is named."),
                          QCoreApplication::translate("Cli", "consultantos-cli import FILE..."));
    const auto format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    auto services = CliServices::open(line, terminal);
    if (!services)
        return failed(terminal, services.error());

    auto exitCode = ExitCode::Done;
    QJsonArray entries;
    for (const auto &file : files) {
        QElapsedTimer clock;
        clock.start();
        const auto imported = (*services)->importFile(file);
        const double seconds = static_cast<double>(clock.nsecsElapsed()) / 1e9;
        entries.append(entryOf(file, imported, seconds));
        if (!imported) {
            terminal.error(imported.error());
            exitCode = ExitCode::Failed;
        } else {
            if (imported->facts == 0)
                exitCode = ExitCode::Failed;
            if (*format == TableFormat::Text)
                printText(file, *imported, seconds, terminal);
        }
    }
    if (*format == TableFormat::Json)
        terminal.out(QJsonDocument(QJsonObject{{QStringLiteral("files"), entries}}).toJson());
    return exitCode;
}

} // namespace consultantos
