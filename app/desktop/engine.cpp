// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine.h"

#include "agents/conversation/conversation_service.h"
#include "analysis/financials/concept_catalogue.h"
#include "base/clock.h"
#include "base/required_resources.h"
#include "cache/cache_store.h"
#include "egress/keychain_secret_store.h"
#include "evidence/asking/question_desk.h"
#include "evidence/intake/intake_factory.h"
#include "evidence/local_fact_store.h"
#include "evidence/sources/network_access.h"
#include "evidence/template/financials_template.h"
#include "lazily.h"
#include "llm/model_access.h"
#include "llm/model_embedder.h"
#include "llm/privacy/preview_model.h"
#include "llm/privacy/sending_consent.h"
#include "page_pictures.h"
#include "report/report_file.h"
#include "storage/database.h"
#include "storage/money_ledger.h"

#include <QDir>

namespace consultantos {

namespace {

Status saveTemplate(const QString &path, const QString &resourceDir)
{
    const auto concepts = ConceptCatalogue::load(QDir(resourceDir).filePath(QStringLiteral("concepts.json")));
    if (!concepts)
        return tl::unexpected(concepts.error());
    const auto options = defaultTemplateOptions(resourceDir, SystemClock().nowUtc().date());
    if (!options)
        return tl::unexpected(options.error());
    return writeFinancialsTemplate(path, *options, *concepts);
}

} // namespace

Result<IntakeMaker> addEvidence(AppServices &services, const Storage &storage, const QString &folder,
                                const QString &resourceDir, const IntakeOptions &options, StarterFacts starterFacts)
{
    if (const auto found = requireResources(); !found)
        return tl::unexpected(found.error());
    auto store = LocalFactStore::load(resourceDir, storage.facts, starterFacts);
    if (!store)
        return tl::unexpected(store.error());
    services.facts = std::move(*store);
    services.documents = storage.documents;
    const auto intake = std::make_shared<Lazily<EvidenceIntake>>(
        [=, known = services.facts] { return makeIntake(resourceDir, storage, folder, known, options); });
    services.takeFile = [intake](const QString &path, const QString &about, const CancellationToken &cancel) {
        return intake->get().and_then([&](const auto &ready) { return ready->take(path, {about, false}, cancel); });
    };
    services.removeDocument = [intake](const QString &documentId) {
        return intake->get().and_then([&](const auto &ready) { return ready->setAside(documentId); });
    };
    services.renderPage = [intake](const QString &documentId, int page, double dotsPerInch) {
        return intake->get()
            .and_then([&](const auto &ready) { return ready->storedFile(documentId); })
            .and_then([=](const QString &path) { return drawnPage(path, page, dotsPerInch); });
    };
    services.saveTemplate = [resourceDir](const QString &path) { return saveTemplate(path, resourceDir); };
    return IntakeMaker([intake] { return intake->get(); });
}

void addNetwork(AppServices &services, const Storage &storage, const Settings &settings,
                std::shared_ptr<SecretStore> secrets, std::shared_ptr<const Clock> clock)
{
    const NetworkAccess::Services parts{std::move(clock), storage.egress, std::move(secrets)};
    auto network = NetworkAccess::make(parts, settings);
    if (!network) {
        services.notices.append(network.error());
        network = NetworkAccess::make(parts, Settings());
    }
    services.network = network.value_or(nullptr);
    services.ledger = storage.egress;
}

void addModels(AppServices &services, const ModelFolders &folders, const Settings &settings,
               std::shared_ptr<const SecretStore> secrets, const std::shared_ptr<const Clock> &clock,
               std::shared_ptr<LocalModels> local)
{
    if (!services.network)
        return;
    std::shared_ptr<MoneyLedger> money;
    if (auto database = folders.stores.open(Storage::moneyPath(folders.stores.folder), MoneyLedger::schema(), clock,
                                            DatabaseOptions().measuredBy(services.metrics))) {
        if ((*database)->notice())
            services.notices.append(*(*database)->notice());
        money = std::make_shared<MoneyLedger>(*std::move(database));
    } else {
        services.notices.append(database.error());
    }
    services.money = money;
    services.consent = std::make_shared<SendingConsent>(folders.stores.folder, clock);
    ModelAccess::Services parts;
    parts.clock = clock;
    parts.secrets = std::move(secrets);
    parts.ledger = money;
    parts.client = [network = services.network] { return network->current()->client; };
    parts.resourceDir = folders.resources;
    parts.dataDir = folders.data;
    parts.cache = services.cache ? services.cache->access() : CacheAccess();
    parts.companies = [facts = services.facts] { return facts->companies(); };
    parts.local = std::move(local);
    parts.documents = services.documents;
    parts.consent = services.consent;
    parts.metrics = services.metrics;
    auto models = ModelAccess::make(parts, settings);
    if (!models) {
        services.notices.append(models.error());
        models = ModelAccess::make(parts, Settings());
    }
    services.models = models.value_or(nullptr);
}

void addConversations(AppServices &services, const Storage &storage, const QString &resourceDir,
                      const std::shared_ptr<const Clock> &clock)
{
    const auto desk = std::make_shared<Lazily<QuestionDesk>>([=, facts = services.facts, models = services.models] {
        const auto embedder = [models] { return models ? embedderOf(models->current()) : nullptr; };
        return makeQuestionDesk(resourceDir, storage, facts, embedder);
    });
    services.ask = [desk](const QuestionScope &question) {
        return desk->get().and_then([&](const auto &ready) { return ready->ask(question); });
    };
    services.conversations = storage.conversations;
    const auto service =
        std::make_shared<Lazily<ConversationService>>([=, facts = services.facts, models = services.models] {
            return makeConversationService(resourceDir, storage, facts, clock, [models] {
                return models ? models->current() : std::shared_ptr<const LanguageModel>();
            });
        });
    services.converse = [service](const ChatTurn &turn, const std::function<void(const QString &)> &onText,
                                  const CancellationToken &cancel) {
        return service->get().and_then([&](const auto &ready) { return ready->ask(turn, onText, cancel); });
    };
    if (services.models) {
        services.previewChat = [service, models = services.models](const ChatTurn &turn,
                                                                   const CancellationToken &cancel) {
            return service->get().and_then([&](const auto &ready) { return ready->preview(turn, *models, cancel); });
        };
    }
}

std::shared_ptr<SecretStore> programSecrets(const QProcessEnvironment &environment)
{
    return std::make_shared<LayeredSecretStore>(std::make_shared<EnvironmentSecretStore>(environment),
                                                std::make_shared<KeychainSecretStore>());
}

ReportWriters reportWriters(std::function<Result<ExportOptions>()> look, const ReportLanguages &languages)
{
    ReportWriters writers;
    // In English what a language says that only a later version knows: it stays readable.
    const auto worded = [languages](const Report &report, ExportOptions options) {
        options.languages = languages;
        if (!languages.wording(report.request.language))
            options.language = QStringLiteral("en");
        return options;
    };
    // For printers: what is saved goes through `document`, which asks the administrator's policy.
    writers.html = [worded](const Report &report) {
        return renderReport(report, ReportFormat::Html, worded(report, {})).value_or(QByteArray());
    };
    writers.document = [look, worded](const Report &report, const QString &format, const QString &path) -> Status {
        const auto known = reportFormatFromName(format);
        if (!known)
            return tl::unexpected(known.error());
        // Text has no look: a wrong setting of it hinders documents alone.
        const auto options = isBinary(*known) ? look() : exportPolicy();
        return options ? writeReport(report, *known, path, worded(report, *options)) : tl::unexpected(options.error());
    };
    writers.pdf = [document = writers.document](const Report &report, const QString &path) {
        return document(report, reportFormatName(ReportFormat::Pdf), path);
    };
    return writers;
}

} // namespace consultantos
