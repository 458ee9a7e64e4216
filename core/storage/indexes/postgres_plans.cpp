// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/indexes/postgres_plans.h"

#include "storage/indexes/plan_exceptions.h"
#include "storage/postgres/postgres_full_text.h"
#include "storage/postgres/postgres_server.h"
#include "storage/sqlite_full_text.h"
#include "storage/store_place.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <array>

namespace consultantos {
namespace {

/// Each index of words that there is, as of the migrations.
const QStringList &textIndexes()
{
    static const QStringList names{QStringLiteral("report_text"), QStringLiteral("message_text"),
                                   QStringLiteral("passage_text")};
    return names;
}

/// What a plan must do without as long as it can.
const QStringList &avoided()
{
    static const QStringList ways{QStringLiteral("enable_seqscan"),          QStringLiteral("enable_sort"),
                                  QStringLiteral("enable_incremental_sort"), QStringLiteral("enable_hashagg"),
                                  QStringLiteral("enable_hashjoin"),         QStringLiteral("enable_mergejoin"),
                                  QStringLiteral("enable_material")};
    return ways;
}

Status setAvoided(const Connection &connection, const QString &statement)
{
    for (const auto &way : avoided()) {
        if (auto set = connection.run(statement.arg(way)); !set)
            return tl::unexpected(set.error());
    }
    return {};
}

bool wantsAll(const QString &sql)
{
    static const QRegularExpression condition(QStringLiteral("\\b(?:WHERE\\b(?! 1 = 1(?! AND))|JOIN\\b)"));
    return !condition.match(sql).hasMatch();
}

/// Why a fault is none on a server alone; else as on files.
QString serverReason(const QString &store, const QString &sql, PlanFault fault)
{
    struct Exception {
        const char *store;
        const char *part; ///< of the statement
        const char *reason;
    };
    static constexpr std::array Exceptions{
        Exception{"facts", "replace(place, ?, '') <> place UNION",
                  "once when a document or workbook is taken out; where a fact stands is kept as text"},
        Exception{"documents", "FROM documents d WHERE d.id = ? ORDER BY",
                  "one document, which the server doesn't know to be in order"}};
    if (fault == PlanFault::TemporarySort) {
        for (const auto &one : Exceptions) {
            if (store == QLatin1String(one.store) && sql.contains(QLatin1String(one.part)))
                return QString::fromLatin1(one.reason);
        }
    }
    return reasonToAllow(store, sql, fault);
}

std::optional<PlanFault> faultOf(const QString &sql, const QString &step)
{
    static const QRegularExpression sort(QStringLiteral("^\\s*(?:->\\s+)?(?:Incremental )?Sort$"));
    static const QRegularExpression hash(QStringLiteral("^\\s*(?:->\\s+)?Hash(?:Aggregate|SetOp)\\b"));
    static const QRegularExpression scan(QStringLiteral("^\\s*(?:->\\s+)?(?:Parallel )?Seq Scan on "));
    if (sort.match(step).hasMatch() || hash.match(step).hasMatch())
        return PlanFault::TemporarySort;
    if (scan.match(step).hasMatch() && !wantsAll(sql))
        return PlanFault::FullScan;
    return std::nullopt;
}

} // namespace

QString postgresWording(const QString &sqliteStatement)
{
    auto sql = sqliteStatement;
    for (const auto &index : textIndexes()) {
        sql.replace(SqliteFullText().matches(index), PostgresFullText().matches(index));
        sql.replace(SqliteFullText().finds(index), PostgresFullText().finds(index));
        // Of what else is said about SQLite's table of words the server's own column takes care.
        if (QRegularExpression(QStringLiteral("\\b(?:FROM|INTO|JOIN) %1\\b").arg(index)).match(sql).hasMatch()
            && index != QLatin1String("report_text"))
            return {};
    }
    return sql;
}

Result<QList<PlanFinding>> postgresFindings(const Connection &connection, const QString &store,
                                            const QStringList &statements)
{
    if (auto set = setAvoided(connection, QStringLiteral("SET %1 TO off")); !set)
        return tl::unexpected(set.error());
    QList<PlanFinding> findings;
    for (const auto &statement : statements) {
        const auto sql = postgresWording(statement);
        if (!sql.startsWith(QLatin1String("SELECT")) && !sql.startsWith(QLatin1String("WITH")))
            continue; // writers find their rows as readers do; a plan of theirs needs the right to write
        const auto plan = connection.planOf(sql);
        if (plan.isEmpty())
            findings.append({store, sql, PlanFault::NotPrepared, {}, {}});
        for (const auto &step : plan.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
            if (const auto fault = faultOf(sql, step))
                findings.append({store, sql, *fault, step.trimmed(), serverReason(store, sql, *fault)});
        }
    }
    if (auto reset = setAvoided(connection, QStringLiteral("RESET %1")); !reset)
        return tl::unexpected(reset.error());
    return findings;
}

Result<IndexCheck> checkOnServer(const QList<CheckedStore> &stores, const StorePlace &place,
                                 const std::shared_ptr<const Clock> &clock)
{
    const QTemporaryDir spare;
    if (!spare.isValid())
        return fail(ErrorCode::ReadOnly,
                    QCoreApplication::translate("storage", "No temporary folder can be made; nothing was checked."),
                    spare.errorString());
    IndexCheck check;
    for (const auto &store : stores) {
        const auto schema =
            PostgresStoreName{place.engagementId, place.title, QFileInfo(store.file).completeBaseName()}.schema();
        ConnectionOptions options;
        options.title = store.schema.title;
        options.path = place.server->url().text();
        const auto connection = place.server->lease(options, schema);
        if (!connection)
            return tl::unexpected(connection.error());
        const auto there = (*connection)
                               ->scalar(QStringLiteral("SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = ? AND "
                                                       "tablename = 'schema_version'"),
                                        {schema});
        if (!there)
            return tl::unexpected(there.error());
        if (!there->isValid())
            continue;
        for (auto index : declaredIndexes(store.name, store.schema)) {
            const auto known = (*connection)
                                   ->scalar(QStringLiteral("SELECT 1 FROM pg_catalog.pg_indexes WHERE schemaname = ? "
                                                           "AND indexname = ?"),
                                            {schema, index.name});
            if (!known)
                return tl::unexpected(known.error());
            index.isThere = known->isValid();
            if (!index.isThere)
                check.missing.append(index);
        }
        const auto statements = IndexDesk::statementsOf(store, spare.path(), clock);
        if (!statements)
            return tl::unexpected(statements.error());
        check.statements += int(statements->size());
        const auto findings = postgresFindings(**connection, store.name, *statements);
        if (!findings)
            return tl::unexpected(findings.error());
        for (const auto &finding : *findings)
            (finding.reason.isEmpty() ? check.faults : check.allowed).append(finding);
    }
    return check;
}

} // namespace consultantos
