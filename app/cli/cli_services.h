// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/logging.h"
#include "base/result.h"
#include "base/secret_store.h"
#include "base/settings.h"
#include "cache/cache_access.h"
#include "command_line.h"
#include "storage/storage.h"
#include "terminal.h"

#include <QList>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QThreadPool>

#include <memory>
#include <mutex>

namespace consultantos {

class AnalysisService;
class AuditLog;
class CacheStore;
class ClaimDesk;
class ConversationService;
class EvidenceIntake;
class FactStore;
class HttpClient;
class JobRepository;
class LanguageModel;
class LlmProvider;
class LocalModels;
class ModelAccess;
class MoneyLedger;
class MonitorService;
class NetworkAccess;
class ProgramMetrics;
class PromptRecord;
class SealingDesk;
class SendingConsent;
class SeriesSampler;
class UserRepository;
class WorkQueue;
struct ModelDestination;

/// Everything the commands work with, made from the settings of the data folder. Wiring only.
class CliServices {
public:
    /// The process environment with what the command line adds to it.
    [[nodiscard]] static QProcessEnvironment environment(const CommandLine &line);
    /// Opens settings, log and stores; tells `terminal` what the user must know of them.
    [[nodiscard]] static Result<std::unique_ptr<CliServices>> open(const CommandLine &line, Terminal &terminal);
    ~CliServices();
    CliServices(const CliServices &) = delete;
    CliServices &operator=(const CliServices &) = delete;

    [[nodiscard]] const Settings &settings() const { return m_settings; }
    [[nodiscard]] const QString &storeFolder() const { return m_storeFolder; } ///< of the engagement
    [[nodiscard]] const Storage &storage() const { return m_storage; }
    [[nodiscard]] const Clock &clock() const { return *m_clock; }
    /// Starter facts and the user's imports, merged.
    [[nodiscard]] const FactStore &facts() const { return *m_facts; }
    [[nodiscard]] AnalysisService &analysis();
    [[nodiscard]] CacheStore &cache();
    /// From here on nothing is read from the cache or kept in it. Before anything else that uses it.
    void bypassCache() { m_isCacheBypassed = true; }
    /// What takes files into the stores. An error names the resource that can't be used. Thread-safe.
    [[nodiscard]] Result<std::shared_ptr<const EvidenceIntake>> intake();
    /// What answers questions, with the language model of the settings and options. One that can't be used is an error where
    /// `needsModel`; else it is told, and the built-in engine answers alone.
    [[nodiscard]] Result<std::shared_ptr<const ConversationService>> conversation(bool needsModel);
    /// The way out to the network, recorded in the engagement's ledger. An error says which setting can't be used.
    [[nodiscard]] Result<std::shared_ptr<NetworkAccess>> network();
    [[nodiscard]] Result<std::shared_ptr<const ClaimDesk>> claims();
    /// What language models cost in the engagement. Tells the terminal if its file had to be set aside.
    [[nodiscard]] Result<std::shared_ptr<MoneyLedger>> money();
    /// What was ordered from the API.
    [[nodiscard]] Result<std::shared_ptr<JobRepository>> jobs();
    /// Monitors and their alerts; those that watch scores run analyses, without a language model. Ends before the services.
    [[nodiscard]] Result<std::shared_ptr<MonitorService>> monitors();
    /// The users of the data folder and the log of who did what.
    struct People {
        std::shared_ptr<UserRepository> users;
        std::shared_ptr<AuditLog> audit;
    };
    [[nodiscard]] Result<People> people();
    [[nodiscard]] const QString &engagement() const { return m_engagement; } ///< its name; empty: none
    /// The queue of these jobs that a team's workers share, in Redis. InvalidArgument where no server is set.
    [[nodiscard]] Result<std::shared_ptr<WorkQueue>> workQueue(const JobRepository &jobs);
    /// What this process measures of itself. Never null.
    [[nodiscard]] std::shared_ptr<ProgramMetrics> metrics();
    /// From here on, for as long as what it returns lives, how they go is kept in the data folder, and the server's
    /// uptime with it. Null where measuring is switched off.
    [[nodiscard]] Result<std::unique_ptr<SeriesSampler>> keepMeasurements();
    /// The language model of the settings and options; null if there is none, and where only the settings name it and the
    /// engagement has no consent to send there, which is told once. An error says which of them can't be used.
    [[nodiscard]] Result<std::shared_ptr<const LanguageModel>> model();
    /// A provider without caches, limits and ledger, to try it. `client` must live as long.
    struct BareProvider {
        std::shared_ptr<HttpClient> client;
        std::shared_ptr<const LlmProvider> provider; ///< null if there is none
    };
    [[nodiscard]] Result<BareProvider> provider();
    /// From here on the model only puts down in `record` what it is asked, and nothing is sent to it or to sources.
    void previewPrompts(std::shared_ptr<PromptRecord> record);
    /// Analyses tell `desk` what their reports were derived from; before the first one.
    void recordAnalyses(std::shared_ptr<SealingDesk> desk);
    /// Where prompts go; after model().
    [[nodiscard]] ModelDestination modelDestination() const;
    /// That, and where they go when that can't be had; none without a model. An error is of the settings.
    [[nodiscard]] Result<QList<ModelDestination>> modelDestinations();
    /// What the user of the engagement agreed to send.
    [[nodiscard]] SendingConsent &consent();
    /// "Wrong answer": the kept replies are never used again, nor what was made of them.
    void forgetReplies(const QStringList &entries);

private:
    CliServices();
    [[nodiscard]] CacheAccess cacheAccess();
    [[nodiscard]] Status openModels();
    [[nodiscard]] bool mayAskModel();
    [[nodiscard]] Status connectEvidence();
    [[nodiscard]] std::shared_ptr<LocalModels> localModels();

    std::unique_ptr<LogSession> m_log;
    Settings m_settings;
    Storage m_storage;
    std::shared_ptr<const Clock> m_clock;
    QString m_dataDir;
    QString m_storeFolder; ///< of the engagement
    QString m_engagement;  ///< its name; empty: none
    Terminal *m_terminal = nullptr;
    std::shared_ptr<const FactStore> m_facts;
    std::mutex m_intakeMutex; ///< analyses ask for the intake, too
    std::shared_ptr<const EvidenceIntake> m_intake;
    std::shared_ptr<NetworkAccess> m_network;
    std::shared_ptr<SecretStore> m_secrets;
    std::shared_ptr<MoneyLedger> m_money;
    std::shared_ptr<LocalModels> m_localModels;
    std::shared_ptr<ModelAccess> m_models;
    std::unique_ptr<SendingConsent> m_consent;
    bool m_hasToldConsent = false;
    std::shared_ptr<ProgramMetrics> m_metrics;
    bool m_isCacheMeasured = false;               ///< the cache is opened at its first use
    std::shared_ptr<PromptRecord> m_promptRecord; ///< null: it is asked
    std::shared_ptr<SealingDesk> m_sealingDesk;   ///< null: nothing is sealed
    QThreadPool m_pool;
    std::unique_ptr<CacheStore> m_cache;
    bool m_isCacheBypassed = false;
    std::unique_ptr<AnalysisService> m_analysis;
    std::shared_ptr<MonitorService> m_monitors;
};

} // namespace consultantos
