// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/connection.h"

#include "base/logging.h"
#include "metrics/program_metrics.h"
#include "storage/statement_recorder.h"

#include <QDateTime>

#include <algorithm>
#include <atomic>
#include <utility>

namespace consultantos {

QString Connection::newName()
{
    static std::atomic<quint64> next{1};
    return QStringLiteral("consultantos-%1").arg(next.fetch_add(1));
}

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

Result<QSqlQuery> Connection::prepare(const QString &sql) const
{
    QSqlQuery query(handle());
    query.setForwardOnly(readsForward()); // keeps the driver from copying every row that was passed
    if (!query.prepare(sql))
        return tl::unexpected(errorOf(query.lastError()));
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
    if (!keepsStatements())
        return;
    constexpr std::size_t Most = 64;
    m_kept.push_front(std::move(query));
    if (m_kept.size() > Most)
        m_kept.pop_back();
}

Status Connection::exec(QSqlQuery &query, const QVariantList &values) const
{
    for (int i = 0; i < int(values.size()); ++i)
        query.bindValue(i, bound(values[i]));
    beginTiming();
    const bool isDone = query.exec();
    noteIfSlow(query.lastQuery());
    if (!isDone)
        return tl::unexpected(errorOf(query.lastError()));
    return {};
}

QVariant Connection::bound(const QVariant &value) const
{
    // Qt binds a null QString as NULL; to us it is the empty text, which NOT NULL columns take.
    const bool isNullText = value.typeId() == QMetaType::QString && value.toString().isNull();
    return isNullText ? QVariant(QStringLiteral("")) : value;
}

void Connection::noteIfSlow(const QString &statement) const
{
    if (!m_execBegan || m_options.slowAfter.count() <= 0)
        return;
    const auto taken = std::chrono::steady_clock::now() - *m_execBegan;
    if (taken < m_options.slowAfter)
        return;
    m_execBegan.reset(); // said once
    const auto sql = statement.simplified();
    const auto seconds = std::chrono::duration<double>(taken).count();
    const bool isNew = !m_options.metrics || m_options.metrics->slowStatements().isNew(sql);
    const auto plan = isNew ? planOf(sql) : QString();
    qCWarning(lcStorage).noquote().nospace()
        << m_options.title << ": a statement took " << qRound(seconds * 1'000) << " ms: " << sql
        << (plan.isEmpty() ? QString() : QStringLiteral("; plan: ") + QString(plan).replace(u'\n', u'|'));
    if (m_options.metrics && m_options.metrics->isEnabled())
        m_options.metrics->slowStatements().add(sql, plan, seconds, QDateTime::currentDateTimeUtc());
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

Result<bool> Connection::hasTable(const QString &table) const
{
    return scalar(QStringLiteral("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"), {table})
        .map([](const QVariant &found) { return found.isValid(); });
}

Status Connection::runAll(const QString &sql, const QList<QVariantList> &rows) const
{
    if (rows.isEmpty())
        return {};
    auto query = reuse(sql);
    if (!query)
        return tl::unexpected(query.error());
    for (const auto &row : rows) {
        if (auto done = exec(**query, row); !done)
            return done;
    }
    return {};
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
        noteIfSlow(query.lastQuery());
    const auto error = query.lastError();
    if (error.isValid())
        return tl::unexpected(errorOf(error));
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

Status Connection::commitChange() const
{
    return reuse(QStringLiteral("COMMIT"), {}).map([](const ReusedStatement &) {});
}

void Connection::rollBackChange() const
{
    // A store has already rolled back by itself after some failures (disk full, I/O): the error is then expected.
    static_cast<void>(reuse(QStringLiteral("ROLLBACK"), {}));
}

Transaction::Transaction(Connection &connection)
    : m_connection(&connection)
{
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
{
}

Result<Transaction> Transaction::begin(Connection &connection)
{
    if (auto begun = connection.beginChange(); !begun)
        return tl::unexpected(begun.error());
    return Transaction(connection);
}

Transaction::~Transaction()
{
    if (m_connection)
        m_connection->rollBackChange();
}

Status Transaction::commit()
{
    if (auto done = m_connection->commitChange(); !done)
        return done;
    m_connection = nullptr;
    return {};
}

} // namespace consultantos
