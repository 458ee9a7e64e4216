// SPDX-License-Identifier: GPL-3.0-or-later
#include "worker_command.h"

#include "agents/analysis_service.h"
#include "cli_services.h"
#include "interrupt_watcher.h"
#include "metrics/program_metrics.h"
#include "metrics/series_sampler.h"
#include "model_options.h"
#include "option_values.h"
#include "storage/job_repository.h"
#include "table_output.h"
#include "team/worker.h"
#include "worker_metrics.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSysInfo>

namespace consultantos {
namespace {

Result<WorkerOptions> optionsOf(const QCommandLineParser &parser)
{
    WorkerOptions options;
    const auto concurrency = numberOption<int>(parser, QStringLiteral("concurrency"), options.concurrency, 1, 64);
    if (!concurrency)
        return tl::unexpected(concurrency.error());
    const auto attempts = numberOption<int>(parser, QStringLiteral("attempts"), options.attempts, 1, 100);
    if (!attempts)
        return tl::unexpected(attempts.error());
    const auto lease = numberOption<int>(parser, QStringLiteral("lease"), 30, 1, 3'600);
    if (!lease)
        return tl::unexpected(lease.error());
    const auto drain = numberOption<int>(parser, QStringLiteral("drain-limit"), 60, 0, 3'600);
    if (!drain)
        return tl::unexpected(drain.error());
    options.concurrency = *concurrency;
    options.attempts = *attempts;
    options.lease = std::chrono::seconds(*lease);
    options.drainLimit = std::chrono::seconds(*drain);
    options.isUntilEmpty = parser.isSet(QStringLiteral("drain"));
    options.mostJobs = parser.isSet(QStringLiteral("once")) ? 1 : 0;
    options.name = parser.value(QStringLiteral("name"));
    if (options.name.isEmpty())
        options.name = QStringLiteral("%1-%2").arg(QSysInfo::machineHostName(),
                                                   QString::number(QCoreApplication::applicationPid()));
    return options;
}

QByteArray jsonOf(const QueueStatus &status)
{
    QJsonArray workers;
    for (const auto &worker : status.workers)
        workers.append(QJsonObject{{QStringLiteral("name"), worker.name},
                                   {QStringLiteral("host"), worker.host},
                                   {QStringLiteral("pid"), worker.pid},
                                   {QStringLiteral("running"), worker.running},
                                   {QStringLiteral("concurrency"), worker.concurrency},
                                   {QStringLiteral("finished"), worker.finished},
                                   {QStringLiteral("seen_at"), worker.seenAt.toString(Qt::ISODateWithMs)}});
    return QJsonDocument(QJsonObject{{QStringLiteral("waiting"), status.waiting},
                                     {QStringLiteral("running"), status.running},
                                     {QStringLiteral("dead_letters"), status.deadLetters},
                                     {QStringLiteral("workers"), workers}})
        .toJson();
}

ExitCode show(WorkQueue &queue, const Clock &clock, bool isJson, Terminal &terminal)
{
    const auto status = queue.status(clock.nowUtc());
    if (!status)
        return failed(terminal, status.error());
    if (isJson) {
        terminal.out(jsonOf(*status));
        return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
    }
    terminal.line(QCoreApplication::translate("Cli", "Waiting: %1, running: %2, given up: %3.")
                      .arg(QString::number(status->waiting), QString::number(status->running),
                           QString::number(status->deadLetters)));
    QList<QStringList> rows;
    for (const auto &worker : status->workers)
        rows.append({worker.name, worker.host, QString::number(worker.pid),
                     QStringLiteral("%1/%2").arg(worker.running).arg(worker.concurrency),
                     QString::number(worker.finished)});
    if (rows.isEmpty())
        terminal.line(QCoreApplication::translate("Cli", "No worker is at work."));
    else
        terminal.out(
            textTable({QCoreApplication::translate("Cli", "Worker"), QCoreApplication::translate("Cli", "Host"),
                       QStringLiteral("PID"), QCoreApplication::translate("Cli", "Running"),
                       QCoreApplication::translate("Cli", "Finished")},
                      rows));
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace

QString WorkerCommand::name() const
{
    return QStringLiteral("worker");
}

QString WorkerCommand::summary() const
{
    return QCoreApplication::translate("Cli", "do a team's analyses until interrupted");
}

void WorkerCommand::describe(QCommandLineParser &parser) const
{
    const auto add = [&parser](const char *name, const QString &description, const QString &value) {
        parser.addOption({QString::fromLatin1(name), description, value});
    };
    const auto number = QStringLiteral("number");
    add("concurrency", QCoreApplication::translate("Cli", "Analyses at once (2)."), number);
    add("name",
        QCoreApplication::translate("Cli", "Name of this worker, no other's; of host and process if not given."),
        QStringLiteral("name"));
    add("attempts", QCoreApplication::translate("Cli", "How often an analysis is begun before it is given up (3)."),
        number);
    add("lease",
        QCoreApplication::translate("Cli", "Seconds without a sign of its worker after which others take a job (30)."),
        QStringLiteral("seconds"));
    add("drain-limit",
        QCoreApplication::translate("Cli",
                                    "Seconds that analyses may take at the end before they are handed back (60)."),
        QStringLiteral("seconds"));
    add("metrics-port",
        QCoreApplication::translate("Cli", "Answer /metrics and /health on this port of the loopback interface."),
        QStringLiteral("port"));
    add("format", QCoreApplication::translate("Cli", "Of --status: text (the default) or json."),
        QStringLiteral("format"));
    parser.addOption({QStringLiteral("once"), QCoreApplication::translate("Cli", "End after one analysis.")});
    parser.addOption({QStringLiteral("drain"), QCoreApplication::translate("Cli", "End once nothing waits.")});
    parser.addOption({QStringLiteral("no-cache"),
                      QCoreApplication::translate("Cli", "Compute everything, keep nothing for later.")});
    parser.addOption(
        {QStringLiteral("status"), QCoreApplication::translate("Cli", "Tell how long the queue is and who works.")});
    addModelOptions(parser);
}

ExitCode WorkerCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    if (!parser.positionalArguments().isEmpty())
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "worker takes no arguments."),
                          QCoreApplication::translate("Cli", "consultantos-cli worker --help lists the options."));
    const auto options = optionsOf(parser);
    if (!options)
        return failed(terminal, options.error());
    const auto port = numberOption<int>(parser, QStringLiteral("metrics-port"), 0, 1, 65'535);
    if (!port)
        return failed(terminal, port.error());
    const auto format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    const auto withModel = withModelOptions(line, parser);
    if (!withModel)
        return failed(terminal, withModel.error());
    const InterruptWatcher interrupt;
    auto services = CliServices::open(*withModel, terminal);
    if (!services)
        return failed(terminal, services.error());
    const auto jobs = (*services)->jobs();
    if (!jobs)
        return failed(terminal, jobs.error());
    const auto queue = (*services)->workQueue(**jobs);
    if (!queue)
        return failed(terminal, queue.error());
    if (parser.isSet(QStringLiteral("status")))
        return show(**queue, (*services)->clock(), *format == TableFormat::Json, terminal);
    if (parser.isSet(QStringLiteral("no-cache")))
        (*services)->bypassCache();
    if (const auto network = (*services)->network(); !network)
        terminal.error(network.error());
    auto &analysis = (*services)->analysis();
    WorkerServices parts;
    parts.queue = *queue;
    parts.jobs = *jobs;
    parts.clock = std::make_shared<SystemClock>();
    parts.analyse = [&analysis](const AnalysisRequest &request, const QString &reportId,
                                const CancellationToken &cancel, ProgressSink progress) {
        return analysis.analyse(request, cancel, std::move(progress), CacheUse::Use, {}, reportId);
    };
    parts.keep = [reports = (*services)->storage().reports](const Report &report) { return reports->keep(report); };
    const auto worker = std::make_shared<Worker>(std::move(parts), *options);
    (*services)->metrics()->addSource([worker] { return workerFamilies(worker->figures()); });
    std::unique_ptr<WorkerMetrics> page;
    if (*port > 0) {
        auto started = WorkerMetrics::start(quint16(*port), *worker, *queue, (*services)->metrics());
        if (!started)
            return failed(terminal, started.error());
        page = *std::move(started);
        terminal.note(QCoreApplication::translate("Cli", "Metrics: %1/metrics").arg(page->url()));
    }
    // Without a place to keep them the worker works all the same.
    const auto measuring = (*services)->keepMeasurements();
    if (!measuring)
        terminal.error(measuring.error());
    terminal.note(QCoreApplication::translate("Cli", "Worker %1 takes jobs; Ctrl-C ends it.").arg(options->name));
    worker->run(interrupt.token());
    const auto figures = worker->figures();
    terminal.note(QCoreApplication::translate("Cli",
                                              "Analyses ended: %1, failed among them: %2, handed back: %3, taken "
                                              "over by others: %4.")
                      .arg(QString::number(figures.finished), QString::number(figures.failed),
                           QString::number(figures.handedBack), QString::number(figures.lost)));
    return ExitCode::Done;
}

} // namespace consultantos
