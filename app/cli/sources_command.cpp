// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources_command.h"

#include "cli_services.h"
#include "evidence/sources/network_access.h"
#include "evidence/sources/source_catalogue.h"
#include "interrupt_watcher.h"
#include "source_fetch.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace consultantos {

namespace {

/// Whether a source's key is there, as a stable word: "none needed", "environment", "keyring", "missing", "no keyring".
QString keyState(const SourceInfo &source, const SecretStore &secrets)
{
    if (source.secretName.isEmpty())
        return QStringLiteral("none needed");
    const EnvironmentSecretStore environment(QProcessEnvironment::systemEnvironment());
    if (const auto given = environment.read(source.secretName); given && *given)
        return QStringLiteral("environment");
    const auto stored = secrets.read(source.secretName);
    if (!stored)
        return QStringLiteral("no keyring");
    return *stored ? QStringLiteral("keyring") : QStringLiteral("missing");
}

QStringList addressesOf(const SourceInfo &source, const Settings &settings)
{
    QStringList addresses;
    for (const auto &key : source.urlKeys)
        addresses.append(settings.sourceUrl(key).toString(QUrl::RemoveUserInfo));
    if (source.id == QLatin1String("feeds")) {
        for (const auto &feed : settings.feedUrls())
            addresses.append(feed.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery));
    }
    addresses.removeAll(QString());
    return addresses;
}

ExitCode list(CliServices &services, TableFormat format, Terminal &terminal)
{
    const auto network = services.network();
    if (!network)
        return failed(terminal, network.error());
    QJsonArray entries;
    QList<QStringList> rows;
    for (const auto &source : networkSources()) {
        const bool isOn = services.settings().isSourceEnabled(source.id);
        const auto key = keyState(source, (*network)->secrets());
        const auto addresses = addressesOf(source, services.settings());
        rows.append({source.id, source.title, isOn ? QStringLiteral("on") : QStringLiteral("off"), key,
                     addresses.join(QLatin1Char(' '))});
        entries.append(QJsonObject{{QStringLiteral("id"), source.id},
                                   {QStringLiteral("title"), source.title},
                                   {QStringLiteral("on"), isOn},
                                   {QStringLiteral("key"), key},
                                   {QStringLiteral("addresses"), QJsonArray::fromStringList(addresses)}});
    }
    if (format == TableFormat::Json)
        terminal.out(QJsonDocument(QJsonObject{{QStringLiteral("offline"), services.settings().offline()},
                                               {QStringLiteral("sources"), entries}})
                         .toJson());
    else
        terminal.out(textTable({QStringLiteral("id"), QStringLiteral("title"), QStringLiteral("on"),
                                QStringLiteral("key"), QStringLiteral("address")},
                               rows));
    if (services.settings().offline())
        terminal.note(QCoreApplication::translate("Cli", "The program is offline: none of them is asked."));
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

ExitCode test(CliServices &services, QStringList ids, const CancellationToken &cancel, Terminal &terminal)
{
    const auto network = services.network();
    if (!network)
        return failed(terminal, network.error());
    QStringList known;
    QStringList on;
    for (const auto &source : networkSources()) {
        known.append(source.id);
        if (services.settings().isSourceEnabled(source.id))
            on.append(source.id);
    }
    for (const auto &id : std::as_const(ids)) {
        if (!known.contains(id))
            return wrongUsage(terminal, QCoreApplication::translate("Cli", "There is no source called \"%1\".").arg(id),
                              known.join(QLatin1Char(' ')));
    }
    if (ids.isEmpty())
        ids = on;
    if (ids.isEmpty()) {
        terminal.note(QCoreApplication::translate(
            "Cli", "No source is switched on. Name one to try it: consultantos-cli sources test gdelt"));
        return ExitCode::Done;
    }
    auto exitCode = ExitCode::Done;
    for (const auto &id : std::as_const(ids)) {
        const auto tried = (*network)->test(id, services.settings(), {}, cancel);
        if (cancel.isCancelled())
            return ExitCode::Interrupted;
        if (!tried)
            exitCode = ExitCode::Failed;
        terminal.line(id + QStringLiteral(": ")
                      + (tried ? QCoreApplication::translate("Cli", "works") : tried.error().message));
        if (!tried && !tried.error().detail.isEmpty())
            terminal.line(QStringLiteral("  ") + tried.error().detail);
    }
    return exitCode;
}

Result<EgressFilter> filterFrom(const QCommandLineParser &parser)
{
    EgressFilter filter;
    filter.kind = parser.value(QStringLiteral("kind"));
    filter.reportId = parser.value(QStringLiteral("report"));
    const auto from = parser.value(QStringLiteral("from"));
    if (from.isEmpty())
        return filter;
    const auto day = QDate::fromString(from, Qt::ISODate);
    if (!day.isValid())
        return fail(ErrorCode::InvalidArgument, QCoreApplication::translate("Cli", "\"%1\" is no date.").arg(from),
                    QCoreApplication::translate("Cli", "Write it as 2026-01-31."));
    filter.from = QDateTime(day, QTime(0, 0), QTimeZone::utc());
    return filter;
}

QJsonObject jsonOf(const EgressEntry &entry)
{
    return {{QStringLiteral("when"), entry.when.toUTC().toString(Qt::ISODateWithMs)},
            {QStringLiteral("host"), entry.host},
            {QStringLiteral("path"), entry.path},
            {QStringLiteral("kind"), entry.kind},
            {QStringLiteral("outcome"), entry.outcome},
            {QStringLiteral("status"), entry.status},
            {QStringLiteral("bytes_sent"), entry.bytesSent},
            {QStringLiteral("bytes_received"), entry.bytesReceived},
            {QStringLiteral("duration_ms"), static_cast<qint64>(entry.duration.count())},
            {QStringLiteral("report"), entry.reportId}};
}

/// `isFiltered`: there may be more than `entries`.
void printText(const QList<EgressEntry> &entries, const EgressTotals &totals, bool isFiltered, Terminal &terminal)
{
    if (entries.isEmpty())
        return terminal.line(isFiltered ? QCoreApplication::translate("Cli", "No request in the ledger matches.")
                                        : QCoreApplication::translate("Cli", "Nothing has left this computer."));
    QList<QStringList> rows;
    for (const auto &entry : entries)
        rows.append({entry.when.toUTC().toString(Qt::ISODate), entry.host, entry.kind, entry.outcome,
                     QString::number(entry.bytesSent), QString::number(entry.bytesReceived), entry.reportId});
    terminal.out(
        textTable({QStringLiteral("when"), QStringLiteral("host"), QStringLiteral("kind"), QStringLiteral("outcome"),
                   QStringLiteral("sent"), QStringLiteral("received"), QStringLiteral("report")},
                  rows));
    terminal.line(QCoreApplication::translate("Cli", "%n request(s), %1 bytes sent, %2 bytes received", nullptr,
                                              int(totals.requests))
                      .arg(totals.bytesSent)
                      .arg(totals.bytesReceived));
}

ExitCode ledger(CliServices &services, const EgressFilter &filter, TableFormat format, Terminal &terminal)
{
    const auto &egress = *services.storage().egress;
    if (format == TableFormat::Csv) {
        const auto csv = egress.toCsv(filter);
        if (!csv)
            return failed(terminal, csv.error());
        terminal.out(*csv);
        return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
    }
    const auto entries = egress.list(filter);
    if (!entries)
        return failed(terminal, entries.error());
    const auto totals = egress.totals(filter);
    if (!totals)
        return failed(terminal, totals.error());
    if (format == TableFormat::Text) {
        printText(*entries, *totals, filter != EgressFilter{}, terminal);
        return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
    }
    QJsonArray lines;
    for (const auto &entry : *entries)
        lines.append(jsonOf(entry));
    const QJsonObject sums{{QStringLiteral("requests"), totals->requests},
                           {QStringLiteral("bytes_sent"), totals->bytesSent},
                           {QStringLiteral("bytes_received"), totals->bytesReceived}};
    terminal.out(
        QJsonDocument(QJsonObject{{QStringLiteral("entries"), lines}, {QStringLiteral("totals"), sums}}).toJson());
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

QList<TableFormat> formatsOf(const QString &action)
{
    if (action == QLatin1String("ledger"))
        return {TableFormat::Text, TableFormat::Csv, TableFormat::Json};
    return action == QLatin1String("list") ? QList{TableFormat::Text, TableFormat::Json} : QList{TableFormat::Text};
}

} // namespace

QString SourcesCommand::name() const
{
    return QStringLiteral("sources");
}

QString SourcesCommand::summary() const
{
    return QCoreApplication::translate("Cli", "sources of the network: list, test, fetch, and what left the machine");
}

void SourcesCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption(
        {QStringLiteral("format"),
         QCoreApplication::translate("Cli", "list: text (the default) or json; ledger: text, csv or json."),
         QStringLiteral("format")});
    parser.addOption({QStringLiteral("from"),
                      QCoreApplication::translate("Cli", "ledger: since this day, e.g. 2026-01-31 (UTC)."),
                      QStringLiteral("date")});
    parser.addOption({QStringLiteral("kind"),
                      QCoreApplication::translate("Cli", "ledger: of this source or kind alone, e.g. sec_edgar."),
                      QStringLiteral("kind")});
    parser.addOption({QStringLiteral("report"),
                      QCoreApplication::translate("Cli", "ledger: for the report with this id alone."),
                      QStringLiteral("id")});
    parser.addPositionalArgument(
        QStringLiteral("action"),
        QCoreApplication::translate("Cli", "list; test, all that are on or those named; ledger, what left the machine; "
                                           "fetch, a company's figures and newest reports into the stores."),
        QStringLiteral("list|test [ID...]|ledger|fetch COMPANY"));
}

ExitCode SourcesCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto arguments = parser.positionalArguments();
    const auto action = arguments.value(0);
    const auto usage =
        QCoreApplication::translate("Cli", "consultantos-cli sources list | test [ID...] | ledger | fetch COMPANY");
    const bool isFetch = action == QLatin1String("fetch");
    const bool isTest = action == QLatin1String("test");
    const bool isList = action == QLatin1String("list");
    const bool isLedger = action == QLatin1String("ledger");
    if (!isFetch && !isTest && !isList && !isLedger)
        return wrongUsage(terminal,
                          action.isEmpty() ? QCoreApplication::translate("Cli", "What shall be done with the sources?")
                                           : QCoreApplication::translate("Cli", "Sources can't \"%1\".").arg(action),
                          usage);
    if (((isList || isLedger) && arguments.size() != 1) || (isFetch && arguments.size() != 2))
        return wrongUsage(
            terminal, QCoreApplication::translate("Cli", "sources %1 has the wrong number of arguments.").arg(action),
            usage);
    const auto format = tableFormat(parser.value(QStringLiteral("format")), formatsOf(action));
    if (!format)
        return failed(terminal, format.error());
    const auto filter = filterFrom(parser);
    if (!filter)
        return failed(terminal, filter.error());

    const InterruptWatcher interrupt;
    auto services = CliServices::open(line, terminal);
    if (!services)
        return failed(terminal, services.error());
    if (isList)
        return list(**services, *format, terminal);
    if (isLedger)
        return ledger(**services, *filter, *format, terminal);
    if (isTest)
        return test(**services, arguments.mid(1), interrupt.token(), terminal);
    return fetchFromSources(**services, arguments[1].trimmed(), interrupt.token(), terminal);
}

} // namespace consultantos
