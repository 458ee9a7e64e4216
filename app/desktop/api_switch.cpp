// SPDX-License-Identifier: GPL-3.0-or-later
#include "api_switch.h"
#include "base/paths.h"

#include "agents/analysis_service.h"
#include "agents/company_comparer.h"
#include "agents/forecast_service.h"
#include "analysis/frameworks/data/framework_catalogue.h"
#include "analysis/templates/report_template.h"
#include "base/logging.h"
#include "metrics/program_metrics.h"
#include "monitors/monitor_access.h"
#include "server/api/access_tokens.h"
#include "server/api/api_server.h"
#include "server/api/engine_services.h"
#include "team/team_jobs.h"

#include <algorithm>

namespace consultantos {

struct ApiSwitch::Served {
    EngineParts parts;
    QString storeFolder;
    std::shared_ptr<const TeamJobsServices> team; ///< null: this program does what is ordered
};

ApiSwitch::ApiSwitch(QString dataDir)
    : m_dataDir(std::move(dataDir))
{
}

ApiSwitch::~ApiSwitch() = default;

ApiState ApiSwitch::use(const AppServices &stores, const Settings &settings)
{
    EngineParts parts;
    parts.clock = stores.clock;
    parts.reports = stores.reports;
    parts.metrics = stores.metrics;
    parts.exportLook = [dataDir = m_dataDir, environment = stores.environment] {
        auto options = exportOptions(Settings::describe(dataDir, environment));
        if (options)
            options->languages = ReportLanguages(resourceDir());
        return options;
    };
    parts.monitors = stores.monitors ? stores.monitors->service : nullptr;
    parts.analyse = [analysis = stores.analysis](const AnalysisRequest &request, const CancellationToken &cancel,
                                                 ProgressSink progress) {
        return analysis->analyse(request, cancel, std::move(progress));
    };
    parts.forecast = [analysis = stores.analysis](const ForecastOrder &order, const CancellationToken &cancel) {
        return analysis->forecasts().and_then(
            [&](const auto &forecasts) { return forecasts->forecast(order, cancel); });
    };
    parts.desk = std::make_shared<const ReportDesk>(
        ReportDesk{stores.editor, std::make_shared<const CompanyComparer>(stores.facts, stores.reports, resourceDir()),
                   reportReviewer(resourceDir(), stores.facts),
                   [analysis = stores.analysis, folder = ReportTemplates::folderIn(m_dataDir)] {
                       return ReportTemplates::load(resourceDir(), folder, analysis->frameworks()->ids());
                   }});
    parts.frameworks = [analysis = stores.analysis] { return analysis->frameworks()->ids(); };
    parts.converse = [converse = stores.converse](const ChatTurn &turn, const CancellationToken &cancel) {
        return converse(turn, {}, cancel);
    };
    {
        const std::lock_guard lock(m_changing);
        m_server.reset();
        m_served = std::make_unique<Served>(Served{std::move(parts), stores.storeFolder, stores.teamParts});
    }
    return apply(settings);
}

ApiState ApiSwitch::apply(const Settings &settings)
{
    const std::lock_guard changing(m_changing);
    const auto port = settings.apiPort();
    ApiState state;
    if (!settings.apiEnabled() || !m_served) {
        m_server.reset();
    } else if (m_server && m_port == port) {
        return this->state();
    } else {
        m_server.reset();
        state = start(settings);
        if (state.problem)
            qCWarning(lcServer).noquote() << "the API does not answer:" << state.problem->toText();
    }
    const std::lock_guard lock(m_mutex);
    m_state = state;
    return state;
}

ApiState ApiSwitch::start(const Settings &settings)
{
    m_port = settings.apiPort();
    std::optional<Error> notice;
    const auto &team = m_served->team;
    auto jobs =
        team ? Result<std::shared_ptr<JobRepository>>(team->jobs)
             : JobRepository::open(m_served->storeFolder, m_served->parts.clock, m_served->parts.metrics, &notice);
    if (!jobs)
        return {{}, {}, jobs.error()};
    if (notice)
        qCWarning(lcServer).noquote() << notice->toText();
    ApiOptions options;
    options.server.port = m_port;
    options.jobs.running = std::max(options.jobs.running, settings.maxConcurrentAgents());
    options.dataDir = m_dataDir;
    options.storeFolder = m_served->storeFolder;
    auto services = engineServices(m_served->parts);
    if (team)
        services.team = [team] { return std::make_unique<TeamJobs>(*team); };
    auto server = ApiServer::start(options, services, *jobs);
    if (!server)
        return {{}, {}, server.error()};
    m_server = *std::move(server);
    qCInfo(lcServer).noquote() << "serving on" << m_server->url();
    return {m_server->url(), AccessTokens::tokenPath(m_dataDir), {}};
}

ApiState ApiSwitch::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

} // namespace consultantos
