// SPDX-License-Identifier: GPL-3.0-or-later
#include "library_command.h"

#include "agents/analysis_cache.h"
#include "agents/quality/quality_agent.h"
#include "analysis/frameworks/data/framework_catalogue.h"
#include "analysis/templates/report_template.h"
#include "base/json.h"
#include "base/paths.h"
#include "base/required_resources.h"
#include "cache/cache_store.h"
#include "cli_services.h"
#include "read_back.h"
#include "report/report_quality.h"
#include "report_comparison.h"
#include "report_editing.h"
#include "report_keeping.h"
#include "report_output.h"
#include "report_review.h"
#include "sealed_reports.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>
#include <functional>
#include <optional>

namespace consultantos {

namespace {

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

Result<ReportTemplate> templateNamed(const QString &id, const CommandLine &line, Terminal &terminal)
{
    if (const auto found = requireResources(); !found)
        return tl::unexpected(found.error());
    const auto folder = dataDir(line.dataDir);
    const auto frameworks = FrameworkCatalogue::load(resourceDir(), FrameworkCatalogue::folderIn(folder));
    const auto templates = ReportTemplates::load(resourceDir(), ReportTemplates::folderIn(folder), frameworks->ids());
    for (const auto &fault : templates.faults())
        terminal.note(fault.message);
    return templates.find(id);
}

/// Several reports go into a folder, each into a file of its own.
ExitCode show(CliServices &services, const CommandLine &line, const QStringList &ids, const QCommandLineParser &parser,
              Terminal &terminal)
{
    const auto look = ReportOutput::lookOf(line);
    if (!look)
        return failed(terminal, look.error());
    auto output = ReportOutput::of(parser.value(QStringLiteral("format")), parser.value(QStringLiteral("output")),
                                   ids.size() > 1, *look);
    if (!output)
        return failed(terminal, output.error());
    if (parser.isSet(QStringLiteral("report-language"))) {
        const auto language = reportLanguage(parser, *look);
        if (!language)
            return failed(terminal, language.error());
        output->look.language = language->isEmpty() ? QStringLiteral("en") : *language;
    }
    QStringList whole;
    for (const auto &id : ids) {
        const auto found = completeReportId(*services.storage().reports, id);
        if (!found)
            return failed(terminal, found.error());
        whole.append(*found);
    }
    if (output->isSealed()) {
        const auto desk = openSealing(services, parser.value(QStringLiteral("sign")), *output);
        if (!desk)
            return failed(terminal, desk.error());
    }
    std::optional<ReportLayout> layout;
    if (const auto name = parser.value(QStringLiteral("template")); !name.isEmpty()) {
        const auto chosen = templateNamed(name, line, terminal);
        if (!chosen)
            return failed(terminal, chosen.error());
        layout = chosen->layout;
    }
    if (const auto prepared = output->prepare(); !prepared)
        return failed(terminal, prepared.error());
    for (const auto &id : std::as_const(whole)) {
        auto report = services.storage().reports->load(id);
        if (!report)
            return failed(terminal, report.error());
        if (layout)
            report->request.layout = *layout;
        if (output->isSealed()) {
            if (const auto analysed = analyseAgain(services, *report); !analysed)
                return failed(terminal, analysed.error());
        }
        if (const auto written = output->write(*report, terminal); !written)
            return failed(terminal, written.error());
    }
    return ExitCode::Done;
}

/// A report of the library by its id, or one in a file of JSON that the program wrote.
Result<Report> reportOf(CliServices &services, const QString &text)
{
    if (QFileInfo(text).isFile()) {
        QFile file(text);
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorCode::Unreadable,
                        QCoreApplication::translate("Cli", "%1 can't be read: %2").arg(text, file.errorString()));
        return reportFromJson(QJsonDocument::fromJson(file.readAll()).object());
    }
    const auto whole = completeReportId(*services.storage().reports, text);
    if (!whole)
        return tl::unexpected(whole.error());
    return services.storage().reports->load(*whole);
}

ExitCode compare(CliServices &services, const QStringList &which, TableFormat format, Terminal &terminal)
{
    const auto before = reportOf(services, which[0]);
    if (!before)
        return failed(terminal, before.error());
    const auto after = reportOf(services, which[1]);
    if (!after)
        return failed(terminal, after.error());
    return printDifference(*before, *after, format, terminal);
}

ExitCode review(CliServices &services, const QString &action, const QString &id, TableFormat format, Terminal &terminal)
{
    const auto whole = completeReportId(*services.storage().reports, id);
    if (!whole)
        return failed(terminal, whole.error());
    const auto answer = services.storage().reports->load(*whole).and_then(
        [&](const Report &report) { return reviewOf(report, action, format); });
    if (!answer)
        return failed(terminal, answer.error());
    terminal.out(*answer);
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

/// The services outlive what is done with it.
Result<QualityAgent> qualityAgent(const CliServices &services)
{
    return makeQualityAgent(resourceDir(),
                            std::shared_ptr<const FactStore>(std::shared_ptr<const FactStore>(), &services.facts()));
}

/// Reviews a kept report, or one in a file, against the facts as they are stored now.
ExitCode reviewQuality(CliServices &services, const QStringList &which, TableFormat format, Terminal &terminal)
{
    const auto agent = qualityAgent(services);
    if (!agent)
        return failed(terminal, agent.error());
    QList<Report> reviewed;
    for (const auto &one : which) {
        auto report = reportOf(services, one);
        if (!report)
            return failed(terminal, report.error());
        // A report is old by the day on which somebody reads it.
        const auto today = std::max(services.clock().nowUtc().date(), report->createdAt.date());
        report->quality = agent->review(*report, today);
        reviewed.append(*report);
    }
    terminal.out(reviewText(reviewed, format));
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

/// Keeps with the report that somebody accepts a finding, and why; or takes that back.
ExitCode settleFinding(CliServices &services, const QStringList &arguments, const QCommandLineParser &parser,
                       Terminal &terminal)
{
    const auto whole = completeReportId(*services.storage().reports, arguments[0]);
    if (!whole)
        return failed(terminal, whole.error());
    const auto editor = editorOf(services);
    const auto by = parser.value(QStringLiteral("by")).simplified();
    const bool isTakenBack = parser.isSet(QStringLiteral("take-back"));
    if (by.isEmpty() && !isTakenBack)
        return failed(terminal, {ErrorCode::InvalidArgument,
                                 QCoreApplication::translate("Cli", "A finding is settled by somebody."),
                                 QCoreApplication::translate("Cli", "Give your name with --by.")});
    const auto report = isTakenBack ? editor.unsettle(*whole, arguments[1])
                                    : editor.settle(*whole, arguments[1], parser.value(QStringLiteral("because")), by);
    if (!report)
        return failed(terminal, report.error());
    terminal.note(report_quality::summary(*report->quality));
    return ExitCode::Done;
}

ExitCode remove(CliServices &services, const QString &id, Terminal &terminal)
{
    const auto whole = completeReportId(*services.storage().reports, id);
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

struct LibraryCall {
    const CommandLine &line;
    const QCommandLineParser &parser;
    QStringList arguments;
    TableFormat format = TableFormat::Text; ///< of actions that take one of a table
};

/// An action of the library: what stands behind its name, and what does it.
struct LibraryAction {
    QString name;
    QString arguments; ///< as the usage shows them: "ID", "A B"
    qsizetype least = 0;
    qsizetype most = 0;
    /// Of the list of formats that --format of the action takes; empty: the action reads the option itself.
    QList<TableFormat> formats;
    /// Null: needs no data folder, and `alone` does it.
    std::function<ExitCode(CliServices &, const LibraryCall &, Terminal &)> run;
    std::function<ExitCode(const QString &path, const QCommandLineParser &, Terminal &)> alone{};
};

ExitCode printReports(CliServices &services, const QString &text, TableFormat format, Terminal &terminal)
{
    ReportFilter filter;
    filter.text = text;
    const auto reports = services.storage().reports->list(filter);
    if (!reports)
        return failed(terminal, reports.error());
    return printList(*reports, !text.isEmpty(), format, terminal);
}

QList<LibraryAction> libraryActions()
{
    constexpr qsizetype Any = 1'000;
    const QList<TableFormat> table{TableFormat::Text, TableFormat::Json};
    QList<LibraryAction> actions{
        {QStringLiteral("list"),
         {},
         0,
         0,
         table,
         [](CliServices &services, const LibraryCall &call, Terminal &terminal) {
             return printReports(services, {}, call.format, terminal);
         }},
        {QStringLiteral("show"),
         QStringLiteral("ID..."),
         1,
         Any,
         {},
         [](CliServices &services, const LibraryCall &call, Terminal &terminal) {
             return show(services, call.line, call.arguments, call.parser, terminal);
         }},
        {QStringLiteral("diff"), QStringLiteral("A B"), 2, 2, table,
         [](CliServices &services, const LibraryCall &call, Terminal &terminal) {
             return compare(services, call.arguments, call.format, terminal);
         }},
        {QStringLiteral("read-back"), QStringLiteral("ID FILE"), 2, 2, table,
         [](CliServices &services, const LibraryCall &call, Terminal &terminal) {
             const auto report = reportOf(services, call.arguments[0]);
             return report ? readBack(services, *report, call.arguments[1], call.parser, call.format, terminal)
                           : failed(terminal, report.error());
         }},
        {QStringLiteral("search"), QStringLiteral("TEXT"), 1, Any, table,
         [](CliServices &services, const LibraryCall &call, Terminal &terminal) {
             return printReports(services, call.arguments.join(QLatin1Char(' ')), call.format, terminal);
         }},
        {QStringLiteral("review"), QStringLiteral("ID..."), 1, Any, table,
         [](CliServices &services, const LibraryCall &call, Terminal &terminal) {
             return reviewQuality(services, call.arguments, call.format, terminal);
         }},
        {QStringLiteral("settle"),
         QStringLiteral("ID FINDING"),
         2,
         2,
         {},
         [](CliServices &services, const LibraryCall &call, Terminal &terminal) {
             return settleFinding(services, call.arguments, call.parser, terminal);
         }},
        {QStringLiteral("delete"),
         QStringLiteral("ID"),
         1,
         1,
         {},
         [](CliServices &services, const LibraryCall &call, Terminal &terminal) {
             return remove(services, call.arguments[0], terminal);
         }},
    };
    for (const auto &name : reportReviews())
        actions.append({name, QStringLiteral("ID"), 1, 1, table,
                        [name](CliServices &services, const LibraryCall &call, Terminal &terminal) {
                            return review(services, name, call.arguments[0], call.format, terminal);
                        }});
    for (const auto &editing : editingActions())
        actions.append({editing.name, editing.arguments, editing.least, editing.most, table,
                        [name = editing.name](CliServices &services, const LibraryCall &call, Terminal &terminal) {
                            const auto whole = completeReportId(*services.storage().reports, call.arguments[0]);
                            if (!whole)
                                return failed(terminal, whole.error());
                            return runEditing(services, name, *whole, call.arguments.mid(1), call.parser, call.format,
                                              terminal);
                        }});
    actions.append({QStringLiteral("replay"), QStringLiteral("FILE"), 1, 1, {}, {}, replaySealedReport});
    actions.append({QStringLiteral("verify"), QStringLiteral("FILE"), 1, 1, {}, {}, verifySealedReport});
    return actions;
}

QString usageOf(const QList<LibraryAction> &actions)
{
    QStringList texts;
    for (const auto &action : actions)
        texts.append(action.arguments.isEmpty() ? action.name : action.name + QLatin1Char(' ') + action.arguments);
    return texts.join(QStringLiteral(" | "));
}

} // namespace

QString LibraryCommand::name() const
{
    return QStringLiteral("library");
}

QString LibraryCommand::summary() const
{
    return QCoreApplication::translate("Cli", "list, show, compare, search and delete reports");
}

void LibraryCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption(
        {QStringLiteral("format"),
         QCoreApplication::translate("Cli", "show and replay: %1 (json if not said), show also sealed; all "
                                            "others: text (the default) or json.")
             .arg(reportFormatNames().join(QStringLiteral(", "))),
         QStringLiteral("format")});
    parser.addOption(
        {QStringLiteral("output"),
         QCoreApplication::translate("Cli", "show and replay: the file to write, or the folder of several reports."),
         QStringLiteral("path")});
    parser.addOption({QStringLiteral("template"),
                      QCoreApplication::translate("Cli", "show: in the layout of this template of reports."),
                      QStringLiteral("id")});
    addReportLanguage(parser);
    parser.addOption(
        {QStringLiteral("sign"),
         QCoreApplication::translate("Cli", "show --format sealed: sign with this Ed25519 private key (PEM)."),
         QStringLiteral("file")});
    parser.addOption({QStringLiteral("key"),
                      QCoreApplication::translate("Cli", "verify: want the signature of this key (PEM)."),
                      QStringLiteral("file")});
    parser.addOption({QStringLiteral("because"),
                      QCoreApplication::translate("Cli", "settle: why the report stands with the finding."),
                      QStringLiteral("text")});
    parser.addOption(
        {QStringLiteral("by"), QCoreApplication::translate("Cli", "settle: who accepts it."), QStringLiteral("name")});
    parser.addOption(
        {QStringLiteral("take-back"), QCoreApplication::translate("Cli", "settle: what was accepted is open again.")});
    describeEditing(parser);
    describeReadBack(parser);
    parser.addPositionalArgument(
        QStringLiteral("action"),
        QCoreApplication::translate(
            "Cli",
            "The first characters of an id will do. diff says what changed between two reports, and why; it takes "
            "JSON files of reports, too. read-back: what was changed in a workbook (XLSX) of a report, and which "
            "scores each change would move; --accept takes changes over. tipping: which change turns a score; "
            "requests: which missing figure "
            "narrows what; contradictions: judgements that deny each other; review: what the quality agent finds in a "
            "report as the facts are now (JSON files, too); settle: accept a finding. edit sets a sentence, score "
            "or weight (targets lists them), edits shows what persons set, resolve settles a conflict, answer gives "
            "what a request asks for, undo and redo go through these steps. Of sealed files replay rebuilds the "
            "report, and verify says whether they are as they were sealed."),
        usageOf(libraryActions()));
}

ExitCode LibraryCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto given = parser.positionalArguments();
    const auto actions = libraryActions();
    const auto usage = QStringLiteral("consultantos-cli library ") + usageOf(actions);
    const auto name = given.value(0);
    const auto action =
        std::find_if(actions.cbegin(), actions.cend(), [&](const LibraryAction &one) { return one.name == name; });
    if (action == actions.cend())
        return wrongUsage(terminal,
                          name.isEmpty() ? QCoreApplication::translate("Cli", "What shall be done with the library?")
                                         : QCoreApplication::translate("Cli", "The library can't \"%1\".").arg(name),
                          usage);
    const auto arguments = given.mid(1);
    if (arguments.size() < action->least || arguments.size() > action->most)
        return wrongUsage(terminal,
                          QCoreApplication::translate("Cli", "library %1 has the wrong number of arguments.").arg(name),
                          usage);
    if (action->alone)
        return action->alone(arguments[0], parser, terminal);
    auto format = Result<TableFormat>(TableFormat::Text);
    if (!action->formats.isEmpty())
        format = tableFormat(parser.value(QStringLiteral("format")), action->formats);
    if (!format)
        return failed(terminal, format.error());
    auto services = CliServices::open(line, terminal);
    if (!services)
        return failed(terminal, services.error());
    return action->run(**services, {line, parser, arguments, *format}, terminal);
}

} // namespace consultantos
