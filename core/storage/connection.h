// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QList>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <chrono>
#include <list>
#include <memory>
#include <optional>

namespace consultantos {

class ProgramMetrics;
class StatementRecorder;
class WriterQueue;

/// How a connection is opened; see Connection::open.
struct ConnectionOptions {
    QString path;  ///< of the file, or ":memory:"
    QString title; ///< how messages call the database
    bool readOnly = false;
    bool immutable = false; ///< read-only in a folder where not even SQLite's own side files can be made
    int busyTimeoutMs = 5'000;
    std::shared_ptr<ProgramMetrics> metrics{}; ///< told of slow statements; null: they are logged alone
    std::chrono::milliseconds slowAfter{0};    ///< 0: no statement is called slow
    std::shared_ptr<WriterQueue> writers{};    ///< in which transactions wait for each other; null: in SQLite's own way
    std::shared_ptr<StatementRecorder> recorder{}; ///< told of each statement; null: nobody is
};

class Connection;

/// A prepared statement that goes back to its connection, reset, when it goes out of scope, and is there for the next
/// who asks for the same text. No longer than its connection, and in its thread.
class ReusedStatement {
public:
    ReusedStatement(const Connection &connection, QSqlQuery query);
    ~ReusedStatement();
    ReusedStatement(ReusedStatement &&other) noexcept;
    ReusedStatement &operator=(ReusedStatement &&) = delete;

    [[nodiscard]] QSqlQuery *operator->() { return &m_query; }
    [[nodiscard]] QSqlQuery &operator*() { return m_query; }

private:
    const Connection *m_connection; ///< null once moved from
    QSqlQuery m_query;
};

/// One SQLite connection through Qt SQL, of the thread that made it. Failures come back as Errors with the codes that
/// the caller can act on: Busy (retryable), DiskFull, ReadOnly, Corrupt, Unreadable.
class Connection {
public:
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const ConnectionOptions &options);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// A prepared statement. Prepare once outside of a loop, then exec() it again and again.
    [[nodiscard]] Result<QSqlQuery> prepare(const QString &sql) const;
    /// Binds `values` by position and executes.
    [[nodiscard]] Status exec(QSqlQuery &query, const QVariantList &values = {}) const;
    /// prepare() and exec() in one.
    [[nodiscard]] Result<QSqlQuery> run(const QString &sql, const QVariantList &values = {}) const;
    /// As prepare() and run(), but for statements that come again and again: the 64 last used stay prepared.
    [[nodiscard]] Result<ReusedStatement> reuse(const QString &sql) const;
    [[nodiscard]] Result<ReusedStatement> reuse(const QString &sql, const QVariantList &values) const;
    /// The first column of the first row; an invalid QVariant when there is none.
    [[nodiscard]] Result<QVariant> scalar(const QString &sql, const QVariantList &values = {}) const;

    /// The failure of a query that was stepped with next(), if any: a loop over rows ends at an error, too. What the rows
    /// took counts to the statement's time, with what was made of them.
    [[nodiscard]] Status statusOf(const QSqlQuery &query) const;

    [[nodiscard]] const ConnectionOptions &options() const { return m_options; }
    /// EXPLAIN QUERY PLAN, a line a step; empty if the statement can't be prepared.
    [[nodiscard]] QString planOf(const QString &sql) const;

private:
    friend class ReusedStatement;
    Connection(QString name, ConnectionOptions options);
    [[nodiscard]] QSqlDatabase handle() const;
    /// Logs a statement that took too long, with its plan, and tells the measurements.
    void noteIfSlow(const QSqlQuery &query) const;
    void keep(QSqlQuery query) const;

    using SteadyTime = std::chrono::steady_clock::time_point;
    QString m_name;
    ConnectionOptions m_options;
    mutable std::optional<SteadyTime> m_execBegan; ///< of the statement that runs; empty once it was found slow
    mutable std::list<QSqlQuery> m_kept;           ///< prepared, not in use; the last used first
};

/// A write transaction (BEGIN IMMEDIATE: it waits for other writers at its start, never in its middle). Rolled back
/// unless committed.
class Transaction {
public:
    [[nodiscard]] static Result<Transaction> begin(Connection &connection);
    ~Transaction();
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;

    [[nodiscard]] Status commit();

private:
    explicit Transaction(Connection &connection);
    Connection *m_connection;
    std::shared_ptr<WriterQueue> m_turn; ///< to be left at the end; null: none was taken
};

} // namespace consultantos
