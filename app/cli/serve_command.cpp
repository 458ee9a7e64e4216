// SPDX-License-Identifier: GPL-3.0-or-later
#include "serve_command.h"

#include "agents/analysis_service.h"
#include "agents/company_comparer.h"
#include "agents/conversation/conversation_service.h"
#include "agents/forecast_service.h"
#include "agents/monitoring/monitor_runner.h"
#include "analysis/frameworks/data/framework_catalogue.h"
#include "analysis/templates/report_template.h"
#include "base/paths.h"
#include "cli_services.h"
#include "interrupt_watcher.h"
#include "metrics/series_sampler.h"
#include "model_options.h"
#include "option_values.h"
#include "report_editing.h"
#include "report_output.h"
#include "server/api/api_server.h"
#include "server/api/engine_services.h"
#include "storage/postgres/postgres_server.h"
#include "storage/upkeep/upkeep.h"
#include "team/team_jobs.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

Result<ApiOptions> optionsOf(const QCommandLineParser &parser)
{
    ApiOptions options;
    constexpr double LastPort = 65'535;
    const auto port = numberOption<double>(parser, QStringLiteral("port"), 0, 0, LastPort);
    if (!port)
        return tl::unexpected(port.error());
    const auto rate = numberOption<double>(parser, QStringLiteral("rate-limit"), 0, 0, 1e9);
    if (!rate)
        return tl::unexpected(rate.error());
    options.server.port = static_cast<quint16>(*port);
    if (parser.isSet(QStringLiteral("host")))
        options.server.host = parser.value(QStringLiteral("host"));
    options.server.certificatePath = parser.value(QStringLiteral("tls-cert"));
    options.server.keyPath = parser.value(QStringLiteral("tls-key"));
    if (options.server.certificatePath.isEmpty() != options.server.keyPath.isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Cli", "--tls-cert and --tls-key belong together."));
    options.access.requestsPerMinute = *rate;
    options.access.allowsAnonymous = parser.isSet(QStringLiteral("allow-anonymous"));
    options.access.hosts = parser.values(QStringLiteral("allow-host"));
    options.access.allowedOrigins = parser.values(QStringLiteral("allow-origin"));
    return options;
}

Result<ApiServices> servicesOf(CliServices &services, const CommandLine &line)
{
    const auto conversations = services.conversation(false);
    if (!conversations)
        return tl::unexpected(conversations.error());
    EngineParts parts;
    parts.clock = std::make_shared<SystemClock>();
    parts.reports = services.storage().reports;
    parts.metrics = services.metrics();
    parts.exportLook = [line] { return ReportOutput::lookOf(line); };
    auto &analysis = services.analysis();
    parts.analyse = [&analysis](const AnalysisRequest &request, const CancellationToken &cancel,
                                ProgressSink progress) {
        return analysis.analyse(request, cancel, std::move(progress));
    };
    parts.frameworks = [&analysis] { return analysis.frameworks()->ids(); };
    parts.forecast = [&analysis](const ForecastOrder &order, const CancellationToken &cancel) {
        return analysis.forecasts().and_then([&](const auto &forecasts) { return forecasts->forecast(order, cancel); });
    };
    const std::shared_ptr<const FactStore> facts(std::shared_ptr<void>(), &services.facts());
    parts.desk = std::make_shared<const ReportDesk>(ReportDesk{
        std::make_shared<const ReportEditor>(editorOf(services)),
        std::make_shared<const CompanyComparer>(facts, services.storage().reports, resourceDir()),
        reportReviewer(resourceDir(), facts), [&analysis, folder = ReportTemplates::folderIn(dataDir(line.dataDir))] {
            return ReportTemplates::load(resourceDir(), folder, analysis.frameworks()->ids());
        }});
    const auto monitors = services.monitors();
    if (!monitors)
        return tl::unexpected(monitors.error());
    parts.monitors = *monitors;
    parts.converse = [conversations = *conversations](const ChatTurn &turn, const CancellationToken &cancel) {
        return conversations->ask(turn, {}, cancel);
    };
    return engineServices(std::move(parts));
}

QString scopeName(std::optional<AccessScope> scope)
{
    if (!scope)
        return QStringLiteral("-");
    switch (*scope) {
    case AccessScope::Read:
        return QStringLiteral("read");
    case AccessScope::Run:
        return QStringLiteral("run");
    case AccessScope::Admin:
        break;
    }
    return QStringLiteral("admin");
}

void listRoutes(Terminal &terminal)
{
    for (const auto &route : ApiServer::routes())
        terminal.line(
            QStringLiteral("%1 %2 %3").arg(QString::fromLatin1(route.method), route.pattern, scopeName(route.scope)));
}

} // namespace

QString ServeCommand::name() const
{
    return QStringLiteral("serve");
}

QString ServeCommand::summary() const
{
    return QCoreApplication::translate("Cli", "serve the HTTP API until interrupted");
}

void ServeCommand::describe(QCommandLineParser &parser) const
{
    const auto add = [&parser](const char *name, const QString &description, const QString &value) {
        parser.addOption({QString::fromLatin1(name), description, value});
    };
    add("host", QCoreApplication::translate("Cli", "Address to listen on (127.0.0.1: this machine alone)."),
        QStringLiteral("address"));
    add("port", QCoreApplication::translate("Cli", "Port (of the settings, 8080); 0: any that is free."),
        QStringLiteral("number"));
    add("rate-limit", QCoreApplication::translate("Cli", "Requests a minute of each token; 0: without limit."),
        QStringLiteral("number"));
    add("tls-cert", QCoreApplication::translate("Cli", "Certificate with its chain, PEM."), QStringLiteral("file"));
    add("tls-key", QCoreApplication::translate("Cli", "Its key, PEM, without a passphrase."), QStringLiteral("file"));
    add("allow-host", QCoreApplication::translate("Cli", "Further name of this server; may be repeated."),
        QStringLiteral("name"));
    add("allow-origin",
        QCoreApplication::translate("Cli", "Origin whose pages may ask, e.g. https://intranet; may be repeated."),
        QStringLiteral("origin"));
    parser.addOption({QStringLiteral("allow-anonymous"),
                      QCoreApplication::translate("Cli", "Ask for no token, on this machine alone.")});
    parser.addOption({QStringLiteral("insecure"),
                      QCoreApplication::translate("Cli", "Allow other machines without TLS: behind a proxy alone.")});
    parser.addOption({QStringLiteral("list-routes"),
                      QCoreApplication::translate("Cli", "Print method, path and scope of each request, and end.")});
    addModelOptions(parser);
}

ExitCode ServeCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    if (!parser.positionalArguments().isEmpty())
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "serve takes no arguments."),
                          QCoreApplication::translate("Cli", "consultantos-cli serve --help lists the options."));
    if (parser.isSet(QStringLiteral("list-routes"))) {
        listRoutes(terminal);
        return ExitCode::Done;
    }
    auto options = optionsOf(parser);
    if (!options)
        return failed(terminal, options.error());
    const auto withModel = withModelOptions(line, parser);
    if (!withModel)
        return failed(terminal, withModel.error());
    const InterruptWatcher interrupt;
    auto services = CliServices::open(*withModel, terminal);
    if (!services)
        return failed(terminal, services.error());
    if (const auto &team = (*services)->storage().place.server)
        team->beginListening();
    if (const auto network = (*services)->network(); !network)
        terminal.error(network.error());
    auto api = servicesOf(**services, line);
    if (!api)
        return failed(terminal, api.error());
    const auto jobs = (*services)->jobs();
    if (!jobs)
        return failed(terminal, jobs.error());
    const auto people = (*services)->people();
    if (!people)
        return failed(terminal, people.error());
    api->users = people->users;
    api->audit = people->audit;
    api->engagement = (*services)->engagement();
    if (const auto &place = (*services)->storage().place; place.server)
        api->speakFor = [server = place.server, id = place.engagementId](const QString &user, bool writes) {
            return server->speakFor(user, id, writes);
        };
    if ((*services)->settings().isWorkShared()) {
        const auto queue = (*services)->workQueue(**jobs);
        if (!queue)
            return failed(terminal, queue.error());
        api->team = [parts = TeamJobsServices{*queue, *jobs, (*services)->storage().reports, api->clock}] {
            return std::make_unique<TeamJobs>(parts);
        };
    }
    if (!parser.isSet(QStringLiteral("port")))
        options->server.port = (*services)->settings().apiPort();
    options->dataDir = dataDir(line.dataDir);
    options->storeFolder = (*services)->storeFolder();
    // Each analysis has one agent at least: fewer of them would leave agents' places empty.
    options->jobs.running = std::max(options->jobs.running, (*services)->settings().maxConcurrentAgents());
    auto server = ApiServer::start(*options, *api, *jobs, parser.isSet(QStringLiteral("insecure")));
    if (!server)
        return failed(terminal, server.error());
    auto monitoring = std::make_unique<MonitorRunner>(api->monitors);
    // Without a place to keep them the server serves all the same.
    const auto measuring = (*services)->keepMeasurements();
    if (!measuring)
        terminal.error(measuring.error());
    terminal.note(QCoreApplication::translate("Cli", "Serving on %1; Ctrl-C ends it.").arg((*server)->url()));
    if (!options->access.allowsAnonymous)
        terminal.note(
            QCoreApplication::translate("Cli", "The token is in %1.").arg(AccessTokens::tokenPath(options->dataDir)));
    const Upkeep upkeep(
        options->dataDir, [&] { return Settings::load(options->dataDir, CliServices::environment(line)); },
        std::make_shared<SystemClock>());
    constexpr std::chrono::hours Long{24};
    while (!interrupt.token().waitFor(Long)) {
    }
    terminal.note(QCoreApplication::translate("Cli", "Ending: what is under way is finished first."));
    monitoring.reset();
    server->reset();
    return ExitCode::Done;
}

} // namespace consultantos
