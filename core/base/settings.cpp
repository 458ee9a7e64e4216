// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLockFile>
#include <QSaveFile>
#include <QUrl>

#include <array>
#include <cmath>

namespace consultantos {
namespace {

enum class Type { Boolean, Integer, Choice, RedisUrl };

struct Declaration {
    const char *key;
    const char *environmentName;
    Type type;
    const char *defaultText;
    int min;
    int max;
    const char *choices; ///< separated by blanks
    bool secret;
    const char *description;
};

constexpr int Day = 24 * 3600;

// LANGUAGE, THEME and the like carry our prefix: desktops set LANGUAGE themselves, with another meaning.
constexpr std::array Declarations{
    Declaration{"redis_url", "REDIS_URL", Type::RedisUrl, "", 0, 0, "", true,
                QT_TRANSLATE_NOOP("settings", "Redis server of the shared cache; empty for none")},
    Declaration{"enable_performance_metrics", "ENABLE_PERFORMANCE_METRICS", Type::Boolean, "true", 0, 0, "", false,
                QT_TRANSLATE_NOOP("settings", "Record how long analyses and agents take")},
    Declaration{"cache_l1_ttl_seconds", "CACHE_L1_TTL_SECONDS", Type::Integer, "300", 1, 365 * Day, "", false,
                QT_TRANSLATE_NOOP("settings", "How long the cache's first level (memory) keeps an entry, in seconds")},
    Declaration{"cache_ttl_seconds", "CACHE_TTL_SECONDS", Type::Integer, "3600", 1, 365 * Day, "", false,
                QT_TRANSLATE_NOOP("settings", "How long the cache's second level (Redis) keeps an entry, in seconds")},
    Declaration{"cache_l3_ttl_seconds", "CACHE_L3_TTL_SECONDS", Type::Integer, "86400", 1, 365 * Day, "", false,
                QT_TRANSLATE_NOOP("settings", "How long the cache's third level (disk) keeps an entry, in seconds")},
    Declaration{"max_concurrent_agents", "MAX_CONCURRENT_AGENTS", Type::Integer, "5", 1, 64, "", false,
                QT_TRANSLATE_NOOP("settings", "How many agents run at once, over all analyses")},
    Declaration{"llm_batch_size", "LLM_BATCH_SIZE", Type::Integer, "5", 1, 50, "", false,
                QT_TRANSLATE_NOOP("settings", "How many requests to a language model go out together")},
    Declaration{"agent_timeout_seconds", "AGENT_TIMEOUT_SECONDS", Type::Integer, "60", 1, 3600, "", false,
                QT_TRANSLATE_NOOP("settings", "After how many seconds an agent is given up")},
    Declaration{"language", "CONSULTANTOS_LANGUAGE", Type::Choice, "system", 0, 0, "system en de", false,
                QT_TRANSLATE_NOOP("settings", "Language of the program")},
    Declaration{"theme", "CONSULTANTOS_THEME", Type::Choice, "system", 0, 0, "system light dark", false,
                QT_TRANSLATE_NOOP("settings", "Colours of the window")},
    Declaration{"log_level", "CONSULTANTOS_LOG_LEVEL", Type::Choice, "info", 0, 0, "debug info warning error", false,
                QT_TRANSLATE_NOOP("settings", "The least severe messages that the log keeps")},
    Declaration{"offline", "CONSULTANTOS_OFFLINE", Type::Boolean, "false", 0, 0, "", false,
                QT_TRANSLATE_NOOP("settings", "Never use the network")},
};

QString keyOf(const Declaration &declaration)
{
    return QLatin1String(declaration.key);
}

const Declaration *find(const QString &key)
{
    for (const auto &declaration : Declarations) {
        if (key == QLatin1String(declaration.key))
            return &declaration;
    }
    return nullptr;
}

QStringList choicesOf(const Declaration &declaration)
{
    return QString(QLatin1String(declaration.choices)).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

QString allowedText(const Declaration &declaration)
{
    switch (declaration.type) {
    case Type::Boolean:
        return QCoreApplication::translate("settings", "true or false");
    case Type::Integer:
        return QCoreApplication::translate("settings", "a whole number from %1 to %2")
            .arg(declaration.min)
            .arg(declaration.max);
    case Type::Choice:
        return QCoreApplication::translate("settings", "one of %1")
            .arg(choicesOf(declaration).join(QStringLiteral(", ")));
    case Type::RedisUrl:
        break;
    }
    return QCoreApplication::translate("settings",
                                       "an address redis://host:port, rediss://host:port or unix:///path, or nothing");
}

bool isRedisUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid())
        return false;
    if (url.scheme() == QLatin1String("unix"))
        return !url.path().isEmpty();
    return (url.scheme() == QLatin1String("redis") || url.scheme() == QLatin1String("rediss")) && !url.host().isEmpty();
}

/// The value of `text`; invalid if it isn't allowed.
QVariant parse(const Declaration &declaration, const QString &text)
{
    switch (declaration.type) {
    case Type::Boolean: {
        const auto word = text.trimmed().toLower();
        if (QStringList{QStringLiteral("true"), QStringLiteral("1"), QStringLiteral("yes"), QStringLiteral("on")}
                .contains(word))
            return true;
        if (QStringList{QStringLiteral("false"), QStringLiteral("0"), QStringLiteral("no"), QStringLiteral("off")}
                .contains(word))
            return false;
        return {};
    }
    case Type::Integer: {
        bool ok = false;
        const int number = text.trimmed().toInt(&ok);
        return ok && number >= declaration.min && number <= declaration.max ? QVariant(number) : QVariant();
    }
    case Type::Choice:
        return choicesOf(declaration).contains(text) ? QVariant(text) : QVariant();
    case Type::RedisUrl:
        break;
    }
    return text.isEmpty() || isRedisUrl(text) ? QVariant(text) : QVariant();
}

/// As parse(), of a value of the settings file: its JSON type must fit too.
QVariant parse(const Declaration &declaration, const QJsonValue &value)
{
    switch (declaration.type) {
    case Type::Boolean:
        return value.isBool() ? QVariant(value.toBool()) : QVariant();
    case Type::Integer: {
        const double number = value.toDouble(std::nan(""));
        return number == std::floor(number) && number >= declaration.min && number <= declaration.max
                   ? QVariant(int(number))
                   : QVariant();
    }
    case Type::Choice:
    case Type::RedisUrl:
        break;
    }
    return value.isString() ? parse(declaration, value.toString()) : QVariant();
}

QString textOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    const auto text = QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
    return text.mid(1, text.size() - 2);
}

/// A text as it may be shown: passwords never are.
QString shown(const Declaration &declaration, const QString &text)
{
    if (!declaration.secret || text.isEmpty())
        return text;
    if (!isRedisUrl(text))
        return QCoreApplication::translate("settings", "(not shown)");
    QUrl url(text);
    if (!url.userInfo().isEmpty())
        url.setUserInfo(QStringLiteral("***"));
    url.setQuery(QString());
    return url.toString();
}

Error wrongValue(const Declaration &declaration, const QString &origin, const QString &text)
{
    return {ErrorCode::InvalidArgument,
            QCoreApplication::translate("settings", "The setting %1 from the %2 has the value \"%3\".")
                .arg(keyOf(declaration), origin, shown(declaration, text)),
            QCoreApplication::translate("settings", "Allowed is %1.").arg(allowedText(declaration))};
}

struct Reading {
    const Declaration *declaration = nullptr;
    QVariant value; ///< invalid when wrong
    QString text;
    SettingOrigin origin = SettingOrigin::Default;
    std::optional<Error> error;
};

struct Readings {
    QList<Reading> settings;                 ///< one per declaration
    QList<std::pair<QString, Error>> others; ///< unknown keys, an unreadable file
};

Result<QJsonObject> readFile(const QString &dataDir)
{
    const auto path = Settings::filePath(dataDir);
    return QFileInfo::exists(path) ? json::readObject(path) : QJsonObject();
}

Readings readAll(const QString &dataDir, const QProcessEnvironment &environment)
{
    Readings readings;
    const auto read = readFile(dataDir);
    if (!read)
        readings.others.append({Settings::filePath(dataDir), read.error()});
    const auto file = read.value_or(QJsonObject());
    for (const auto &declaration : Declarations) {
        Reading reading{&declaration, {}, QLatin1String(declaration.defaultText), SettingOrigin::Default, {}};
        const auto name = QLatin1String(declaration.environmentName);
        auto origin = settingOriginName(SettingOrigin::Default);
        if (const auto text = environment.value(name); !text.isEmpty()) {
            reading.origin = SettingOrigin::Environment;
            reading.text = text;
            reading.value = parse(declaration, text);
            origin = QCoreApplication::translate("settings", "environment (%1)").arg(name);
        } else if (file.contains(keyOf(declaration))) {
            const auto value = file[keyOf(declaration)];
            reading.origin = SettingOrigin::SettingsFile;
            reading.text = textOf(value);
            reading.value = parse(declaration, value);
            origin = QCoreApplication::translate("settings", "settings file (%1)").arg(Settings::filePath(dataDir));
        } else {
            reading.value = parse(declaration, reading.text);
        }
        if (!reading.value.isValid())
            reading.error = wrongValue(declaration, origin, reading.text);
        readings.settings.append(reading);
    }
    for (const auto &key : file.keys()) {
        if (!find(key))
            readings.others.append(
                {key, Error{ErrorCode::InvalidArgument,
                            QCoreApplication::translate("settings", "The settings file (%1) has an unknown key \"%2\".")
                                .arg(Settings::filePath(dataDir), key),
                            QCoreApplication::translate("settings", "Correct its name or take it out.")}});
    }
    return readings;
}

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
    if (!QDir().mkpath(dataDir))
        return cantWrite(QCoreApplication::translate("settings", "The folder can't be made."));
    QLockFile lock(path + QStringLiteral(".lock"));
    if (!lock.tryLock(2'000))
        return cantWrite(QCoreApplication::translate(
            "settings", "Another process is writing it, or the folder can't be written to."));
    auto object = readFile(dataDir);
    if (!object)
        return tl::unexpected(object.error());
    change(*object);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(*object).toJson()) < 0 || !file.commit())
        return cantWrite(file.errorString());
    return {};
}

} // namespace

QString settingOriginName(SettingOrigin origin)
{
    switch (origin) {
    case SettingOrigin::Environment:
        return QCoreApplication::translate("settings", "environment");
    case SettingOrigin::SettingsFile:
        return QCoreApplication::translate("settings", "settings file");
    case SettingOrigin::Default:
        break;
    }
    return QCoreApplication::translate("settings", "default");
}

Settings::Settings()
{
    for (const auto &declaration : Declarations)
        m_values.insert(keyOf(declaration),
                        {parse(declaration, QString(QLatin1String(declaration.defaultText))), SettingOrigin::Default});
}

Result<Settings> Settings::load(const QString &dataDir, const QProcessEnvironment &environment)
{
    const auto readings = readAll(dataDir, environment);
    if (!readings.others.isEmpty())
        return tl::unexpected(readings.others.first().second);
    Settings settings;
    settings.m_dataDir = dataDir;
    for (const auto &reading : readings.settings) {
        if (reading.error)
            return tl::unexpected(*reading.error);
        settings.m_values.insert(keyOf(*reading.declaration), {reading.value, reading.origin});
    }
    return settings;
}

QList<SettingDescription> Settings::describe(const QString &dataDir, const QProcessEnvironment &environment)
{
    const auto readings = readAll(dataDir, environment);
    QList<SettingDescription> descriptions;
    for (const auto &reading : readings.settings) {
        const auto &declaration = *reading.declaration;
        SettingDescription description;
        description.key = keyOf(declaration);
        description.environmentName = QLatin1String(declaration.environmentName);
        description.value = shown(declaration, reading.error ? reading.text : reading.value.toString());
        description.defaultValue = QLatin1String(declaration.defaultText);
        description.allowed = allowedText(declaration);
        description.choices = choicesOf(declaration);
        description.origin = reading.origin;
        description.description = QCoreApplication::translate("settings", declaration.description);
        description.error = reading.error ? reading.error->toText() : QString();
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
    const auto *declaration = find(key);
    if (!declaration)
        return fail(ErrorCode::NotFound,
                    QCoreApplication::translate("settings", "There is no setting \"%1\".").arg(key));
    const auto value = parse(*declaration, text);
    if (!value.isValid())
        return tl::unexpected(wrongValue(*declaration, QCoreApplication::translate("settings", "settings page"), text));
    auto saved = changeFile(m_dataDir, [&](QJsonObject &object) { object[key] = QJsonValue::fromVariant(value); });
    if (saved && origin(key) != SettingOrigin::Environment)
        m_values.insert(key, {value, SettingOrigin::SettingsFile});
    return saved;
}

Status Settings::reset(const QString &key)
{
    const auto *declaration = find(key);
    if (!declaration)
        return fail(ErrorCode::NotFound,
                    QCoreApplication::translate("settings", "There is no setting \"%1\".").arg(key));
    auto saved = changeFile(m_dataDir, [&](QJsonObject &object) { object.remove(key); });
    if (saved && origin(key) != SettingOrigin::Environment)
        m_values.insert(
            key, {parse(*declaration, QString(QLatin1String(declaration->defaultText))), SettingOrigin::Default});
    return saved;
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

int Settings::maxConcurrentAgents() const
{
    return value("max_concurrent_agents").toInt();
}

int Settings::llmBatchSize() const
{
    return value("llm_batch_size").toInt();
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

QString Settings::logLevel() const
{
    return value("log_level").toString();
}

bool Settings::offline() const
{
    return value("offline").toBool();
}

} // namespace consultantos
