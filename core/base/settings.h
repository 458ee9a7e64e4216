// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/policy.h"
#include "base/result.h"

#include <QHash>
#include <QList>
#include <QProcessEnvironment>
#include <QString>
#include <QUrl>
#include <QVariant>

#include <chrono>
#include <optional>

namespace consultantos {

enum class SettingOrigin { Default, SettingsFile, Environment, Policy };
/// "default", "settings file", "environment", "administrator" (translated).
[[nodiscard]] QString settingOriginName(SettingOrigin origin);
/// For machines to read: "default", "settings_file", "environment", "policy".
[[nodiscard]] QString settingOriginKey(SettingOrigin origin);

/// One setting as `doctor` and the settings page show it.
struct SettingDescription {
    QString key;             ///< in the settings file, e.g. "max_concurrent_agents"
    QString environmentName; ///< e.g. "MAX_CONCURRENT_AGENTS"
    QString value;           ///< the value in force; secrets masked; where `error` is set, the rejected one
    QString defaultValue;
    QString allowed;     ///< what values are accepted, in plain words, e.g. "a whole number from 1 to 64"
    QStringList choices; ///< the accepted words of a choice; empty for other types
    SettingOrigin origin = SettingOrigin::Default;
    QString description;   ///< what it does, translated
    QString error;         ///< empty when the value is valid
    bool isLocked = false; ///< by the administrator's policy: no other value is possible
    SettingRule rule{};    ///< what the policy leaves of it; of a setting without one, all
};

/// The program's settings: a value. The administrator's policy (see Policy) stands above all; environment beats the settings file (settings.json in the data folder), which beats
/// the default. An empty environment variable counts as not set. Each setting is declared once, in setting_declarations.cpp.
/// Copies are independent; const members are thread-safe.
class Settings {
public:
    /// Defaults alone, for tests and tools.
    Settings();

    /// The settings in force. The first wrong value, unknown key or unreadable file is an Error that names the key,
    /// where it came from, the value and what is allowed; nothing is ever replaced by its default in silence.
    [[nodiscard]] static Result<Settings> load(const QString &dataDir, const QProcessEnvironment &environment,
                                               const Result<Policy> &policy = Policy::ofSystem());

    /// Every setting with its value and origin, also when some are wrong: each wrong one carries its error, and an
    /// unknown key or unreadable settings file has an entry of its own.
    [[nodiscard]] static QList<SettingDescription> describe(const QString &dataDir,
                                                            const QProcessEnvironment &environment,
                                                            const Result<Policy> &policy = Policy::ofSystem());

    /// Denied where the policy locks the setting or doesn't allow the value.
    /// Checks `text` as the setting's value, writes it to the settings file in one step and takes it over here,
    /// unless the environment overrides it. Other keys of the file are kept; a file that can't be parsed is left alone.
    [[nodiscard]] Status save(const QString &key, const QString &text);
    /// Takes a key out of the settings file, so that its default (or the environment) is in force.
    [[nodiscard]] Status reset(const QString &key);

    /// A copy in which the setting has that value, checked but not saved: to try it out. What the environment sets stays.
    [[nodiscard]] Result<Settings> with(const QString &key, const QString &text) const;

    /// Denied where the policy doesn't let the setting have that value.
    [[nodiscard]] Status admit(const SettingDeclaration &declaration, const QString &text) const;

    [[nodiscard]] static QString filePath(const QString &dataDir);

    [[nodiscard]] QString redisUrl() const;  ///< empty: no Redis
    [[nodiscard]] QString store() const;     ///< of a team; empty: files
    [[nodiscard]] bool isWorkShared() const; ///< work_queue is redis
    [[nodiscard]] bool performanceMetricsEnabled() const;
    [[nodiscard]] std::chrono::seconds cacheL1Ttl() const;
    [[nodiscard]] std::chrono::seconds cacheL2Ttl() const;
    [[nodiscard]] std::chrono::seconds cacheL3Ttl() const;
    [[nodiscard]] quint64 cacheL1Bytes() const; ///< 0: no such level
    [[nodiscard]] quint64 cacheL3Bytes() const; ///< 0: no such level
    [[nodiscard]] int maxConcurrentAgents() const;
    [[nodiscard]] int llmBatchSize() const;
    [[nodiscard]] int llmTokensPerMinute() const; ///< 0: not known
    /// Micro-units of the price table's currency; empty: without limit.
    [[nodiscard]] std::optional<qint64> llmBudgetForReport() const;
    [[nodiscard]] std::optional<qint64> llmBudgetForDay() const;
    [[nodiscard]] std::optional<qint64> llmBudgetForEngagement() const;
    [[nodiscard]] QString llmFallback() const;       ///< as parseFallbacks() reads it
    [[nodiscard]] QString llmProvider() const;       ///< "none", "gemini", "openai", "anthropic", "local"
    [[nodiscard]] QString llmModel() const;          ///< empty: not chosen
    [[nodiscard]] QString llmEmbeddingModel() const; ///< empty: none
    [[nodiscard]] QString llmPreset() const;         ///< of provider "openai"
    [[nodiscard]] QUrl llmBaseUrl() const;           ///< empty: the provider's own
    [[nodiscard]] QString llmApiVersion() const;
    [[nodiscard]] QString llmModelFile() const;        ///< empty: none
    [[nodiscard]] QString llamaServerPath() const;     ///< empty: of the PATH
    [[nodiscard]] QStringList llmRedactNames() const;  ///< as the user wrote them
    [[nodiscard]] QStringList llmRedactPeople() const; ///< likewise
    [[nodiscard]] QStringList llmNeverSend() const;    ///< among "context", "question", "region", "names"
    [[nodiscard]] std::chrono::seconds agentTimeout() const;
    [[nodiscard]] QString language() const; ///< "system", "en", "de"
    [[nodiscard]] QString theme() const;    ///< "system", "light", "dark"
    [[nodiscard]] int textSize() const;     ///< per cent of the system's, 100 to 200
    [[nodiscard]] QString motion() const;   ///< "system", "full", "reduced"
    [[nodiscard]] bool notifiesWhenDone() const;
    [[nodiscard]] bool showsTips() const;
    [[nodiscard]] QString logLevel() const; ///< "debug", "info", "warning", "error"
    [[nodiscard]] bool recognisesScannedPages() const;
    [[nodiscard]] bool apiEnabled() const;
    [[nodiscard]] quint16 apiPort() const; ///< 0: any that is free
    [[nodiscard]] bool offline() const;
    [[nodiscard]] QString proxy() const;              ///< "system", "none" or an address
    [[nodiscard]] QString caCertificatesPath() const; ///< empty: none but the system's
    [[nodiscard]] QString secContact() const;         ///< empty: not given
    [[nodiscard]] QList<QUrl> feedUrls() const;
    /// Whether a source of the network is switched on; `source` as in "<source>_enabled", e.g. "sec_edgar".
    [[nodiscard]] bool isSourceEnabled(const QString &source) const;
    /// Of "<source>_url"; empty if not given.
    [[nodiscard]] QUrl sourceUrl(const QString &source) const;
    [[nodiscard]] QString backupFolder() const; ///< empty: no backups by themselves
    [[nodiscard]] std::chrono::hours backupEvery() const;
    [[nodiscard]] QString backupPasswordFile() const; ///< empty: not encrypted
    /// How many backups a rotation keeps; `span` is "daily", "weekly" or "monthly".
    [[nodiscard]] int backupsKept(const QString &span) const;
    [[nodiscard]] bool retentionIsAutomatic() const;
    /// Days until something is deleted, 0: never; `what` as in "retention_<what>_days", e.g. "reports".
    [[nodiscard]] int retentionDays(const QString &what) const;
    [[nodiscard]] SettingOrigin origin(const QString &key) const;
    /// Whether the administrator leaves no choice.
    [[nodiscard]] bool isLocked(const QString &key) const;
    [[nodiscard]] const Policy &policy() const { return m_policy; }

private:
    struct Value {
        QVariant value;
        SettingOrigin origin = SettingOrigin::Default;
    };
    [[nodiscard]] QVariant value(const char *key) const;
    [[nodiscard]] QStringList list(const char *key, QChar separator) const;

    QHash<QString, Value> m_values;
    Policy m_policy;
    QString m_dataDir;
};

} // namespace consultantos
