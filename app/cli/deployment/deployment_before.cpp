// SPDX-License-Identifier: GPL-3.0-or-later
// The reference's "Pre-Deployment".
#include "deployment/deployment_check.h"
#include "server/api/response_encoding.h"
#include "storage/database.h"
#include "storage/job_repository.h"
#include "storage/money_ledger.h"
#include "storage/sqlite_file_connection.h"
#include "storage/storage.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace consultantos {

namespace {

/// The families of the reference.
constexpr std::array<QByteArrayView, 15> Families{
    "consultantos_requests_total",         "consultantos_request_duration_seconds", "consultantos_active_requests",
    "consultantos_agent_duration_seconds", "consultantos_agent_errors_total",       "consultantos_agent_success_total",
    "consultantos_cache_hits_total",       "consultantos_cache_misses_total",       "consultantos_cache_errors_total",
    "consultantos_db_operations_total",    "consultantos_db_duration_seconds",      "consultantos_db_batch_size",
    "consultantos_llm_calls_total",        "consultantos_llm_duration_seconds",     "consultantos_llm_tokens_total"};

struct Store {
    QString path;
    DatabaseSchema schema;
};

QList<Store> storesOf(const QString &folder)
{
    return {{Storage::libraryPath(folder), ReportRepository::schema()},
            {Storage::factsPath(folder), FactRepository::schema()},
            {Storage::documentsPath(folder), DocumentRepository::schema()},
            {Storage::conversationsPath(folder), ConversationRepository::schema()},
            {Storage::egressPath(folder), EgressLedger::schema()},
            {Storage::jobsPath(folder), JobRepository::schema()},
            {Storage::moneyPath(folder), MoneyLedger::schema()}};
}

/// Names of the indexes that a store has by its newest schema.
QStringList indexesOf(const DatabaseSchema &schema)
{
    static const QRegularExpression made(
        QStringLiteral("^\\s*CREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+(?:IF NOT EXISTS\\s+)?(\\w+)"));
    static const QRegularExpression dropped(QStringLiteral("^\\s*DROP\\s+INDEX\\s+(?:IF EXISTS\\s+)?(\\w+)"));
    QStringList names;
    for (const auto &migration : schema.migrations) {
        for (const auto &statement : migration.statements) {
            if (const auto match = made.match(statement); match.hasMatch())
                names.append(match.captured(1));
            else if (const auto gone = dropped.match(statement); gone.hasMatch())
                names.removeAll(gone.captured(1));
        }
    }
    return names;
}

DeploymentItem dependencies(const DeploymentPlace &place)
{
    const DeploymentQuestion question("dependencies",
                                      QCoreApplication::translate("Cli", "The program, its resources and its stores"));
    QStringList faults;
    for (const auto &finding : place.diagnosis.findings) {
        if (!finding.isFine)
            faults.append(finding.subject + QStringLiteral(": ") + finding.state);
    }
    return question.judged(faults.isEmpty(),
                           faults.isEmpty() ? QCoreApplication::translate("Cli", "all there and intact")
                                            : faults.join(QStringLiteral("; ")),
                           QCoreApplication::translate("Cli", "doctor without --deployment says more."));
}

DeploymentItem settings(const DeploymentPlace &place)
{
    const DeploymentQuestion question("settings", QCoreApplication::translate("Cli", "Settings and environment"));
    QStringList wrong;
    int chosen = 0;
    for (const auto &setting : place.diagnosis.settings) {
        if (!setting.error.isEmpty())
            wrong.append(setting.key);
        chosen += setting.origin == SettingOrigin::Default ? 0 : 1;
    }
    return question.judged(wrong.isEmpty(),
                           wrong.isEmpty()
                               ? QCoreApplication::translate("Cli", "%1 set, the others as they come").arg(chosen)
                               : QCoreApplication::translate("Cli", "wrong: %1").arg(wrong.join(QStringLiteral(", "))),
                           QCoreApplication::translate("Cli", "doctor without --deployment says more."));
}

DeploymentItem indexesDefined(const DeploymentPlace &place)
{
    const DeploymentQuestion question("indexes_defined",
                                      QCoreApplication::translate("Cli", "Indexes of the stores are defined"));
    int count = 0;
    for (const auto &store : storesOf(place.storeFolder))
        count += static_cast<int>(indexesOf(store.schema).size());
    return question.judged(count > 0, QCoreApplication::translate("Cli", "%1, part of the stores' schemas").arg(count),
                           {});
}

DeploymentItem indexesDeployed(const DeploymentPlace &place)
{
    const DeploymentQuestion question("indexes_deployed",
                                      QCoreApplication::translate("Cli", "Indexes are in the stores"));
    int stores = 0;
    QStringList missing;
    for (const auto &store : storesOf(place.storeFolder)) {
        if (!QFileInfo::exists(store.path))
            continue;
        // Read-only and without a migration: looking must not change what is looked at.
        SqliteFileOptions options;
        options.path = store.path;
        options.title = store.schema.title;
        options.readOnly = true;
        options.busyTimeoutMs = 1'000;
        const auto connection = SqliteFileConnection::open(options);
        auto rows = connection
                        ? (*connection)->run(QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'index'"))
                        : Result<QSqlQuery>(tl::unexpected(connection.error()));
        if (!rows) {
            missing.append(rows.error().message);
            continue;
        }
        ++stores;
        QStringList names;
        while (rows->next())
            names.append(rows->value(0).toString());
        for (const auto &name : indexesOf(store.schema)) {
            if (!names.contains(name))
                missing.append(QFileInfo(store.path).fileName() + QLatin1Char('/') + name);
        }
    }
    if (stores == 0 && missing.isEmpty())
        return question.notApplicable(
            QCoreApplication::translate("Cli", "no store is there yet; each comes with them"));
    return question.judged(
        missing.isEmpty(),
        missing.isEmpty() ? QCoreApplication::translate("Cli", "all, in %1 stores").arg(stores)
                          : QCoreApplication::translate("Cli", "missing: %1").arg(missing.join(QStringLiteral(", "))),
        QCoreApplication::translate("Cli",
                                    "A store of an earlier version gets them at the program's next start; if they are "
                                    "missing after it, restore the store from its copy."));
}

DeploymentItem redis(const DeploymentPlace &place)
{
    const DeploymentQuestion question("redis", QCoreApplication::translate("Cli", "Redis server (optional)"));
    if (!place.redis)
        return question.notApplicable(
            QCoreApplication::translate("Cli", "REDIS_URL is empty: memory and disk are the cache"));
    if (place.redis->failure)
        return question.failed(
            place.redis->failure->message,
            QCoreApplication::translate("Cli", "Start it, or correct REDIS_URL. Work goes on without."));
    return question.passed(QCoreApplication::translate("Cli", "%1 answers in %2 µs")
                               .arg(place.redis->place, QString::number(place.redis->roundTrip.count())));
}

DeploymentItem redisMemory(const DeploymentPlace &place)
{
    const DeploymentQuestion question("redis_memory",
                                      QCoreApplication::translate("Cli", "Redis is bounded and evicts"));
    if (!place.redis || place.redis->failure)
        return question.notApplicable(QCoreApplication::translate("Cli", "there is no Redis server to ask"));
    const auto advice = QCoreApplication::translate(
        "Cli", "CONFIG SET maxmemory 1gb and maxmemory-policy allkeys-lru, and the same in redis.conf.");
    if (!place.redis->maxMemory)
        return question.byHand(QCoreApplication::translate("Cli", "the server doesn't tell its settings"), advice);
    const bool isBounded = *place.redis->maxMemory > 0 && place.redis->policy != "noeviction";
    return question.judged(
        isBounded,
        QCoreApplication::translate("Cli", "maxmemory %1 MB, policy %2")
            .arg(QString::number(*place.redis->maxMemory / 1'000'000), QString::fromLatin1(place.redis->policy)),
        advice);
}

DeploymentItem redisPersistence(const DeploymentPlace &place)
{
    const DeploymentQuestion question("redis_persistence",
                                      QCoreApplication::translate("Cli", "Redis keeps its entries over a restart"));
    if (!place.redis || place.redis->failure)
        return question.notApplicable(QCoreApplication::translate("Cli", "there is no Redis server to ask"));
    const auto advice =
        QCoreApplication::translate("Cli", "CONFIG SET appendonly yes, or save points, and the same in redis.conf.");
    if (!place.redis->isPersistent)
        return question.byHand(QCoreApplication::translate("Cli", "the server doesn't tell its settings"), advice);
    return question.judged(
        *place.redis->isPersistent,
        *place.redis->isPersistent
            ? QCoreApplication::translate("Cli", "it writes snapshots or its log")
            : QCoreApplication::translate("Cli", "neither snapshots nor a log: a restart empties it"),
        advice);
}

DeploymentItem components(const DeploymentPlace &place)
{
    const DeploymentQuestion question("components",
                                      QCoreApplication::translate("Cli", "Cache, agents and model calls are set up"));
    const auto &settings = place.settings;
    const bool hasCache = settings.cacheL1Bytes() > 0 && (settings.cacheL3Bytes() > 0 || place.redis);
    const auto found =
        QCoreApplication::translate("Cli", "memory %1 MB, disk %2 MB, %3 agents at once, %4 model calls together")
            .arg(QString::number(settings.cacheL1Bytes() / 1'000'000),
                 QString::number(settings.cacheL3Bytes() / 1'000'000), QString::number(settings.maxConcurrentAgents()),
                 QString::number(settings.llmBatchSize()));
    return question.judged(hasCache && settings.maxConcurrentAgents() > 1, found,
                           QCoreApplication::translate(
                               "Cli", "Set CACHE_L1_SIZE_MB, CACHE_L3_SIZE_MB and MAX_CONCURRENT_AGENTS above what "
                                      "switches them off."));
}

DeploymentItem compression(const DeploymentPlace &place)
{
    const DeploymentQuestion question("compression", QCoreApplication::translate("Cli", "Answers are compressed"));
    if (const auto missing = withoutServer(place, question))
        return *missing;
    return question.judged(place.server->compresses,
                           place.server->compresses
                               ? QCoreApplication::translate("Cli", "gzip from %1 bytes").arg(GzipFrom)
                               : QCoreApplication::translate("Cli", "the answer came as it is"),
                           QCoreApplication::translate("Cli", "A proxy in between may undo it: look at its settings."));
}

DeploymentItem metricsEndpoint(const DeploymentPlace &place)
{
    const DeploymentQuestion question("metrics_endpoint", QCoreApplication::translate("Cli", "Metrics can be scraped"));
    if (!place.settings.performanceMetricsEnabled())
        return question.failed(QCoreApplication::translate("Cli", "ENABLE_PERFORMANCE_METRICS is false"),
                               QCoreApplication::translate("Cli", "Set ENABLE_PERFORMANCE_METRICS=true."));
    if (const auto missing = withoutServer(place, question))
        return *missing;
    // A server that measures nothing describes the families all the same, but not its own process.
    QStringList missing;
    if (!place.server->metrics.families().contains("process_resident_memory_bytes"))
        missing.append(QStringLiteral("process_resident_memory_bytes"));
    for (const auto &name : Families) {
        if (!place.server->metrics.families().contains(name.toByteArray()))
            missing.append(QString::fromLatin1(name));
    }
    return question.judged(
        missing.isEmpty(),
        missing.isEmpty()
            ? QCoreApplication::translate("Cli", "%1 families").arg(place.server->metrics.families().size())
            : QCoreApplication::translate("Cli", "missing: %1").arg(missing.join(QStringLiteral(", "))),
        QCoreApplication::translate("Cli", "Start the server with ENABLE_PERFORMANCE_METRICS=true."));
}

} // namespace

DeploymentSection beforeDeployment(const DeploymentPlace &place)
{
    return {QStringLiteral("pre_deployment"),
            QCoreApplication::translate("Cli", "Before deployment"),
            {dependencies(place), settings(place), indexesDefined(place), indexesDeployed(place), redis(place),
             redisMemory(place), redisPersistence(place), components(place), compression(place),
             metricsEndpoint(place)}};
}

} // namespace consultantos
