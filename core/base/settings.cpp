// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"

#include "base/json.h"
#include "base/private_files.h"
#include "base/setting_declaration.h"
#include "base/setting_reading.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLockFile>
#include <QSaveFile>
#include <QUrl>

namespace consultantos {
namespace {

constexpr quint64 Megabyte = 1'000'000;

/// Reads the settings file anew, changes it and writes it in one step, so that two instances don't undo each other.
template <typename Change>
Status changeFile(const QString &dataDir, Change change)
{
    const auto path = Settings::filePath(dataDir);
    const auto cantWrite = [&](const QString &why) {
        return fail(
            ErrorCode::ReadOnly,
            QCoreApplication::translate("settings", "The settings can't be saved; the former ones stay in force."),
            QStringLiteral("%1: %2").arg(path, why));
    };
    if (!makePrivateFolder(dataDir))
        return cantWrite(QCoreApplication::translate("settings", "The folder can't be made."));
    QLockFile lock(path + QStringLiteral(".lock"));
    if (!lock.tryLock(2'000))
        return cantWrite(QCoreApplication::translate(
            "settings", "Another process is writing it, or the folder can't be written to."));
    auto object = readSettingsFile(dataDir);
    if (!object)
        return tl::unexpected(object.error());
    change(*object);
    QSaveFile file(path);
    if (!openPrivate(file) || file.write(QJsonDocument(*object).toJson()) < 0 || !file.commit())
        return cantWrite(file.errorString());
    return {};
}

} // namespace

QString settingOriginName(SettingOrigin origin)
{
    switch (origin) {
    case SettingOrigin::Policy:
        return QCoreApplication::translate("settings", "administrator");
    case SettingOrigin::Environment:
        return QCoreApplication::translate("settings", "environment");
    case SettingOrigin::SettingsFile:
        return QCoreApplication::translate("settings", "settings file");
    case SettingOrigin::Default:
        break;
    }
    return QCoreApplication::translate("settings", "default");
}

QString settingOriginKey(SettingOrigin origin)
{
    switch (origin) {
    case SettingOrigin::Default:
        return QStringLiteral("default");
    case SettingOrigin::SettingsFile:
        return QStringLiteral("settings_file");
    case SettingOrigin::Policy:
        return QStringLiteral("policy");
    case SettingOrigin::Environment:
        break;
    }
    return QStringLiteral("environment");
}

Settings::Settings()
{
    for (const auto &declaration : settingDeclarations())
        m_values.insert(keyOf(declaration), {parseSetting(declaration, QString(QLatin1String(declaration.defaultText))),
                                             SettingOrigin::Default});
}

Result<Settings> Settings::load(const QString &dataDir, const QProcessEnvironment &environment,
                                const Result<Policy> &policy)
{
    const auto readings = readSettings(dataDir, environment, policy);
    if (!readings.others.isEmpty())
        return tl::unexpected(readings.others.first().second);
    Settings settings;
    settings.m_dataDir = dataDir;
    settings.m_policy = *policy;
    for (const auto &reading : readings.settings) {
        if (reading.error)
            return tl::unexpected(*reading.error);
        settings.m_values.insert(keyOf(*reading.declaration), {reading.value, reading.origin});
    }
    return settings;
}

QList<SettingDescription> Settings::describe(const QString &dataDir, const QProcessEnvironment &environment,
                                             const Result<Policy> &policy)
{
    const auto readings = readSettings(dataDir, environment, policy);
    QList<SettingDescription> descriptions;
    for (const auto &reading : readings.settings) {
        const auto &declaration = *reading.declaration;
        SettingDescription description;
        description.key = keyOf(declaration);
        description.environmentName = QLatin1String(declaration.environmentName);
        description.value = shownSetting(declaration, reading.error ? reading.text : reading.value.toString());
        description.defaultValue = QLatin1String(declaration.defaultText);
        description.allowed = allowedText(declaration);
        description.choices = choicesOf(declaration);
        description.origin = reading.origin;
        description.description = QCoreApplication::translate("settings", declaration.description);
        description.error = reading.error ? reading.error->toText() : QString();
        if (const auto *rule = policy ? policy->rule(description.key) : nullptr) {
            description.isLocked = rule->isLocked();
            description.rule = *rule;
            if (!rule->allowed.isEmpty() && !description.choices.isEmpty())
                description.choices = rule->allowed;
        }
        descriptions.append(description);
    }
    for (const auto &[key, error] : readings.others) {
        SettingDescription description;
        description.key = key;
        description.origin = SettingOrigin::SettingsFile;
        description.error = error.toText();
        descriptions.append(description);
    }
    return descriptions;
}

Status Settings::save(const QString &key, const QString &text)
{
    const auto *declaration = findSetting(key);
    if (!declaration)
        return fail(ErrorCode::NotFound,
                    QCoreApplication::translate("settings", "There is no setting \"%1\".").arg(key));
    const auto value = parseSetting(*declaration, text);
    if (!value.isValid())
        return tl::unexpected(
            wrongSetting(*declaration, QCoreApplication::translate("settings", "settings page"), text));
    if (auto admitted = admit(*declaration, value.toString()); !admitted)
        return admitted;
    auto saved = changeFile(m_dataDir, [&](QJsonObject &object) { object[key] = QJsonValue::fromVariant(value); });
    if (saved && origin(key) != SettingOrigin::Environment)
        m_values.insert(key, {value, SettingOrigin::SettingsFile});
    return saved;
}

Status Settings::reset(const QString &key)
{
    const auto *declaration = findSetting(key);
    if (!declaration)
        return fail(ErrorCode::NotFound,
                    QCoreApplication::translate("settings", "There is no setting \"%1\".").arg(key));
    auto saved = changeFile(m_dataDir, [&](QJsonObject &object) { object.remove(key); });
    if (saved && origin(key) != SettingOrigin::Environment) {
        const QString standard = QLatin1String(declaration->defaultText);
        const auto text = m_policy.apply(*declaration, standard);
        m_values.insert(
            key, {parseSetting(*declaration, text), text == standard ? SettingOrigin::Default : SettingOrigin::Policy});
    }
    return saved;
}

Result<Settings> Settings::with(const QString &key, const QString &text) const
{
    const auto *declaration = findSetting(key);
    if (!declaration)
        return fail(ErrorCode::NotFound,
                    QCoreApplication::translate("settings", "There is no setting \"%1\".").arg(key));
    const auto value = parseSetting(*declaration, text);
    if (!value.isValid())
        return tl::unexpected(
            wrongSetting(*declaration, QCoreApplication::translate("settings", "settings page"), text));
    if (const auto admitted = admit(*declaration, value.toString()); !admitted)
        return tl::unexpected(admitted.error());
    auto copy = *this;
    if (origin(key) != SettingOrigin::Environment)
        copy.m_values.insert(key, {value, SettingOrigin::SettingsFile});
    return copy;
}

Status Settings::admit(const SettingDeclaration &declaration, const QString &text) const
{
    const auto possible = m_policy.apply(declaration, text);
    if (possible == text)
        return {};
    const auto key = keyOf(declaration);
    return fail(
        ErrorCode::Denied,
        isLocked(key)
            ? QCoreApplication::translate("settings", "Your administrator has set %1 to \"%2\".").arg(key, possible)
            : QCoreApplication::translate("settings", "Your administrator doesn't allow \"%1\" for %2; \"%3\" is.")
                  .arg(text, key, possible),
        QCoreApplication::translate("settings", "The policy is %1.").arg(m_policy.path()));
}

bool Settings::isLocked(const QString &key) const
{
    const auto *rule = m_policy.rule(key);
    return rule && rule->isLocked();
}

QString Settings::filePath(const QString &dataDir)
{
    return QDir(dataDir).filePath(QStringLiteral("settings.json"));
}

QVariant Settings::value(const char *key) const
{
    return m_values.value(QLatin1String(key)).value;
}

SettingOrigin Settings::origin(const QString &key) const
{
    return m_values.value(key).origin;
}

QString Settings::redisUrl() const
{
    return value("redis_url").toString();
}

QString Settings::store() const
{
    return value("store").toString();
}

bool Settings::isWorkShared() const
{
    return value("work_queue").toString() == QLatin1String("redis");
}

bool Settings::performanceMetricsEnabled() const
{
    return value("enable_performance_metrics").toBool();
}

std::chrono::seconds Settings::cacheL1Ttl() const
{
    return std::chrono::seconds(value("cache_l1_ttl_seconds").toInt());
}

std::chrono::seconds Settings::cacheL2Ttl() const
{
    return std::chrono::seconds(value("cache_ttl_seconds").toInt());
}

std::chrono::seconds Settings::cacheL3Ttl() const
{
    return std::chrono::seconds(value("cache_l3_ttl_seconds").toInt());
}

quint64 Settings::cacheL1Bytes() const
{
    return value("cache_l1_size_mb").toULongLong() * Megabyte;
}

quint64 Settings::cacheL3Bytes() const
{
    return value("cache_l3_size_mb").toULongLong() * Megabyte;
}

QString Settings::backupFolder() const
{
    return value("backup_folder").toString();
}

std::chrono::hours Settings::backupEvery() const
{
    return std::chrono::hours(value("backup_every_hours").toInt());
}

QString Settings::backupPasswordFile() const
{
    return value("backup_password_file").toString();
}

int Settings::backupsKept(const QString &span) const
{
    return value(QStringLiteral("backup_keep_%1").arg(span).toLatin1().constData()).toInt();
}

bool Settings::retentionIsAutomatic() const
{
    return value("retention_automatic").toBool();
}

int Settings::retentionDays(const QString &what) const
{
    return value(QStringLiteral("retention_%1_days").arg(what).toLatin1().constData()).toInt();
}

int Settings::maxConcurrentAgents() const
{
    return value("max_concurrent_agents").toInt();
}

int Settings::llmTokensPerMinute() const
{
    return value("llm_tokens_per_minute").toInt();
}

std::optional<qint64> Settings::llmBudgetForReport() const
{
    return microUnitsOf(value("llm_budget_report").toString());
}

std::optional<qint64> Settings::llmBudgetForDay() const
{
    return microUnitsOf(value("llm_budget_day").toString());
}

std::optional<qint64> Settings::llmBudgetForEngagement() const
{
    return microUnitsOf(value("llm_budget_engagement").toString());
}

QString Settings::llmFallback() const
{
    return value("llm_fallback").toString();
}

QString Settings::llmProvider() const
{
    return value("llm_provider").toString();
}

QString Settings::llmModel() const
{
    return value("llm_model").toString();
}

QString Settings::llmEmbeddingModel() const
{
    return value("llm_embedding_model").toString();
}

QString Settings::llmPreset() const
{
    return value("llm_preset").toString();
}

QUrl Settings::llmBaseUrl() const
{
    return QUrl(value("llm_base_url").toString());
}

QString Settings::llmApiVersion() const
{
    return value("llm_api_version").toString();
}

QString Settings::llmModelFile() const
{
    return value("llm_model_file").toString();
}

QString Settings::llamaServerPath() const
{
    return value("llama_server").toString();
}

int Settings::llmBatchSize() const
{
    return value("llm_batch_size").toInt();
}

QStringList Settings::list(const char *key, QChar separator) const
{
    QStringList items;
    for (const auto &item : value(key).toString().split(separator)) {
        if (const auto text = item.trimmed(); !text.isEmpty())
            items.append(text);
    }
    return items;
}

QStringList Settings::llmRedactNames() const
{
    return list("llm_redact_names", QLatin1Char(';'));
}

QStringList Settings::llmRedactPeople() const
{
    return list("llm_redact_people", QLatin1Char(';'));
}

QStringList Settings::llmNeverSend() const
{
    return list("llm_never_send", QLatin1Char(' '));
}

std::chrono::seconds Settings::agentTimeout() const
{
    return std::chrono::seconds(value("agent_timeout_seconds").toInt());
}

QString Settings::language() const
{
    return value("language").toString();
}

QString Settings::theme() const
{
    return value("theme").toString();
}

int Settings::textSize() const
{
    return value("text_size").toInt();
}

QString Settings::motion() const
{
    return value("motion").toString();
}

bool Settings::notifiesWhenDone() const
{
    return value("notify_when_done").toBool();
}

bool Settings::showsTips() const
{
    return value("show_tips").toBool();
}

QString Settings::logLevel() const
{
    return value("log_level").toString();
}

bool Settings::recognisesScannedPages() const
{
    return value("recognise_scanned_pages").toBool();
}

bool Settings::apiEnabled() const
{
    return value("api_server").toBool();
}

quint16 Settings::apiPort() const
{
    return static_cast<quint16>(value("api_port").toUInt());
}

bool Settings::offline() const
{
    return value("offline").toBool();
}

QString Settings::proxy() const
{
    return value("proxy").toString();
}

QString Settings::caCertificatesPath() const
{
    return value("ca_certificates").toString();
}

QString Settings::secContact() const
{
    return value("sec_contact").toString();
}

QList<QUrl> Settings::feedUrls() const
{
    QList<QUrl> urls;
    for (const auto &text : value("feed_urls").toString().split(QLatin1Char(' '), Qt::SkipEmptyParts))
        urls.append(QUrl(text, QUrl::StrictMode));
    return urls;
}

bool Settings::isSourceEnabled(const QString &source) const
{
    return m_values.value(source + QStringLiteral("_enabled")).value.toBool();
}

QUrl Settings::sourceUrl(const QString &source) const
{
    return QUrl(m_values.value(source + QStringLiteral("_url")).value.toString(), QUrl::StrictMode);
}

} // namespace consultantos
