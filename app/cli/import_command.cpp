// SPDX-License-Identifier: GPL-3.0-or-later
#include "import_command.h"

#include "base/json.h"
#include "cli_services.h"
#include "evidence/intake/evidence_intake.h"
#include "interrupt_watcher.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace consultantos {

namespace {

QString statusOf(const Intake &intake)
{
    if (intake.storedAs == StoredAs::Known)
        return QStringLiteral("known");
    return intake.isEmpty() ? QStringLiteral("empty") : QStringLiteral("imported");
}

QJsonObject entryOf(const QString &path, const Result<Intake> &taken, double seconds)
{
    QJsonObject entry{{QStringLiteral("file"), path}, {QStringLiteral("seconds"), seconds}};
    if (!taken) {
        entry[QStringLiteral("status")] = QStringLiteral("failed");
        entry[QStringLiteral("facts")] = 0;
        entry[QStringLiteral("passages")] = 0;
        entry[QStringLiteral("error")] = taken.error().toText();
        entry[QStringLiteral("warnings")] = QJsonArray();
        return entry;
    }
    entry[QStringLiteral("status")] = statusOf(*taken);
    entry[QStringLiteral("format")] = taken->format;
    entry[QStringLiteral("document")] = taken->documentId;
    entry[QStringLiteral("company")] = taken->company.name;
    entry[QStringLiteral("company_id")] = taken->company.id;
    entry[QStringLiteral("facts")] = taken->facts;
    entry[QStringLiteral("added")] = taken->outcome.added;
    entry[QStringLiteral("restated")] = taken->outcome.restated;
    entry[QStringLiteral("passages")] = taken->passages;
    entry[QStringLiteral("tables")] = taken->tables;
    if (!taken->peers.isEmpty())
        entry[QStringLiteral("peers")] = json::fromStrings(taken->peers);
    entry[QStringLiteral("warnings")] = json::fromStrings(taken->warnings);
    return entry;
}

/// The files named, and those in the folders named, hidden ones left out, in the order of their names.
QStringList filesOf(const QStringList &paths)
{
    QStringList files;
    for (const auto &path : paths) {
        if (!QFileInfo(path).isDir()) {
            files.append(path);
            continue;
        }
        QStringList found;
        for (QDirIterator entries(path, QDir::Files, QDirIterator::Subdirectories); entries.hasNext();)
            found.append(entries.next());
        found.sort();
        files += found;
    }
    return files;
}

/// With the mark that its document is never sent. A facts file is no document, so it can't be marked: better an error
/// than figures that go out against the user's word.
Result<Intake> marked(const Intake &intake, DocumentRepository &documents)
{
    if (intake.documentId.isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Cli", "%1 holds published figures and no document: --never-send has "
                                                       "nothing to mark.")
                        .arg(intake.path),
                    QCoreApplication::translate("Cli", "Its figures were imported. Import it without the option."));
    return documents.setNeverSent({intake.documentId}, true).map([&] { return intake; });
}

void printText(const Intake &intake, double seconds, Terminal &terminal)
{
    terminal.line(
        QCoreApplication::translate("Cli", "%1 (%2 s)").arg(intake.summary(), QString::number(seconds, 'f', 2)));
    for (const auto &warning : intake.warnings)
        terminal.line(QStringLiteral("  ") + warning);
}

} // namespace

QString ImportCommand::name() const
{
    return QStringLiteral("import");
}

QString ImportCommand::summary() const
{
    return QCoreApplication::translate("Cli", "take documents and facts files into the stores");
}

void ImportCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default) or json."),
                      QStringLiteral("format")});
    parser.addOption({QStringLiteral("company"),
                      QCoreApplication::translate("Cli", "Whom the documents are about; else they say it themselves."),
                      QStringLiteral("name")});
    parser.addOption({QStringLiteral("never-send"),
                      QCoreApplication::translate("Cli", "Never send the documents, or figures read from them, to a "
                                                         "language model.")});
    parser.addPositionalArgument(
        QStringLiteral("file"),
        QCoreApplication::translate("Cli",
                                    "File or folder: PDF, Office and OpenDocument files, CSV, HTML, Markdown, text, "
                                    "mail, feeds, filings in XBRL, SEC companyfacts."),
        QStringLiteral("FILE..."));
}

ExitCode ImportCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto arguments = parser.positionalArguments();
    if (arguments.isEmpty())
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "No file is named."),
                          QCoreApplication::translate("Cli", "consultantos-cli import FILE..."));
    const auto format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    const InterruptWatcher interrupt;
    auto services = CliServices::open(line, terminal);
    if (!services)
        return failed(terminal, services.error());

    const auto intake = (*services)->intake();
    if (!intake)
        return failed(terminal, intake.error());
    const DocumentSubject subject{parser.value(QStringLiteral("company")), true};

    const bool isNeverSent = parser.isSet(QStringLiteral("never-send"));
    auto exitCode = ExitCode::Done;
    QJsonArray entries;
    for (const auto &file : filesOf(arguments)) {
        if (interrupt.isInterrupted())
            break;
        QElapsedTimer clock;
        clock.start();
        const auto taken = (*intake)->take(file, subject, interrupt.token()).and_then([&](const Intake &one) {
            return isNeverSent ? marked(one, *(*services)->storage().documents) : Result<Intake>(one);
        });
        const double seconds = static_cast<double>(clock.nsecsElapsed()) / 1e9;
        if (!taken && taken.error().code == ErrorCode::Cancelled)
            break;
        entries.append(entryOf(file, taken, seconds));
        if (!taken)
            terminal.error(taken.error());
        else if (*format == TableFormat::Text)
            printText(*taken, seconds, terminal);
        const bool gaveNothing = !taken || (taken->isEmpty() && taken->storedAs != StoredAs::Known);
        if (gaveNothing)
            exitCode = ExitCode::Failed;
    }
    if (interrupt.isInterrupted()) {
        exitCode = ExitCode::Interrupted;
        terminal.error(
            {ErrorCode::Cancelled, QCoreApplication::translate("Cli", "Interrupted."),
             QCoreApplication::translate("Cli", "%n file(s) were imported before it.", nullptr, int(entries.size()))});
    }
    if (entries.isEmpty() && exitCode == ExitCode::Done)
        return failed(terminal,
                      {ErrorCode::NotFound, QCoreApplication::translate("Cli", "The folder holds no file."), {}});
    if (*format == TableFormat::Json)
        terminal.out(QJsonDocument(QJsonObject{{QStringLiteral("files"), entries}}).toJson());
    return exitCode;
}

} // namespace consultantos
