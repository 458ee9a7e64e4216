// SPDX-License-Identifier: GPL-3.0-or-later
// The part of CliServices that knows where evidence comes from.
#include "base/paths.h"
#include "cli_services.h"

#include "agents/conversation/conversation_service.h"
#include "cache/cache_store.h"
#include "egress/keychain_secret_store.h"
#include "evidence/claims/claim_desk.h"
#include "evidence/intake/intake_factory.h"
#include "evidence/local_fact_store.h"
#include "evidence/sources/network_access.h"
#include "llm/local/local_models.h"
#include "llm/model_access.h"
#include "llm/model_embedder.h"
#include "llm/optimiser/reply_cache.h"
#include "llm/privacy/sending_consent.h"
#include "llm/providers/provider_factory.h"

#include <QCoreApplication>

#include <utility>

namespace consultantos {

Status CliServices::connectEvidence()
{
    auto store = LocalFactStore::load(
        resourceDir(), m_storage.facts,
        m_settings.isSourceEnabled(QStringLiteral("starter_facts")) ? StarterFacts::Use : StarterFacts::LeaveOut);
    if (!store)
        return tl::unexpected(store.error());
    m_facts = std::move(*store);
    return {};
}

Result<std::shared_ptr<const EvidenceIntake>> CliServices::intake()
{
    const std::lock_guard lock(m_intakeMutex);
    if (!m_intake) {
        const auto recognition = m_settings.recognisesScannedPages() ? TextRecognition::installed() : TextRecognition();
        auto made = makeIntake(resourceDir(), m_storage, m_storeFolder, m_facts, {recognition, cacheAccess()});
        if (!made)
            return made;
        m_intake = std::move(*made);
    }
    return m_intake;
}

Result<std::shared_ptr<const ConversationService>> CliServices::conversation(bool needsModel)
{
    (void)cacheAccess(); // the searches for passages are kept there
    std::shared_ptr<const LanguageModel> chosen;
    if (m_settings.llmProvider() != QLatin1String("none")) {
        auto made = model();
        if (!made && needsModel)
            return tl::unexpected(made.error());
        if (made)
            chosen = *std::move(made);
        else
            m_terminal->error(made.error());
    }
    return makeConversationService(resourceDir(), m_storage, m_facts, m_clock, [chosen] { return chosen; });
}

Result<std::shared_ptr<NetworkAccess>> CliServices::network()
{
    if (!m_network) {
        auto made = NetworkAccess::make({m_clock, m_storage.egress, m_secrets}, m_settings);
        if (!made)
            return made;
        m_network = std::move(*made);
    }
    return m_network;
}

std::shared_ptr<LocalModels> CliServices::localModels()
{
    if (!m_localModels)
        m_localModels = std::make_shared<LocalModels>(m_settings, QProcessEnvironment::systemEnvironment(),
                                                      LocalServerServices::standard(m_clock));
    return m_localModels;
}

Result<CliServices::BareProvider> CliServices::provider()
{
    const auto way = network();
    if (!way)
        return tl::unexpected(way.error());
    const auto client = (*way)->current()->client;
    auto made = makeProvider(m_settings, *client, m_secrets, localModels().get());
    if (!made)
        return tl::unexpected(made.error());
    return BareProvider{client, *std::move(made)};
}

Status CliServices::openModels()
{
    if (m_models)
        return {};
    const auto way = network();
    if (!way)
        return tl::unexpected(way.error());
    const auto ledger = money();
    if (!ledger)
        return tl::unexpected(ledger.error());
    ModelAccess::Services parts;
    parts.clock = m_clock;
    parts.secrets = m_secrets;
    parts.ledger = *ledger;
    parts.client = [access = *way] { return access->current()->client; };
    parts.resourceDir = resourceDir();
    parts.documents = m_storage.documents;
    parts.dataDir = m_dataDir;
    parts.cache = cacheAccess();
    parts.companies = [facts = m_facts] { return facts->companies(); };
    parts.local = localModels();
    parts.metrics = m_metrics;
    auto made = ModelAccess::make(std::move(parts), m_settings);
    if (!made)
        return tl::unexpected(made.error());
    m_models = *std::move(made);
    return {};
}

SendingConsent &CliServices::consent()
{
    if (!m_consent)
        m_consent = std::make_unique<SendingConsent>(m_storeFolder, m_clock);
    return *m_consent;
}

/// Who names the model with the command, or in its environment, has agreed to what it sends. Settings may be older than the
/// engagement, and somebody else's.
bool CliServices::mayAskModel()
{
    if (m_settings.origin(QStringLiteral("llm_provider")) != SettingOrigin::SettingsFile || m_settings.offline())
        return true;
    for (const auto &destination : m_models->destinations()) {
        if (consent().isGiven(destination))
            continue;
        if (!std::exchange(m_hasToldConsent, true))
            m_terminal->error(
                {ErrorCode::Denied,
                 QCoreApplication::translate("Cli", "Nothing is sent to %1 (%2), as nobody has agreed to that for this "
                                                    "engagement; the built-in engine works alone.")
                     .arg(destination.service, destination.host),
                 QCoreApplication::translate("Cli",
                                             "\"analyze COMPANY --preview\" shows what would be sent. To agree for "
                                             "this engagement: \"models agree\"; for one command: add --provider "
                                             "%1.")
                     .arg(m_settings.llmProvider())});
        return false;
    }
    return true;
}

Result<std::shared_ptr<const LanguageModel>> CliServices::model()
{
    if (m_settings.llmProvider() == QLatin1String("none"))
        return std::shared_ptr<const LanguageModel>();
    if (const auto opened = openModels(); !opened)
        return tl::unexpected(opened.error());
    if (m_promptRecord)
        return m_models->preview(m_promptRecord);
    return mayAskModel() ? m_models->current() : std::shared_ptr<const LanguageModel>();
}

void CliServices::previewPrompts(std::shared_ptr<PromptRecord> record)
{
    m_promptRecord = std::move(record);
}

Result<QList<ModelDestination>> CliServices::modelDestinations()
{
    if (m_settings.llmProvider() == QLatin1String("none"))
        return QList<ModelDestination>();
    if (const auto opened = openModels(); !opened)
        return tl::unexpected(opened.error());
    return m_models->destinations();
}

void CliServices::forgetReplies(const QStringList &entries)
{
    const ReplyCache replies(cacheAccess(), {});
    for (const auto &entry : entries)
        replies.purge(entry.toLatin1());
}

ModelDestination CliServices::modelDestination() const
{
    return m_models ? m_models->destination() : ModelDestination();
}

Result<std::shared_ptr<const ClaimDesk>> CliServices::claims()
{
    return makeClaimDesk(resourceDir(), m_facts, m_storage.documents);
}

} // namespace consultantos
