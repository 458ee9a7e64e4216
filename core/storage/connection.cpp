// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/connection.h"

#include "storage/sqlite_error.h"

#include <QSqlError>
#include <QUrl>

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
    return query;
}

Status Connection::exec(QSqlQuery &query, const QVariantList &values) const
{
    for (int i = 0; i < int(values.size()); ++i) {
        // Qt binds a null QString as NULL; to us it is the empty text, which NOT NULL columns take.
        const bool isNullText = values[i].typeId() == QMetaType::QString && values[i].toString().isNull();
        query.bindValue(i, isNullText ? QVariant(QStringLiteral("")) : values[i]);
    }
    if (!query.exec())
        return tl::unexpected(sqliteError(query.lastError(), m_options.title, m_options.path));
    return {};
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
    auto query = run(sql, values);
    if (!query)
        return tl::unexpected(query.error());
    const bool found = query->next();
    if (auto status = statusOf(*query); !status)
        return tl::unexpected(status.error());
    return found ? query->value(0) : QVariant();
}

Status Connection::statusOf(const QSqlQuery &query) const
{
    const auto error = query.lastError();
    if (error.isValid())
        return tl::unexpected(sqliteError(error, m_options.title, m_options.path));
    return {};
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
    if (auto begun = connection.run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return tl::unexpected(begun.error());
    return Transaction(connection);
}

Transaction::~Transaction()
{
    // SQLite has already rolled back by itself after some failures (disk full, I/O): the error is then expected.
    if (m_connection)
        static_cast<void>(m_connection->run(QStringLiteral("ROLLBACK")));
}

Status Transaction::commit()
{
    if (auto done = m_connection->run(QStringLiteral("COMMIT")); !done)
        return tl::unexpected(done.error());
    m_connection = nullptr;
    return {};
}

} // namespace consultantos
