// SPDX-License-Identifier: GPL-3.0-or-later
#include "library_command.h"

#include "agents/analysis_cache.h"
#include "base/json.h"
#include "cache/cache_store.h"
#include "cli_services.h"
#include "report_output.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace consultantos {

namespace {

constexpr qsizetype MinIdPrefix = 4;

QJsonObject jsonOf(const ReportSummary &summary)
{
    return {{QStringLiteral("id"), summary.id},
            {QStringLiteral("created_at"), summary.createdAt.toUTC().toString(Qt::ISODateWithMs)},
            {QStringLiteral("company"), summary.companyName},
            {QStringLiteral("company_id"), summary.companyId},
            {QStringLiteral("question"), summary.question},
            {QStringLiteral("frameworks"), json::fromStrings(summary.frameworks)},
            {QStringLiteral("depth"), summary.depth},
            {QStringLiteral("status"), summary.status},
            {QStringLiteral("duration_s"), summary.durationS},
            {QStringLiteral("engine_version"), summary.engineVersion}};
}

ExitCode printList(const QList<ReportSummary> &reports, bool isSearch, TableFormat format, Terminal &terminal)
{
    if (format == TableFormat::Json) {
        terminal.out(QJsonDocument(QJsonObject{{QStringLiteral("reports"), json::fromList(reports, jsonOf)}}).toJson());
    } else {
        QList<QStringList> rows;
        for (const auto &report : reports)
            rows.append({report.id, report.createdAt.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm")),
                         report.companyName, report.status, report.frameworks.join(QLatin1Char(' ')),
                         report.question.simplified().left(60)});
        terminal.out(textTable({QStringLiteral("id"), QStringLiteral("created"), QStringLiteral("company"),
                                QStringLiteral("status"), QStringLiteral("frameworks"), QStringLiteral("question")},
                               rows));
        if (rows.isEmpty())
            terminal.note(isSearch ? QCoreApplication::translate("Cli", "No report matches.")
                                   : QCoreApplication::translate("Cli", "No report is there."));
    }
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

/// The whole id of the one report whose id begins so.
Result<QString> completeId(const ReportRepository &reports, const QString &prefix)
{
    if (const auto exact = reports.summary(prefix); exact && !exact->deletedAt)
        return prefix;
    QStringList found;
    if (prefix.size() >= MinIdPrefix) {
        constexpr int Most = 1'000;
        auto ids = reports.idsBeginningWith(prefix.toLower(), Most);
        if (!ids)
            return tl::unexpected(ids.error());
        found = *std::move(ids);
    }
    if (found.size() == 1)
        return found.first();
    const auto advice = QCoreApplication::translate("Cli", "consultantos-cli library list shows what is there.");
    if (found.isEmpty())
        return fail(ErrorCode::NotFound, QCoreApplication::translate("Cli", "No report has the id \"%1\".").arg(prefix),
                    advice);
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("Cli", "%1 reports have an id that begins with \"%2\".")
                    .arg(QString::number(found.size()), prefix),
                advice);
}

/// Several reports go into a folder, each into a file of its own.
ExitCode show(CliServices &services, const CommandLine &line, const QStringList &ids, const QCommandLineParser &parser,
              Terminal &terminal)
{
    auto output = ReportOutput::of(parser.value(QStringLiteral("format")), parser.value(QStringLiteral("output")),
                                   ids.size() > 1);
    if (!output)
        return failed(terminal, output.error());
    const auto look = ReportOutput::lookOf(line);
    if (!look)
        return failed(terminal, look.error());
    output->look = *look;
    QStringList whole;
    for (const auto &id : ids) {
        const auto found = completeId(*services.storage().reports, id);
        if (!found)
            return failed(terminal, found.error());
        whole.append(*found);
    }
    if (const auto prepared = output->prepare(); !prepared)
        return failed(terminal, prepared.error());
    for (const auto &id : std::as_const(whole)) {
        const auto report = services.storage().reports->load(id);
        if (!report)
            return failed(terminal, report.error());
        if (const auto written = output->write(*report, terminal); !written)
            return failed(terminal, written.error());
    }
    return ExitCode::Done;
}

ExitCode remove(CliServices &services, const QString &id, Terminal &terminal)
{
    const auto whole = completeId(*services.storage().reports, id);
    if (!whole)
        return failed(terminal, whole.error());
    if (const auto removed = services.storage().reports->remove(*whole, services.clock().nowUtc()); !removed)
        return failed(terminal, removed.error());
    // What is deleted must not come back as the answer to the same request.
    if (const auto forgotten = services.cache().manager()->removeByTag(reportTag(*whole)); !forgotten)
        terminal.error(forgotten.error());
    terminal.note(QCoreApplication::translate("Cli", "Deleted: %1").arg(*whole));
    return ExitCode::Done;
}

} // namespace

QString LibraryCommand::name() const
{
    return QStringLiteral("library");
}

QString LibraryCommand::summary() const
{
    return QCoreApplication::translate("Cli", "list, show, search and delete reports");
}

void LibraryCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption(
        {QStringLiteral("format"),
         QCoreApplication::translate(
             "Cli", "list and search: text (the default) or json; show: json (the default), md, html, pdf, docx, xlsx "
                    "or pptx."),
         QStringLiteral("format")});
    parser.addOption({QStringLiteral("output"),
                      QCoreApplication::translate("Cli", "show: the file to write, or the folder of several reports."),
                      QStringLiteral("path")});
    parser.addPositionalArgument(
        QStringLiteral("action"),
        QCoreApplication::translate(
            "Cli", "list, show ID..., search TEXT or delete ID; the first characters of an id will do."),
        QStringLiteral("list|show ID...|search TEXT|delete ID"));
}

ExitCode LibraryCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto arguments = parser.positionalArguments();
    const auto action = arguments.value(0);
    const auto usage =
        QCoreApplication::translate("Cli", "consultantos-cli library list | show ID... | search TEXT | delete ID");
    if (QStringList{QStringLiteral("diff"), QStringLiteral("replay"), QStringLiteral("verify")}.contains(action))
        return wrongUsage(
            terminal,
            QCoreApplication::translate("Cli", "library %1 comes with a later version; nothing was done.").arg(action),
            usage);
    const bool isList = action == QLatin1String("list");
    const bool isSearch = action == QLatin1String("search");
    const bool takesId = action == QLatin1String("show") || action == QLatin1String("delete");
    if (!isList && !isSearch && !takesId)
        return wrongUsage(terminal,
                          action.isEmpty()
                              ? QCoreApplication::translate("Cli", "What shall be done with the library?")
                              : QCoreApplication::translate("Cli", "The library can't \"%1\".").arg(action),
                          usage);
    if ((isList && arguments.size() != 1) || (action == QLatin1String("delete") && arguments.size() != 2)
        || (action == QLatin1String("show") && arguments.size() < 2) || (isSearch && arguments.size() < 2))
        return wrongUsage(
            terminal, QCoreApplication::translate("Cli", "library %1 has the wrong number of arguments.").arg(action),
            usage);

    auto format = Result<TableFormat>(TableFormat::Text);
    if (!takesId)
        format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    auto services = CliServices::open(line, terminal);
    if (!services)
        return failed(terminal, services.error());
    if (action == QLatin1String("show"))
        return show(**services, line, arguments.mid(1), parser, terminal);
    if (takesId)
        return remove(**services, arguments[1], terminal);
    ReportFilter filter;
    if (isSearch)
        filter.text = arguments.mid(1).join(QLatin1Char(' '));
    const auto reports = (*services)->storage().reports->list(filter);
    if (!reports)
        return failed(terminal, reports.error());
    return printList(*reports, isSearch, *format, terminal);
}

} // namespace consultantos
