// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/support_archive.h"

#include "about/program_version.h"
#include "base/setting_declaration.h"
#include "base/settings.h"
#include "storage/backup/durable_files.h"
#include "support/log_filter.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QStorageInfo>
#include <QSysInfo>
#include <QThread>

#include <sqlite3.h>
#include <zip.h>

#include <algorithm>
#include <memory>

namespace consultantos {

namespace {

constexpr qint64 MostLogBytes = 4LL * 1024 * 1024; ///< read from the end of each file
constexpr qsizetype MostLogLines = 5'000;

constexpr auto About = R"(This archive was made by ConsultantOS for whoever helps with a fault.

about.json     versions of the program and its libraries, system, room on the disk
settings.json  which settings differ from their defaults; values of switches, numbers and choices only
policy.json    what the administrator's policy governs, likewise
stores.json    sizes and schema versions of the stores
findings.json  what `doctor` looked at, and whether it was fine
log.jsonl      the end of the log; of each line the program's own words, the rest as an ellipsis
crash-*.txt    notes of crashes: why, and the call stack

It holds no key, password or address, no name of a file, folder, client or person, and no text of a report, question or
document. Look into it before you send it.
)";

QByteArray asText(const QJsonObject &object)
{
    return QJsonDocument(object).toJson();
}

/// Whether the program itself decides what words such a value may be.
bool isOfFixedWords(SettingType type)
{
    return type == SettingType::Boolean || type == SettingType::Integer || type == SettingType::Choice
           || type == SettingType::Money || type == SettingType::Words;
}

QJsonObject settingsOf(const SupportParts &parts)
{
    QJsonArray settings;
    int unknown = 0;
    for (const auto &setting : Settings::describe(parts.dataDir, parts.environment, parts.policy)) {
        const auto *declaration = findSetting(setting.key);
        if (!declaration) {
            ++unknown; // its very name is the user's text
            continue;
        }
        QJsonObject told{{QStringLiteral("key"), setting.key},
                         {QStringLiteral("origin"), settingOriginKey(setting.origin)},
                         {QStringLiteral("locked"), setting.isLocked},
                         {QStringLiteral("wrong"), !setting.error.isEmpty()}};
        if (setting.error.isEmpty() && !declaration->secret && isOfFixedWords(declaration->type))
            told.insert(QStringLiteral("value"), setting.value);
        else
            told.insert(QStringLiteral("is_set"), !setting.value.isEmpty());
        settings.append(told);
    }
    return {{QStringLiteral("settings"), settings}, {QStringLiteral("unknown_keys"), unknown}};
}

QJsonObject policyOf(const Result<Policy> &policy)
{
    if (!policy)
        return {{QStringLiteral("faulty"), true}};
    QJsonObject rules;
    for (const auto &declaration : settingDeclarations()) {
        const auto *rule = policy->rule(keyOf(declaration));
        if (!rule)
            continue;
        QJsonObject told{{QStringLiteral("locked"), rule->isLocked()}};
        if (!declaration.secret && isOfFixedWords(declaration.type)) {
            if (rule->locked)
                told.insert(QStringLiteral("value"), *rule->locked);
            told.insert(QStringLiteral("allowed"), QJsonArray::fromStringList(rule->allowed));
        }
        if (rule->min)
            told.insert(QStringLiteral("min"), *rule->min);
        if (rule->max)
            told.insert(QStringLiteral("max"), *rule->max);
        rules.insert(keyOf(declaration), told);
    }
    QJsonArray exports;
    for (const auto *format : {"json", "md", "html", "pdf", "docx", "xlsx", "pptx", "sealed"}) {
        if (policy->allowsExport(QLatin1String(format)))
            exports.append(QLatin1String(format));
    }
    QJsonObject told{{QStringLiteral("there"), !policy->isEmpty()},
                     {QStringLiteral("settings"), rules},
                     {QStringLiteral("export_formats"), exports}};
    if (policy->allowedHosts())
        told.insert(QStringLiteral("allowed_hosts"), int(policy->allowedHosts()->size()));
    return told;
}

/// PRAGMA user_version; -1 where the file can't be read as a database.
int schemaVersion(const QString &path)
{
    sqlite3 *handle = nullptr;
    int version = -1;
    if (sqlite3_open_v2(path.toUtf8().constData(), &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr)
        == SQLITE_OK) {
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v2(handle, "PRAGMA user_version", -1, &statement, nullptr) == SQLITE_OK
            && sqlite3_step(statement) == SQLITE_ROW)
            version = sqlite3_column_int(statement, 0);
        sqlite3_finalize(statement);
    }
    sqlite3_close_v2(handle);
    return version;
}

QJsonObject filesBelow(const QString &folder)
{
    int count = 0;
    qint64 bytes = 0;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        ++count;
        bytes += files.fileInfo().size();
    }
    return {{QStringLiteral("files"), count}, {QStringLiteral("bytes"), bytes}};
}

QJsonObject storesIn(const QString &folder)
{
    const QDir dir(folder);
    QJsonObject stores;
    for (const auto *name : {"library", "facts", "documents", "conversations", "monitors", "money", "metrics", "jobs",
                             "users", "egress"}) {
        const auto path = dir.filePath(QLatin1String(name) + QStringLiteral(".db"));
        if (!QFileInfo::exists(path))
            continue;
        stores.insert(QLatin1String(name),
                      QJsonObject{{QStringLiteral("bytes"), QFileInfo(path).size()},
                                  {QStringLiteral("wal_bytes"), QFileInfo(path + QStringLiteral("-wal")).size()},
                                  {QStringLiteral("writable"), QFileInfo(path).isWritable()},
                                  {QStringLiteral("schema"), schemaVersion(path)}});
    }
    return {{QStringLiteral("stores"), stores},
            {QStringLiteral("documents"), filesBelow(dir.filePath(QStringLiteral("documents")))},
            {QStringLiteral("cache_bytes"), QFileInfo(dir.filePath(QStringLiteral("cache.sqlite"))).size()},
            {QStringLiteral("set_aside"),
             int(dir.entryList({QStringLiteral("*.corrupt-*")}, QDir::Files | QDir::Dirs).size())}};
}

QJsonObject storesOf(const QString &dataDir)
{
    auto told = storesIn(dataDir);
    QJsonArray engagements; // the newest first: names tell clients, and so may the order of names
    const QDir place(QDir(dataDir).filePath(QStringLiteral("engagements")));
    for (const auto &name : place.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Time))
        engagements.append(storesIn(place.filePath(name)));
    told.insert(QStringLiteral("engagements"), engagements);
    return told;
}

QByteArray endOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    if (file.size() > MostLogBytes) {
        file.seek(file.size() - MostLogBytes);
        file.readLine();
    }
    return file.readAll();
}

QByteArray logOf(const QString &dataDir, const LogFilter &filter)
{
    const QDir logs(QDir(dataDir).filePath(QStringLiteral("logs")));
    const auto raw = endOf(logs.filePath(QStringLiteral("consultantos.1.log")))
                     + endOf(logs.filePath(QStringLiteral("consultantos.log")));
    const auto lines = raw.split('\n');
    QByteArray kept;
    for (auto i = std::max<qsizetype>(0, lines.size() - MostLogLines); i < lines.size(); ++i) {
        if (const auto line = filter.line(lines[i]); !line.isEmpty())
            kept += line + '\n';
    }
    return kept;
}

QJsonObject aboutOf(const SupportParts &parts, const Clock &clock)
{
    auto about = ProgramVersion::ofThis().toJson(parts.program);
    const QStorageInfo disk(parts.dataDir);
    about.insert(QStringLiteral("made"), clock.nowUtc().toString(Qt::ISODate));
    about.insert(QStringLiteral("system"), QSysInfo::prettyProductName());
    about.insert(QStringLiteral("kernel"), QSysInfo::kernelType() + QLatin1Char(' ') + QSysInfo::kernelVersion());
    about.insert(QStringLiteral("processor"), QSysInfo::currentCpuArchitecture());
    about.insert(QStringLiteral("processors"), QThread::idealThreadCount());
    about.insert(QStringLiteral("locale"), QLocale::system().name());
    about.insert(QStringLiteral("file_system"), QString::fromLatin1(disk.fileSystemType()));
    about.insert(QStringLiteral("free_bytes"), disk.bytesAvailable());
    return about;
}

Status notWritten(const QString &path, zip_error_t *error)
{
    const auto cause = QString::fromUtf8(zip_error_strerror(error));
    if (zip_error_system_type(error) == ZIP_ET_SYS && durable::isNoRoom(zip_error_code_system(error)))
        return tl::unexpected(durable::writeError(path, cause, true));
    return fail(ErrorCode::ReadOnly,
                QCoreApplication::translate("Support", "The support archive %1 could not be written.").arg(path),
                cause);
}

} // namespace

QMap<QString, QByteArray> supportFiles(const SupportParts &parts, const Clock &clock)
{
    const LogFilter filter;
    QMap<QString, QByteArray> files{
        {QStringLiteral("README.txt"), About},
        {QStringLiteral("about.json"), asText(aboutOf(parts, clock))},
        {QStringLiteral("settings.json"), asText(settingsOf(parts))},
        {QStringLiteral("policy.json"), asText(policyOf(parts.policy))},
        {QStringLiteral("stores.json"), asText(storesOf(parts.dataDir))},
        {QStringLiteral("findings.json"), asText({{QStringLiteral("findings"), parts.findings}})},
        {QStringLiteral("log.jsonl"), logOf(parts.dataDir, filter)}};
    const QDir crashes(QDir(parts.dataDir).filePath(QStringLiteral("crashes")));
    int number = 0;
    for (const auto &name : crashes.entryList({QStringLiteral("*.txt")}, QDir::Files, QDir::Time))
        files.insert(QStringLiteral("crash-%1.txt").arg(++number, 2, 10, QLatin1Char('0')),
                     filter.crashNote(endOf(crashes.filePath(name))));
    return files;
}

Status writeSupportArchive(const QString &path, const SupportParts &parts, const Clock &clock)
{
    const auto files = supportFiles(parts, clock);
    int code = 0;
    std::unique_ptr<zip_t, decltype(&zip_discard)> archive(
        zip_open(path.toUtf8().constData(), ZIP_CREATE | ZIP_TRUNCATE, &code), &zip_discard);
    if (!archive) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        auto failure = notWritten(path, &error);
        zip_error_fini(&error);
        return failure;
    }
    for (auto it = files.cbegin(); it != files.cend(); ++it) {
        // The archive reads them when it is closed.
        auto *source = zip_source_buffer(archive.get(), it.value().constData(), zip_uint64_t(it.value().size()), 0);
        if (!source || zip_file_add(archive.get(), it.key().toUtf8().constData(), source, ZIP_FL_ENC_UTF_8) < 0) {
            zip_source_free(source);
            return notWritten(path, zip_get_error(archive.get()));
        }
    }
    if (zip_close(archive.get()) != 0)
        return notWritten(path, zip_get_error(archive.get()));
    static_cast<void>(archive.release()); // closed
    return {};
}

} // namespace consultantos
