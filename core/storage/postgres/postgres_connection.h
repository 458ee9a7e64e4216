// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/connection.h"
#include "storage/postgres/postgres_url.h"

#include <QHash>

#include <chrono>
#include <memory>

namespace consultantos {

/// What a connection serves for now.
struct PostgresUse {
    ConnectionOptions options;
    QString schema; ///< in which its statements find their tables
    QString person; ///< app.user: for whom a service's login speaks; empty: for itself
};

/// A connection to a PostgreSQL server, which a pool lends to one thread after the other. A statement that reads and
/// finds the connection lost, outside of a change, is repeated once on a new one; what writes is not: whether it was
/// done can't be known. The next statement then has a new connection.
class PostgresConnection final : public Connection {
public:
    [[nodiscard]] static Result<std::unique_ptr<PostgresConnection>> open(const PostgresUrl &url,
                                                                          const PostgresUse &use);
    ~PostgresConnection() override;

    /// Prepared on the server at a statement's first use; without values it isn't prepared.
    [[nodiscard]] Result<QSqlQuery> run(const QString &sql, const QVariantList &values = {}) const override;
    /// As run(), which keeps what it prepared on the server: here nothing is kept, so that a lost connection leaves nothing.
    [[nodiscard]] Result<ReusedStatement> reuse(const QString &sql, const QVariantList &values) const override;
    using Connection::reuse;
    /// INSERT INTO table(columns) VALUES(?, …) with an array for each column, anything else with many statements in one
    /// exchange.
    [[nodiscard]] Status runAll(const QString &sql, const QList<QVariantList> &rows) const override;
    /// Several statements in one exchange, none prepared, without results.
    [[nodiscard]] Status script(const QString &statements) const;
    [[nodiscard]] const FullText &fullText() const override;
    /// BEGIN and the lock of the schema's writers: one change at a time, as with a file of SQLite's.
    [[nodiscard]] Status beginChange() const override;
    [[nodiscard]] Status commitChange() const override;
    void rollBackChange() const override;
    [[nodiscard]] Status numberOnFrom(const QString &table, const QString &column) const override;
    [[nodiscard]] Result<bool> hasTable(const QString &table) const override;

    /// The pool lends it for another use: the calling thread has it from here on.
    [[nodiscard]] Status takeOver(const PostgresUse &use);
    /// The calling thread gives it back.
    void handBack();
    /// For what Qt gives of the server beside statements.
    [[nodiscard]] QSqlDriver *driver() const { return m_database.driver(); }
    /// For which schema it was used last.
    [[nodiscard]] QString schema() const { return m_use.schema; }
    [[nodiscard]] bool isLost() const { return m_isLost; }
    /// How long nobody has had it.
    [[nodiscard]] std::chrono::milliseconds idleFor() const;

private:
    [[nodiscard]] bool keepsStatements() const override { return false; }
    PostgresConnection(PostgresUrl url, const PostgresUse &use);
    [[nodiscard]] QVariant bound(const QVariant &value) const override;
    [[nodiscard]] Error errorOf(const QSqlError &error) const override;
    [[nodiscard]] QString planOf(const QString &sql) const override;
    /// Rows that are read as they come would block the connection for every other statement.
    [[nodiscard]] bool readsForward() const override { return false; }

    [[nodiscard]] Status connectNow() const;
    [[nodiscard]] Status reconnect() const;
    [[nodiscard]] Status enterUse() const;
    [[nodiscard]] Result<QSqlQuery> attempt(const QString &sql, const QVariantList &values) const;
    [[nodiscard]] Result<QSqlQuery> runText(const QString &text, const QString &named) const;
    [[nodiscard]] Result<QString> preparedName(const QString &sql) const;
    /// The insertion with arrays for values; empty for a statement that can't be one.
    [[nodiscard]] Result<QString> batchedInsertion(const QString &sql) const;
    [[nodiscard]] Status insertColumns(const QString &batched, const QString &sql,
                                       const QList<QVariantList> &rows) const;
    [[nodiscard]] QString literals(const QVariantList &values) const;

    PostgresUrl m_url;
    PostgresUse m_use;
    mutable QSqlDatabase m_database;              ///< its driver goes from thread to thread
    mutable QHash<QString, QString> m_statements; ///< prepared on the server: their names by their text
    mutable QHash<QString, QString> m_batched;    ///< by schema and statement
    mutable bool m_isLost = false;
    mutable bool m_isInChange = false;
    std::chrono::steady_clock::time_point m_idleSince = std::chrono::steady_clock::now();
};

/// A text as a literal in SQL, for what can't be bound.
[[nodiscard]] QString quotedText(const QString &text);
/// The statement with $1, $2, … for its question marks; those within quotation marks stay.
[[nodiscard]] QString withNumberedPlaces(const QString &sql);

} // namespace consultantos
