// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_services.h"

#include "agents/analysis_service.h"
#include "agents/conversation/conversation_service.h"
#include "agents/editing/report_editor.h"
#include "analysis/frameworks/data/framework_catalogue.h"
#include "base/paths.h"
#include "base/whole_file.h"
#include "cache/cache_manager.h"
#include "cache/cache_metrics.h"
#include "cache/cache_store.h"
#include "evidence/fact_store.h"
#include "evidence/intake/evidence_intake.h"
#include "evidence/sources/network_access.h"
#include "llm/model_access.h"
#include "llm/privacy/sending_consent.h"
#include "memory_keyring.h"
#include "metrics/program_metrics.h"
#include "metrics/time_series.h"
#include "storage/database.h"
#include "storage/money_ledger.h"
#include "storage/storage.h"

namespace consultantos::test {

TestServices::TestServices(std::shared_ptr<const FactStore> facts, const QProcessEnvironment &environment)
    : m_keyring(std::make_shared<MemoryKeyring>())
{
    const auto clock = std::make_shared<SystemClock>();
    m_pool.setMaxThreadCount(7);
    m_app.clock = clock;
    m_app.pool = &m_pool;
    m_app.dataDir = m_dir.path();
    m_app.environment = environment;
    if (const auto settings = Settings::load(m_dir.path(), environment))
        m_app.settings = *settings;
    m_app.metrics = std::make_shared<ProgramMetrics>();
    m_app.series = std::make_shared<TimeSeries>(m_app.metrics, clock);
    const auto storage = Storage::open(m_dir.path(), clock, m_app.metrics);
    if (!storage)
        qFatal("%s", qPrintable(storage.error().toText()));
    m_app.storeFolder = m_dir.path();
    m_app.reports = storage->reports;
    m_app.facts = std::move(facts);
    m_app.cache = CacheStore::open({m_app.settings, m_dir.path(), CacheScope::of({}, resourceDir())}, &m_pool, clock);
    m_app.metrics->addSource([manager = m_app.cache->access().manager] { return cacheFamilies(manager->stats()); });
    AnalysisSources sources{m_app.facts, storage->documents, nullptr, {}, m_app.cache->access()};
    sources.metrics = m_app.metrics;
    sources.frameworks = [folder = FrameworkCatalogue::folderIn(m_dir.path())] {
        return FrameworkCatalogue::load(resourceDir(), folder);
    };
    m_app.analysis = std::make_shared<AnalysisService>(sources, resourceDir(), &m_pool, clock);
    m_app.editor = std::make_shared<const ReportEditor>(
        ReportEditor::Parts{storage->reports, storage->edits, storage->facts, m_app.analysis, clock, resourceDir()});
    m_app.documents = storage->documents;
    m_app.conversations = storage->conversations;
    m_app.removeDocument = [documents = m_app.documents](const QString &id) -> Result<std::function<Status()>> {
        const auto record = documents->record(id);
        const auto passages = documents->passages(id);
        if (const auto removed = documents->remove(id); !removed)
            return tl::unexpected(removed.error());
        return [documents, record = *record, passages = *passages] { return documents->restore(record, passages); };
    };
    m_ledger = storage->egress;
    m_app.ledger = m_ledger;
    const auto secrets =
        std::make_shared<LayeredSecretStore>(std::make_shared<EnvironmentSecretStore>(environment), m_keyring);
    const auto network = NetworkAccess::make({clock, storage->egress, secrets}, m_app.settings);
    if (!network)
        qFatal("%s", qPrintable(network.error().toText()));
    m_app.network = *network;
    auto money = Database::open(Storage::moneyPath(m_dir.path()), MoneyLedger::schema(), clock);
    if (!money)
        qFatal("%s", qPrintable(money.error().toText()));
    m_money = std::make_shared<MoneyLedger>(*std::move(money));
    m_app.money = m_money;
    m_app.consent = std::make_shared<SendingConsent>(m_dir.path(), clock);
    ModelAccess::Services models;
    models.clock = clock;
    models.secrets = secrets;
    models.ledger = m_money;
    models.client = [network = m_app.network] { return network->current()->client; };
    models.resourceDir = resourceDir();
    models.documents = m_app.documents;
    models.consent = m_app.consent;
    models.cache = m_app.cache->access();
    models.metrics = m_app.metrics;
    const auto access = ModelAccess::make(models, m_app.settings);
    if (!access)
        qFatal("%s", qPrintable(access.error().toText()));
    m_app.models = *access;
    const auto conversation = makeConversationService(resourceDir(), *storage, m_app.facts, clock,
                                                      [models = *access] { return models->current(); });
    if (!conversation)
        qFatal("%s", qPrintable(conversation.error().toText()));
    m_app.converse = [service = *conversation](const ChatTurn &turn, const std::function<void(const QString &)> &onText,
                                               const CancellationToken &cancel) {
        return service->ask(turn, onText, cancel);
    };
    m_app.previewChat = [service = *conversation, models = *access](const ChatTurn &turn,
                                                                    const CancellationToken &cancel) {
        return service->preview(turn, *models, cancel);
    };
    m_app.takeFile = [](const QString &path, const QString &, const CancellationToken &) -> Result<Intake> {
        Intake intake;
        intake.path = path;
        return intake;
    };
    m_app.writers.html = [](const Report &report) { return report.id.toUtf8(); };
    m_app.writers.pdf = [](const Report &, const QString &path) -> Status {
        return fail(ErrorCode::Unreadable, QStringLiteral("no PDF in this test"), path);
    };
    m_app.writers.document = [](const Report &report, const QString &, const QString &path) {
        return writeFile(path, report.id.toUtf8());
    };
}

TestServices::~TestServices()
{
    m_app.editor.reset();
    m_app.analysis.reset();
    m_pool.waitForDone();
}

} // namespace consultantos::test
