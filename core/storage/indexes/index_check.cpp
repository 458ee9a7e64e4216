// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/indexes/index_check.h"

#include "storage/indexes/index_proposal.h"
#include "storage/statement_recorder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>

namespace consultantos {
namespace {

Result<std::unique_ptr<QTemporaryDir>> spareFolder()
{
    auto folder = std::make_unique<QTemporaryDir>();
    if (!folder->isValid())
        return fail(ErrorCode::ReadOnly,
                    QCoreApplication::translate("storage", "No temporary folder can be made; nothing was checked."),
                    folder->errorString());
    return folder;
}

Result<bool> isThere(const Connection &connection, const DeclaredIndex &index)
{
    return connection
        .scalar(QStringLiteral("SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = ?"), {index.name})
        .map([](const QVariant &value) { return value.isValid(); });
}

} // namespace

QList<DeclaredIndex> declaredIndexes(const QString &store, const DatabaseSchema &schema)
{
    static const QRegularExpression create(QStringLiteral("^CREATE (?:UNIQUE )?INDEX (\\w+) ON (\\w+)"));
    static const QRegularExpression drop(QStringLiteral("^DROP INDEX (\\w+)"));
    QList<DeclaredIndex> indexes;
    for (const auto &migration : schema.migrations) {
        for (const auto &statement : migration.statements) {
            const auto sql = statement.simplified();
            if (const auto created = create.match(sql); created.hasMatch())
                indexes.append({store, created.captured(1), created.captured(2), sql, true});
            else if (const auto dropped = drop.match(sql); dropped.hasMatch())
                indexes.removeIf([&](const auto &index) { return index.name == dropped.captured(1); });
        }
    }
    return indexes;
}

IndexDesk::IndexDesk(QList<CheckedStore> stores, Folders folders, std::shared_ptr<const Clock> clock)
    : m_stores(std::move(stores))
    , m_folders(std::move(folders))
    , m_clock(std::move(clock))
{
}

QString IndexDesk::pathOf(const CheckedStore &store) const
{
    return QDir(store.isOfDataFolder ? m_folders.data : m_folders.engagement).filePath(store.file);
}

Result<std::shared_ptr<Database>> IndexDesk::open(const CheckedStore &store, const QString &spareFolder) const
{
    const auto path = pathOf(store);
    return Database::open(QFileInfo::exists(path) ? path : QDir(spareFolder).filePath(store.file), store.schema,
                          m_clock);
}

Result<QStringList> IndexDesk::statementsOf(const CheckedStore &store, const QString &folder,
                                            const std::shared_ptr<const Clock> &clock)
{
    DatabaseOptions options;
    const auto database = Database::open(QDir(folder).filePath(store.file), store.schema, clock, options);
    if (!database)
        return tl::unexpected(database.error());
    // What making the file took is not asked again.
    options.recorder = std::make_shared<StatementRecorder>();
    const auto recorded = Database::open((*database)->path(), store.schema, clock, options);
    if (!recorded)
        return tl::unexpected(recorded.error());
    if (auto walked = store.walk(*recorded, clock); !walked)
        return tl::unexpected(walked.error());
    return options.recorder->of((*recorded)->path());
}

Result<QList<DeclaredIndex>> IndexDesk::list() const
{
    QList<DeclaredIndex> all;
    for (const auto &store : m_stores) {
        auto indexes = declaredIndexes(store.name, store.schema);
        if (QFileInfo::exists(pathOf(store))) {
            const auto database = Database::open(pathOf(store), store.schema, m_clock);
            if (!database)
                return tl::unexpected(database.error());
            const auto connection = (*database)->connection();
            if (!connection)
                return tl::unexpected(connection.error());
            for (auto &index : indexes) {
                const auto there = isThere(**connection, index);
                if (!there)
                    return tl::unexpected(there.error());
                index.isThere = *there;
            }
        }
        all += indexes;
    }
    return all;
}

Result<IndexCheck> IndexDesk::check() const
{
    IndexCheck check;
    auto indexes = list();
    if (!indexes)
        return tl::unexpected(indexes.error());
    indexes->removeIf([](const auto &index) { return index.isThere; });
    check.missing = *indexes;
    const auto spare = spareFolder();
    if (!spare)
        return tl::unexpected(spare.error());
    for (const auto &store : m_stores) {
        const auto statements = statementsOf(store, (*spare)->path(), m_clock);
        if (!statements)
            return tl::unexpected(statements.error());
        const auto database = open(store, (*spare)->path());
        if (!database)
            return tl::unexpected(database.error());
        const auto connection = (*database)->connection();
        if (!connection)
            return tl::unexpected(connection.error());
        for (const auto &sql : *statements) {
            ++check.statements;
            const auto findings = planFindings(**connection, store.name, sql);
            for (const auto &finding : findings)
                (finding.reason.isEmpty() ? check.faults : check.allowed).append(finding);
        }
    }
    return check;
}

Result<QList<DeclaredIndex>> IndexDesk::deploy() const
{
    auto missing = list();
    if (!missing)
        return missing;
    missing->removeIf([](const auto &index) { return index.isThere; });
    for (const auto &index : std::as_const(*missing)) {
        for (const auto &store : m_stores) {
            if (store.name != index.store)
                continue;
            const auto database = Database::open(pathOf(store), store.schema, m_clock);
            if (!database)
                return tl::unexpected(database.error());
            const auto made = (*database)->change([&index](Connection &connection) -> Status {
                return connection.run(index.sql).map([](const QSqlQuery &) {});
            });
            if (!made)
                return tl::unexpected(made.error());
        }
    }
    return missing;
}

Result<QStringList> IndexDesk::proposals(const QStringList &recorded) const
{
    const auto checked = check();
    if (!checked)
        return tl::unexpected(checked.error());
    QStringList proposed;
    for (const auto &index : checked->missing)
        proposed.append(index.sql);
    auto faults = checked->faults;
    for (const auto &store : m_stores) {
        if (!QFileInfo::exists(pathOf(store)) || recorded.isEmpty())
            continue;
        const auto database = Database::open(pathOf(store), store.schema, m_clock);
        const auto connection = database ? (*database)->connection() : tl::unexpected(database.error());
        if (!connection)
            return tl::unexpected(connection.error());
        for (const auto &sql : recorded) {
            auto findings = planFindings(**connection, store.name, sql);
            findings.removeIf([](const auto &one) {
                return one.fault == PlanFault::NotPrepared || !one.reason.isEmpty(); // another store's, or allowed
            });
            faults += findings;
        }
    }
    for (const auto &finding : std::as_const(faults)) {
        if (const auto sql = proposedIndex(finding.sql); !sql.isEmpty())
            proposed.append(sql);
    }
    proposed.removeDuplicates();
    return proposed;
}

} // namespace consultantos
