// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_services.h"

#include "agents/analysis_service.h"
#include "agents/monitoring/monitor_service.h"
#include "agents/quality/second_opinion.h"
#include "analysis/frameworks/data/framework_catalogue.h"
#include "base/crash_note.h"
#include "base/paths.h"
#include "base/required_resources.h"
#include "base/setting_declaration.h"
#include "base/version.h"
#include "cache/cache_manager.h"
#include "cache/cache_metrics.h"
#include "cache/cache_store.h"
#include "egress/keychain_secret_store.h"
#include "evidence/sources/network_access.h"
#include "llm/privacy/sending_consent.h"
#include "metrics/process_metrics.h"
#include "metrics/program_metrics.h"
#include "metrics/series_sampler.h"
#include "metrics/time_series.h"
#include "sealing_desk.h"
#include "storage/audit_log.h"
#include "storage/backup/restore.h"
#include "storage/database.h"
#include "storage/engagement.h"
#include "storage/job_claims.h"
#include "storage/job_repository.h"
#include "storage/metrics_repository.h"
#include "storage/money_ledger.h"
#include "storage/user_repository.h"
#include "team/work_queue.h"

#include <QCoreApplication>
#include <QDir>

namespace consultantos {

namespace {

/// Finishes a restore that was cut short or waits.
Status settleDataFolder(const QString &folder, Terminal &terminal)
{
    constexpr std::chrono::milliseconds Patience{10'000};
    const auto settled = finishRestore(folder, Patience);
    if (!settled)
        return tl::unexpected(settled.error());
    if (*settled == PendingRestore::Done)
        terminal.note(QCoreApplication::translate("Cli", "A restore that had begun before was finished."));
    else if (*settled == PendingRestore::Waiting)
        terminal.note(QCoreApplication::translate(
            "Cli", "A restore waits until all programs that work with the data folder have ended."));
    return {};
}

/// The settings that the command itself gives, by the name of their variable.
QMap<QString, QString> askedSettings(const CommandLine &line)
{
    auto asked = line.environment;
    if (line.isOffline)
        asked.insert(QStringLiteral("CONSULTANTOS_OFFLINE"), QStringLiteral("true"));
    if (!line.language.isEmpty())
        asked.insert(QStringLiteral("CONSULTANTOS_LANGUAGE"), line.language);
    return asked;
}

/// What the command itself asks for is refused where the policy doesn't allow it: going on with another value in silence
/// would send to the network what --offline was to keep here, or answer without the model that was named.
Status admitAsked(const CommandLine &line, const Settings &settings)
{
    const auto asked = askedSettings(line);
    for (const auto &declaration : settingDeclarations()) {
        const auto value = asked.constFind(QLatin1String(declaration.environmentName));
        if (value == asked.constEnd())
            continue;
        if (auto admitted = settings.admit(declaration, *value); !admitted)
            return admitted;
    }
    return {};
}

} // namespace

CliServices::CliServices() = default;

CliServices::~CliServices()
{
    m_monitors.reset();
    // Cancels and waits for its analyses; only then may the pool and the stores go.
    m_analysis.reset();
    m_pool.waitForDone();
}

QProcessEnvironment CliServices::environment(const CommandLine &line)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    const auto asked = askedSettings(line);
    for (auto it = asked.cbegin(); it != asked.cend(); ++it)
        environment.insert(it.key(), it.value());
    return environment;
}

Result<std::unique_ptr<CliServices>> CliServices::open(const CommandLine &line, Terminal &terminal)
{
    const auto folder = dataDir(line.dataDir);
    // A restore brings other settings, too.
    if (const auto settled = settleDataFolder(folder, terminal); !settled)
        return tl::unexpected(settled.error());
    const auto settings = Settings::load(folder, environment(line));
    if (!settings)
        return tl::unexpected(settings.error());
    if (const auto admitted = admitAsked(line, *settings); !admitted)
        return tl::unexpected(admitted.error());
    if (const auto found = requireResources(); !found)
        return tl::unexpected(found.error());

    std::unique_ptr<CliServices> services(new CliServices);
    services->m_settings = *settings;
    services->m_clock = std::make_shared<SystemClock>();
    services->m_pool.setMaxThreadCount(settings->maxConcurrentAgents() + 2);

    if (const auto note = takeCrashNote(folder))
        terminal.note(QCoreApplication::translate("Cli", "The program stopped unexpectedly on %1 (%2); the note is %3.")
                          .arg(note->when.toString(Qt::ISODate), note->reason, note->path));
    LogOptions log;
    log.directory = QDir(folder).filePath(QStringLiteral("logs"));
    log.level = settings->logLevel();
    // Without a log the work goes on; the stores below say it if the folder can't be written at all.
    // What is for the log is not for the user's terminal then either.
    if (auto session = LogSession::start(log))
        services->m_log = std::move(*session);
    else
        QLoggingCategory::setFilterRules(QStringLiteral("consultantos.*=false"));

    const auto engagement = openEngagement(folder, line.engagement);
    if (!engagement)
        return tl::unexpected(engagement.error());
    if (engagement->isNew)
        terminal.note(
            QCoreApplication::translate("Cli", "The engagement \"%1\" is new; it begins empty.").arg(engagement->name));
    services->m_metrics = std::make_shared<ProgramMetrics>(services->m_settings.performanceMetricsEnabled());
    services->m_metrics->addSource(processFamilies);
    services->m_secrets = std::make_shared<LayeredSecretStore>(
        std::make_shared<EnvironmentSecretStore>(QProcessEnvironment::systemEnvironment()),
        std::make_shared<KeychainSecretStore>());
    auto server = openTeamServer(settings->store(), *services->m_secrets);
    if (!server)
        return tl::unexpected(server.error());
    auto storage =
        Storage::open(StorePlace::of(*engagement, *std::move(server)), services->m_clock, services->m_metrics);
    if (!storage)
        return tl::unexpected(storage.error());
    services->m_storage = std::move(*storage);
    services->m_dataDir = folder;
    services->m_storeFolder = engagement->folder;
    services->m_engagement = engagement->name;
    services->m_terminal = &terminal;
    for (const auto &notice : services->m_storage.notices)
        terminal.error(notice);
    if (const auto installed = installCrashHandler(folder, QString::fromLatin1(Version)); !installed)
        qCWarning(lcApp) << "no crash note will be written:" << installed.error().message;
    if (const auto connected = services->connectEvidence(); !connected)
        return tl::unexpected(connected.error());
    return services;
}

CacheStore &CliServices::cache()
{
    if (!m_cache) {
        m_cache = CacheStore::open({m_settings, m_storeFolder, CacheScope::of(m_engagement, resourceDir())}, &m_pool,
                                   m_clock);
        m_storage.documents->keepSearches(m_cache->access());
        for (const auto &notice : m_cache->notices())
            m_terminal->error(notice);
    }
    return *m_cache;
}

CacheAccess CliServices::cacheAccess()
{
    return m_isCacheBypassed ? CacheAccess() : cache().access();
}

Result<std::shared_ptr<MoneyLedger>> CliServices::money()
{
    if (!m_money) {
        auto database = m_storage.place.open(Storage::moneyPath(m_storeFolder), MoneyLedger::schema(), m_clock,
                                             DatabaseOptions().measuredBy(m_metrics));
        if (!database)
            return tl::unexpected(database.error());
        if ((*database)->notice())
            m_terminal->error(*(*database)->notice());
        m_money = std::make_shared<MoneyLedger>(std::move(*database));
    }
    return m_money;
}

Result<std::shared_ptr<JobRepository>> CliServices::jobs()
{
    std::optional<Error> notice;
    auto jobs = JobRepository::open(m_settings.isWorkShared() ? m_storage.place : StorePlace(m_storeFolder), m_clock,
                                    m_metrics, &notice);
    if (notice)
        m_terminal->error(*notice);
    return jobs;
}

Result<CliServices::People> CliServices::people()
{
    StorePlace place(m_dataDir);
    place.server = m_storage.place.server;
    const auto database = UserRepository::openDatabase(place, m_clock);
    if (!database)
        return tl::unexpected(database.error());
    return People{std::make_shared<UserRepository>(*database, m_clock), std::make_shared<AuditLog>(*database)};
}

Result<std::shared_ptr<WorkQueue>> CliServices::workQueue(const JobRepository &jobs)
{
    if (m_settings.redisUrl().isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Cli", "A team's work queue needs a Redis server, and redis_url is "
                                                       "empty."),
                    QCoreApplication::translate("Cli", "Set REDIS_URL, such as redis://127.0.0.1:6379."));
    auto endpoint = RedisEndpoint::parse(m_settings.redisUrl());
    if (!endpoint)
        return tl::unexpected(endpoint.error());
    const auto store = JobClaims(jobs).storeId();
    if (!store)
        return tl::unexpected(store.error());
    return std::make_shared<WorkQueue>(*std::move(endpoint), *store, WorkQueue::Limits());
}

std::shared_ptr<ProgramMetrics> CliServices::metrics()
{
    if (!m_isCacheMeasured && !m_isCacheBypassed) {
        m_isCacheMeasured = true;
        m_metrics->addSource([manager = cache().access().manager] { return cacheFamilies(manager->stats()); });
    }
    return m_metrics;
}

Result<std::unique_ptr<SeriesSampler>> CliServices::keepMeasurements()
{
    if (!m_metrics->isEnabled())
        return nullptr;
    auto history = MetricsRepository::open(m_dataDir, m_clock);
    if (!history)
        return tl::unexpected(history.error());
    return std::make_unique<SeriesSampler>(
        std::make_shared<TimeSeries>(metrics(), m_clock, *std::move(history), ProgramKind::Server));
}

void CliServices::recordAnalyses(std::shared_ptr<SealingDesk> desk)
{
    m_sealingDesk = std::move(desk);
    m_sealingDesk->takeFrameworksFrom(FrameworkCatalogue::folderIn(m_dataDir));
}

AnalysisService &CliServices::analysis()
{
    if (!m_analysis) {
        AnalysisOptions options;
        options.maxConcurrentAgents = m_settings.maxConcurrentAgents();
        options.agentTimeout = m_settings.agentTimeout();
        options.asksSecondOpinion =
            consultantos::asksSecondOpinion(Settings::describe(m_dataDir, QProcessEnvironment::systemEnvironment()));
        // A setting that can't be used was told before: without a network the analysis goes on.
        AnalysisSources sources{m_facts, m_storage.documents, network().value_or(nullptr), [this] { return intake(); },
                                cacheAccess()};
        sources.metrics = m_metrics;
        sources.edits = [edits = m_storage.edits](const QString &company, const QString &question) {
            return edits->carriedFor(company, question);
        };
        sources.settled = [reports = m_storage.reports](const QString &company, const QString &question) {
            return reports->settledFor(company, question);
        };
        sources.frameworks = [frameworks = FrameworkCatalogue::load(
                                  resourceDir(), FrameworkCatalogue::folderIn(m_dataDir))] { return frameworks; };
        if (m_promptRecord)
            sources.network = nullptr;
        if (m_sealingDesk)
            sources.witness = [desk = m_sealingDesk](const Report &report, Result<RecordedAnalysis> recorded) {
                desk->take(report, std::move(recorded));
            };
        // What is wrong with the model was told before, too.
        sources.model = [model = model().value_or(nullptr)] { return model; };
        m_analysis = std::make_unique<AnalysisService>(sources, resourceDir(), &m_pool, m_clock, options);
    }
    return *m_analysis;
}

} // namespace consultantos
