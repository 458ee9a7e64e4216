// SPDX-License-Identifier: GPL-3.0-or-later
#include "services.h"

#include "agents/analysis_preview.h"
#include "agents/editing/report_editor.h"
#include "agents/monitoring/monitor_runner.h"
#include "agents/quality/second_opinion.h"
#include "analysis/frameworks/data/framework_catalogue.h"
#include "api_switch.h"
#include "base/paths.h"
#include "base/version.h"
#include "cache/cache_manager.h"
#include "cache/cache_metrics.h"
#include "cache/cache_store.h"
#include "engine.h"
#include "evidence/claims/claim_desk.h"
#include "llm/local/local_models.h"
#include "llm/model_access.h"
#include "metrics/process_metrics.h"
#include "metrics/program_metrics.h"
#include "metrics/series_sampler.h"
#include "metrics/time_series.h"
#include "monitors.h"
#include "monitors/monitor_access.h"
#include "storage/backup/restore.h"
#include "storage/engagement.h"
#include "storage/metrics_repository.h"
#include "storage/postgres/postgres_server.h"
#include "storage/postgres/team_engagements.h"
#include "storage/storage.h"
#include "storage/upkeep/upkeep.h"
#include "team.h"
#include "team/job_backend.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcessEnvironment>

#include <mutex>

namespace consultantos {

/// The cache of the engagement that is open, for the measurements.
class MeasuredCache {
public:
    void use(const std::shared_ptr<CacheManager> &manager)
    {
        const std::lock_guard lock(m_mutex);
        m_manager = manager;
    }
    [[nodiscard]] QList<FamilySnapshot> families() const
    {
        const auto manager = [this] {
            const std::lock_guard lock(m_mutex);
            return m_manager.lock();
        }();
        return manager ? cacheFamilies(manager->stats()) : QList<FamilySnapshot>();
    }

private:
    mutable std::mutex m_mutex;
    std::weak_ptr<CacheManager> m_manager;
};

namespace {

void useStores(const AppServices &stores, AppServices &services)
{
    services.engagement = stores.engagement;
    services.storeFolder = stores.storeFolder;
    services.facts = stores.facts;
    services.team = stores.team;
    services.teamParts = stores.teamParts;
    services.teamUser = stores.teamUser;
    services.analysis = stores.analysis;
    services.cache = stores.cache;
    services.reports = stores.reports;
    services.editor = stores.editor;
    services.documents = stores.documents;
    services.network = stores.network;
    services.models = stores.models;
    services.consent = stores.consent;
    services.previewAnalysis = stores.previewAnalysis;
    services.money = stores.money;
    services.ledger = stores.ledger;
    services.takeFile = stores.takeFile;
    services.removeDocument = stores.removeDocument;
    services.renderPage = stores.renderPage;
    services.ask = stores.ask;
    services.conversations = stores.conversations;
    services.converse = stores.converse;
    services.previewChat = stores.previewChat;
    services.saveTemplate = stores.saveTemplate;
    services.monitors = stores.monitors;
}

/// Those of this computer, or those of the team that the user has a right to. Where the server can't tell, those that were
/// opened here.
QStringList knownEngagements(const QString &dataDir, const std::shared_ptr<PostgresServer> &server)
{
    if (!server)
        return engagementNames(dataDir);
    const auto known = teamEngagements(*server);
    if (!known) {
        qCWarning(lcApp).noquote() << "the team's engagements aren't known:" << known.error().toText();
        return engagementNames(dataDir);
    }
    QStringList names;
    for (const auto &engagement : *known) {
        if (!engagement.isMain())
            names.append(engagement.title);
    }
    return names;
}

Error restoreWaits()
{
    return {ErrorCode::Busy,
            QCoreApplication::translate("Engine", "A restore waits: another program works with the data folder."),
            QCoreApplication::translate("Engine", "End this window, the server and other commands; the next start "
                                                  "finishes it."),
            true};
}

} // namespace

Services::Services() = default;

Services::~Services()
{
    m_upkeep.reset();
    m_monitorRunner.reset();
    m_api.reset();
    m_app.monitors.reset();
    m_app.team.reset();
    m_app.teamParts.reset();
    // Cancels and waits for its analyses; only then may the pool and the stores go.
    m_app.analysis.reset();
    m_app.previewAnalysis = {};
    m_pool.waitForDone();
    m_sampler.reset();
    m_app.cache.reset();
    m_caches.clear();
}

Status Services::open(const QString &dataDir, const QString &engagement, const QString &store, bool isOffline)
{
    m_app.dataDir = dataDir;
    m_app.environment = QProcessEnvironment::systemEnvironment();
    if (!store.isEmpty())
        m_app.environment.insert(QStringLiteral("CONSULTANTOS_STORE"), store);
    if (isOffline)
        m_app.environment.insert(QStringLiteral("CONSULTANTOS_OFFLINE"), QStringLiteral("true"));
    // A restore that the window prepared, or that was cut short; it brings other settings, too.
    constexpr std::chrono::milliseconds Patience{15'000};
    const auto restored = finishRestore(dataDir, Patience);
    if (!restored)
        return tl::unexpected(restored.error());
    auto settings = Settings::load(dataDir, m_app.environment);
    if (!settings)
        return tl::unexpected(settings.error());
    m_app.settings = *settings;
    m_app.clock = std::make_shared<SystemClock>();
    m_app.pool = &m_pool;
    // Two beyond the agents, so that the window's own reading never waits for them.
    m_pool.setMaxThreadCount(m_app.settings.maxConcurrentAgents() + 2);

    // Without a log or a crash note the program works all the same; the user is told.
    m_app.crashNote = takeCrashNote(dataDir);
    LogOptions log;
    log.directory = dataDir + QStringLiteral("/logs");
    log.level = m_app.settings.logLevel();
    if (auto session = LogSession::start(log))
        m_log = std::move(*session);
    else
        m_app.notices.append(session.error());

    m_options.maxConcurrentAgents = m_app.settings.maxConcurrentAgents();
    m_options.agentTimeout = m_app.settings.agentTimeout();
    m_options.asksSecondOpinion = asksSecondOpinion(Settings::describe(dataDir, m_app.environment));
    m_secrets = programSecrets(m_app.environment);
    m_localModels =
        std::make_shared<LocalModels>(m_app.settings, m_app.environment, LocalServerServices::standard(m_app.clock));
    startMeasuring();
    auto stores = openStores(engagement);
    if (!stores)
        return tl::unexpected(stores.error());
    m_api = std::make_unique<ApiSwitch>(dataDir);
    serve(*stores);
    if (const auto installed = installCrashHandler(dataDir, QString::fromLatin1(Version)); !installed)
        m_app.notices.append(installed.error());
    m_app.notices += stores->notices;
    if (*restored == PendingRestore::Waiting)
        m_app.notices.append(restoreWaits());
    m_upkeep = std::make_unique<Upkeep>(
        dataDir, [dataDir, environment = m_app.environment] { return Settings::load(dataDir, environment); },
        m_app.clock);
    useStores(*stores, m_app);
    watchMonitors();
    m_app.switchServer = [this](const Settings &changed) { return m_api->apply(changed); };
    m_app.serverState = [this] { return m_api->state(); };
    const ReportLanguages languages(resourceDir());
    m_app.writers = reportWriters(
        [dataDir, languages, environment = m_app.environment] {
            auto options = exportOptions(Settings::describe(dataDir, environment));
            if (options)
                options->languages = languages;
            return options;
        },
        languages);
    m_app.engagementNames = [dataDir, server = m_teamServer] { return knownEngagements(dataDir, server); };
    m_app.openEngagement = [this](const QString &name) { return changeEngagement(name); };
    return {};
}

void Services::startMeasuring()
{
    m_measuredCache = std::make_shared<MeasuredCache>();
    m_app.metrics = std::make_shared<ProgramMetrics>(m_app.settings.performanceMetricsEnabled());
    if (!m_app.metrics->isEnabled())
        return;
    m_app.metrics->addSource(processFamilies);
    m_app.metrics->addSource([cache = m_measuredCache] { return cache->families(); });
    const auto history = MetricsRepository::open(m_app.dataDir, m_app.clock);
    if (!history)
        m_app.notices.append(history.error());
    m_app.series = std::make_shared<TimeSeries>(m_app.metrics, m_app.clock, history.value_or(nullptr));
    m_sampler = std::make_unique<SeriesSampler>(m_app.series);
}

Result<AppServices> Services::openStores(const QString &engagement)
{
    const auto opened = openEngagement(m_app.dataDir, engagement);
    if (!opened)
        return tl::unexpected(opened.error());
    if (!m_teamServer) {
        auto server = openTeamServer(m_app.settings.store(), *m_secrets);
        if (!server)
            return tl::unexpected(server.error());
        m_teamServer = *std::move(server);
        if (m_teamServer)
            m_teamServer->beginListening();
    }
    const auto storage = Storage::open(StorePlace::of(*opened, m_teamServer), m_app.clock, m_app.metrics);
    if (!storage)
        return tl::unexpected(storage.error());
    AppServices stores;
    stores.metrics = m_app.metrics;
    stores.clock = m_app.clock;
    stores.storeFolder = opened->folder;
    stores.engagement = opened->name;
    stores.notices = storage->notices;
    stores.reports = storage->reports;
    stores.documents = storage->documents;
    // As they are now: this may be long after the start, and a wrong value was told when it was made.
    const auto settings = Settings::load(m_app.dataDir, m_app.environment).value_or(m_app.settings);
    stores.cache =
        CacheStore::open({settings, opened->folder, CacheScope::of(opened->name, resourceDir())}, &m_pool, m_app.clock);
    stores.notices += stores.cache->notices();
    m_caches.push_back(stores.cache);
    storage->documents->keepSearches(stores.cache->access());
    m_measuredCache->use(stores.cache->access().manager);
    const auto recognition = settings.recognisesScannedPages() ? TextRecognition::installed() : TextRecognition();
    const auto starterFacts =
        settings.isSourceEnabled(QStringLiteral("starter_facts")) ? StarterFacts::Use : StarterFacts::LeaveOut;
    const auto intake = addEvidence(stores, *storage, opened->folder, resourceDir(),
                                    {recognition, stores.cache->access()}, starterFacts);
    if (!intake)
        return tl::unexpected(intake.error());
    addNetwork(stores, *storage, settings, m_secrets, m_app.clock);
    addModels(stores, {storage->place, resourceDir(), m_app.dataDir}, settings, m_secrets, m_app.clock, m_localModels);
    addConversations(stores, *storage, resourceDir(), m_app.clock);
    AnalysisSources sources{stores.facts, storage->documents, stores.network, *intake, stores.cache->access()};
    sources.metrics = m_app.metrics;
    sources.edits = [edits = storage->edits](const QString &company, const QString &question) {
        return edits->carriedFor(company, question);
    };
    sources.settled = [reports = storage->reports](const QString &company, const QString &question) {
        return reports->settledFor(company, question);
    };
    // Read anew for each analysis: the user may be writing one.
    sources.frameworks = [folder = FrameworkCatalogue::folderIn(m_app.dataDir)] {
        return FrameworkCatalogue::load(resourceDir(), folder);
    };
    if (stores.models) {
        sources.model = [models = stores.models] { return models->current(); };
        const auto preview =
            std::make_shared<AnalysisPreview>(sources, stores.models, resourceDir(), &m_pool, m_app.clock, m_options);
        stores.previewAnalysis = [preview](const AnalysisRequest &request, const CancellationToken &cancel) {
            return preview->run(request, cancel);
        };
    }
    stores.analysis = std::make_shared<AnalysisService>(sources, resourceDir(), &m_pool, m_app.clock, m_options);
    stores.editor = std::make_shared<const ReportEditor>(ReportEditor::Parts{
        storage->reports, storage->edits, storage->facts, stores.analysis, m_app.clock, resourceDir(),
        [facts = stores.facts, documents = storage->documents] {
            return makeClaimDesk(resourceDir(), facts, documents);
        },
        *intake, reportReviewer(resourceDir(), stores.facts)});
    addTeam(stores, *storage, settings);
    addMonitors(stores, *storage, *intake, resourceDir());
    return stores;
}

void Services::watchMonitors()
{
    // The one before first: its end cancels what it checks.
    m_monitorRunner.reset();
    if (m_app.monitors)
        m_monitorRunner = std::make_unique<MonitorRunner>(m_app.monitors->service);
}

void Services::serve(AppServices &stores)
{
    const auto settings = Settings::load(m_app.dataDir, m_app.environment).value_or(m_app.settings);
    const auto state = m_api->use(stores, settings);
    if (state.problem)
        stores.notices.append(*state.problem);
}

Status Services::changeEngagement(const QString &name)
{
    auto stores = openStores(name);
    if (!stores)
        return tl::unexpected(stores.error());
    serve(*stores);
    const auto shared = std::make_shared<AppServices>(std::move(*stores));
    QMetaObject::invokeMethod(
        qApp,
        [this, shared] {
            m_replaceWindow([this, shared](AppServices &services) {
                services.notices = shared->notices;
                services.crashNote.reset();
                // Its end may wait for a queue that is away: not in this thread.
                m_pool.start([former = services.team]() mutable { former.reset(); });
                useStores(*shared, services);
                watchMonitors();
            });
        },
        Qt::QueuedConnection);
    return {};
}

} // namespace consultantos
