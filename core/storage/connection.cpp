// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/connection.h"

#include "base/logging.h"
#include "metrics/program_metrics.h"
#include "storage/sqlite_error.h"
#include "storage/statement_recorder.h"
#include "storage/writer_queue.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QSqlError>
#include <QStringList>
#include <QUrl>

#include <algorithm>
#include <atomic>
#include <utility>

namespace consultantos {
namespace {

QString uniqueConnectionName()
{
    static std::atomic<quint64> next{1};
    return QStringLiteral("consultantos-%1").arg(next.fetch_add(1));
}

} // namespace

Connection::Connection(QString name, ConnectionOptions options)
    : m_name(std::move(name))
    , m_options(std::move(options))
{
}

Connection::~Connection()
{
    m_kept.clear();
    handle().close();
    QSqlDatabase::removeDatabase(m_name);
}

QSqlDatabase Connection::handle() const
{
    return QSqlDatabase::database(m_name, false);
}

Result<std::unique_ptr<Connection>> Connection::open(const ConnectionOptions &options)
{
    auto connection = std::unique_ptr<Connection>(new Connection(uniqueConnectionName(), options));
    QStringList settings{QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(options.busyTimeoutMs)};
    auto name = options.path;
    if (options.readOnly)
        settings.append(QStringLiteral("QSQLITE_OPEN_READONLY"));
    if (options.immutable) {
        settings.append(QStringLiteral("QSQLITE_OPEN_URI"));
        name = QString::fromLatin1(QUrl::fromLocalFile(options.path).toEncoded()) + QStringLiteral("?immutable=1");
    }
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection->m_name);
        database.setConnectOptions(settings.join(QLatin1Char(';')));
        database.setDatabaseName(name);
        if (!database.open())
            return tl::unexpected(sqliteError(database.lastError(), options.title, options.path));
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

Result<QSqlQuery> Connection::prepare(const QString &sql) const
{
    QSqlQuery query(handle());
    query.setForwardOnly(true); // keeps the driver from copying every row that was passed
    if (!query.prepare(sql))
        return tl::unexpected(sqliteError(query.lastError(), m_options.title, m_options.path));
    if (m_options.recorder)
        m_options.recorder->note(m_options.path, sql);
    return query;
}

Result<ReusedStatement> Connection::reuse(const QString &sql) const
{
    const auto known =
        std::find_if(m_kept.begin(), m_kept.end(), [&sql](const QSqlQuery &query) { return query.lastQuery() == sql; });
    if (known != m_kept.end()) {
        ReusedStatement statement(*this, std::move(*known));
        m_kept.erase(known); // who asks for the same while this one is in use gets another
        return statement;
    }
    auto query = prepare(sql);
    if (!query)
        return tl::unexpected(query.error());
    return ReusedStatement(*this, *std::move(query));
}

Result<ReusedStatement> Connection::reuse(const QString &sql, const QVariantList &values) const
{
    auto statement = reuse(sql);
    if (!statement)
        return statement;
    if (auto done = exec(**statement, values); !done)
        return tl::unexpected(done.error());
    return statement;
}

void Connection::keep(QSqlQuery query) const
{
    constexpr std::size_t Most = 64;
    m_kept.push_front(std::move(query));
    if (m_kept.size() > Most)
        m_kept.pop_back();
}

Status Connection::exec(QSqlQuery &query, const QVariantList &values) const
{
    for (int i = 0; i < int(values.size()); ++i) {
        // Qt binds a null QString as NULL; to us it is the empty text, which NOT NULL columns take.
        const bool isNullText = values[i].typeId() == QMetaType::QString && values[i].toString().isNull();
        query.bindValue(i, isNullText ? QVariant(QStringLiteral("")) : values[i]);
    }
    m_execBegan = std::chrono::steady_clock::now();
    const bool isDone = query.exec();
    noteIfSlow(query);
    if (!isDone)
        return tl::unexpected(sqliteError(query.lastError(), m_options.title, m_options.path));
    return {};
}

void Connection::noteIfSlow(const QSqlQuery &query) const
{
    if (!m_execBegan || m_options.slowAfter.count() <= 0)
        return;
    const auto taken = std::chrono::steady_clock::now() - *m_execBegan;
    if (taken < m_options.slowAfter)
        return;
    m_execBegan.reset(); // said once
    const auto sql = query.lastQuery().simplified();
    const auto seconds = std::chrono::duration<double>(taken).count();
    const bool isNew = !m_options.metrics || m_options.metrics->slowStatements().isNew(sql);
    const auto plan = isNew ? planOf(sql) : QString();
    qCWarning(lcStorage).noquote().nospace()
        << m_options.title << ": a statement took " << qRound(seconds * 1'000) << " ms: " << sql
        << (plan.isEmpty() ? QString() : QStringLiteral("; plan: ") + QString(plan).replace(u'\n', u'|'));
    if (m_options.metrics && m_options.metrics->isEnabled())
        m_options.metrics->slowStatements().add(sql, plan, seconds, QDateTime::currentDateTimeUtc());
}

QString Connection::planOf(const QString &sql) const
{
    QSqlQuery query(handle());
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

Result<QSqlQuery> Connection::run(const QString &sql, const QVariantList &values) const
{
    auto query = prepare(sql);
    if (!query)
        return query;
    if (auto done = exec(*query, values); !done)
        return tl::unexpected(done.error());
    return query;
}

Result<QVariant> Connection::scalar(const QString &sql, const QVariantList &values) const
{
    auto query = reuse(sql, values);
    if (!query)
        return tl::unexpected(query.error());
    const bool found = (*query)->next();
    if (auto status = statusOf(**query); !status)
        return tl::unexpected(status.error());
    return found ? (*query)->value(0) : QVariant();
}

Status Connection::statusOf(const QSqlQuery &query) const
{
    if (query.isSelect())
        noteIfSlow(query);
    const auto error = query.lastError();
    if (error.isValid())
        return tl::unexpected(sqliteError(error, m_options.title, m_options.path));
    return {};
}

ReusedStatement::ReusedStatement(const Connection &connection, QSqlQuery query)
    : m_connection(&connection)
    , m_query(std::move(query))
{
}

ReusedStatement::ReusedStatement(ReusedStatement &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
    , m_query(std::move(other.m_query))
{
}

ReusedStatement::~ReusedStatement()
{
    if (!m_connection)
        return;
    // A statement that isn't reset keeps its view of the file open: whatever the connection reads next would be old.
    m_query.finish();
    m_connection->keep(std::move(m_query));
}

Transaction::Transaction(Connection &connection)
    : m_connection(&connection)
{
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
    , m_turn(std::move(other.m_turn))
{
}

Result<Transaction> Transaction::begin(Connection &connection)
{
    std::shared_ptr<WriterQueue> turn;
    if (const auto &writers = connection.options().writers) {
        const auto entry = writers->enter(std::chrono::milliseconds(connection.options().busyTimeoutMs));
        if (entry == WriterQueue::Entry::TimedOut)
            return fail(ErrorCode::Busy,
                        QCoreApplication::translate("storage", "%1 is in use by another process; nothing was changed.")
                            .arg(connection.options().title),
                        connection.options().path, true);
        if (entry == WriterQueue::Entry::Entered)
            turn = writers;
    }
    if (auto begun = connection.reuse(QStringLiteral("BEGIN IMMEDIATE"), {}); !begun) {
        if (turn)
            turn->leave();
        return tl::unexpected(begun.error());
    }
    Transaction transaction(connection);
    transaction.m_turn = std::move(turn);
    return transaction;
}

Transaction::~Transaction()
{
    // SQLite has already rolled back by itself after some failures (disk full, I/O): the error is then expected.
    if (m_connection)
        static_cast<void>(m_connection->reuse(QStringLiteral("ROLLBACK"), {}));
    if (m_turn)
        m_turn->leave();
}

Status Transaction::commit()
{
    if (auto done = m_connection->reuse(QStringLiteral("COMMIT"), {}); !done)
        return tl::unexpected(done.error());
    m_connection = nullptr;
    if (const auto turn = std::exchange(m_turn, nullptr))
        turn->leave();
    return {};
}

} // namespace consultantos
