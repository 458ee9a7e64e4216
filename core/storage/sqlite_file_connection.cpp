// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite_file_connection.h"

#include "storage/sqlite_error.h"
#include "storage/sqlite_full_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <QUrl>

#include <utility>

namespace consultantos {

SqliteFileConnection::SqliteFileConnection(const SqliteFileOptions &options)
    : Connection(newName(), options)
    , m_busyTimeoutMs(options.busyTimeoutMs)
    , m_writers(options.writers)
{
}

Result<std::unique_ptr<Connection>> SqliteFileConnection::open(const SqliteFileOptions &options)
{
    auto connection = std::unique_ptr<SqliteFileConnection>(new SqliteFileConnection(options));
    QStringList settings{QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(options.busyTimeoutMs)};
    auto name = options.path;
    if (options.readOnly)
        settings.append(QStringLiteral("QSQLITE_OPEN_READONLY"));
    if (options.immutable) {
        settings.append(QStringLiteral("QSQLITE_OPEN_URI"));
        name = QString::fromLatin1(QUrl::fromLocalFile(options.path).toEncoded()) + QStringLiteral("?immutable=1");
    }
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection->name());
        database.setConnectOptions(settings.join(QLatin1Char(';')));
        database.setDatabaseName(name);
        if (!database.open())
            return tl::unexpected(connection->errorOf(database.lastError()));
    }
    QStringList pragmas{QStringLiteral("PRAGMA foreign_keys = ON"), QStringLiteral("PRAGMA synchronous = FULL")};
    if (options.readOnly)
        pragmas.append(QStringLiteral("PRAGMA query_only = ON"));
    for (const auto &pragma : std::as_const(pragmas)) {
        if (auto done = connection->run(pragma); !done)
            return tl::unexpected(done.error());
    }
    return connection;
}

const FullText &SqliteFileConnection::fullText() const
{
    static const SqliteFullText fullText;
    return fullText;
}

Status SqliteFileConnection::beginChange() const
{
    bool isOurs = false; // a change within a change fails, and leaves the outer one its turn
    if (m_writers) {
        const auto entry = m_writers->enter(std::chrono::milliseconds(m_busyTimeoutMs));
        if (entry == WriterQueue::Entry::TimedOut)
            return fail(ErrorCode::Busy,
                        QCoreApplication::translate("storage", "%1 is in use by another process; nothing was changed.")
                            .arg(options().title),
                        options().path, true);
        isOurs = entry == WriterQueue::Entry::Entered;
    }
    if (auto begun = reuse(QStringLiteral("BEGIN IMMEDIATE"), {}); !begun) {
        if (isOurs)
            m_writers->leave();
        return tl::unexpected(begun.error());
    }
    m_hasTurn = isOurs;
    return {};
}

Status SqliteFileConnection::commitChange() const
{
    auto done = Connection::commitChange();
    if (done)
        leaveTurn();
    return done; // not committed, it is rolled back, which leaves the turn
}

void SqliteFileConnection::rollBackChange() const
{
    Connection::rollBackChange();
    leaveTurn();
}

void SqliteFileConnection::leaveTurn() const
{
    if (std::exchange(m_hasTurn, false))
        m_writers->leave();
}

Status SqliteFileConnection::beginForgetting() const
{
    return scalar(QStringLiteral("PRAGMA secure_delete = ON")).map([](const QVariant &) {});
}

void SqliteFileConnection::endForgetting() const
{
    // The journal still has the old pages; another process that reads just now keeps it until it is done.
    (void)scalar(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
}

Error SqliteFileConnection::errorOf(const QSqlError &error) const
{
    return sqliteError(error, options().title, options().path);
}

QString SqliteFileConnection::planOf(const QString &sql) const
{
    if (options().path == QLatin1String(":memory:"))
        return stepsOf(handle(), sql);
    // By a connection of its own: SQLite counts the plan of a change as one that touched no row, and whoever asks this
    // connection how many rows were changed would be told that.
    const auto name = newName();
    QString plan;
    {
        auto other = QSqlDatabase::cloneDatabase(handle(), name);
        other.setConnectOptions(handle().connectOptions()
                                + QStringLiteral(";QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=0"));
        if (other.open())
            plan = stepsOf(other, sql);
    }
    QSqlDatabase::removeDatabase(name);
    return plan;
}

QString SqliteFileConnection::stepsOf(const QSqlDatabase &database, const QString &sql)
{
    QSqlQuery query(database);
    QStringList steps;
    const bool isPrepared = query.prepare(QStringLiteral("EXPLAIN QUERY PLAN ") + sql);
    // The driver wants all of them bound; the plan is that of the statement, not of its values.
    for (auto left = sql.count(u'?'); left > 0; --left)
        query.addBindValue(QVariant());
    if (isPrepared && query.exec()) {
        constexpr int Detail = 3;
        while (query.next())
            steps.append(query.value(Detail).toString());
    }
    return steps.join(u'\n');
}

} // namespace consultantos
