// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QList>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <chrono>
#include <list>
#include <memory>
#include <optional>

namespace consultantos {

class FullText;
class ProgramMetrics;
class StatementRecorder;

/// What a connection tells of its statements, and under which names.
struct ConnectionOptions {
    QString path;                                  ///< of the file, or the place on a server, for messages
    QString title;                                 ///< how messages call the store
    std::shared_ptr<ProgramMetrics> metrics{};     ///< told of slow statements; null: they are logged alone
    std::chrono::milliseconds slowAfter{0};        ///< 0: no statement is called slow
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

/// One connection to a store through Qt SQL, of the thread that has it. Failures come back as Errors with the codes that
/// the caller can act on: Busy, TimedOut and Network (retryable), DiskFull, ReadOnly, Denied, Corrupt, Unreadable.
///
/// Statements are written in the SQL that SQLite and PostgreSQL share; what they say differently is asked of the
/// connection (fullText(), runAll(), the virtual functions below) or of the migrations. Truths are stored as 0 and 1.
class Connection {
public:
    virtual ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// A prepared statement. Prepare once outside of a loop, then exec() it again and again.
    [[nodiscard]] Result<QSqlQuery> prepare(const QString &sql) const;
    /// Binds `values` by position and executes.
    [[nodiscard]] Status exec(QSqlQuery &query, const QVariantList &values = {}) const;
    /// prepare() and exec() in one.
    [[nodiscard]] virtual Result<QSqlQuery> run(const QString &sql, const QVariantList &values = {}) const;
    /// As prepare() and run(), but for statements that come again and again: the 64 last used stay prepared.
    [[nodiscard]] Result<ReusedStatement> reuse(const QString &sql) const;
    [[nodiscard]] virtual Result<ReusedStatement> reuse(const QString &sql, const QVariantList &values) const;
    /// Executes an INSERT once a row of values, in as few exchanges with a server as it takes. Rows of one call must
    /// not meet each other in ON CONFLICT.
    [[nodiscard]] virtual Status runAll(const QString &sql, const QList<QVariantList> &rows) const;
    /// The first column of the first row; an invalid QVariant when there is none.
    [[nodiscard]] Result<QVariant> scalar(const QString &sql, const QVariantList &values = {}) const;

    /// The failure of a query that was stepped with next(), if any: a loop over rows ends at an error, too. What the rows
    /// took counts to the statement's time, with what was made of them.
    [[nodiscard]] Status statusOf(const QSqlQuery &query) const;

    [[nodiscard]] const ConnectionOptions &options() const { return m_options; }
    /// How a statement is executed, one step a line; empty if that isn't known.
    [[nodiscard]] virtual QString planOf(const QString &sql) const = 0;

    /// How texts are searched here.
    [[nodiscard]] virtual const FullText &fullText() const = 0;

    /// Begins the one change of this store that may be under way: waits for others at its start, never in its middle.
    [[nodiscard]] virtual Status beginChange() const = 0;
    [[nodiscard]] virtual Status commitChange() const;
    virtual void rollBackChange() const;

    /// The table's next number of its own is above all that it has: after rows came with theirs.
    [[nodiscard]] virtual Status numberOnFrom(const QString &, const QString &) const { return {}; }
    [[nodiscard]] virtual Result<bool> hasTable(const QString &table) const;

    /// What is deleted from here on leaves no trace where the store can do that.
    [[nodiscard]] virtual Status beginForgetting() const { return {}; }
    /// Lets go of what journals still have of it, as far as other readers allow.
    virtual void endForgetting() const {}

protected:
    Connection(QString name, ConnectionOptions options);
    /// A name for QSqlDatabase that no other connection has.
    [[nodiscard]] static QString newName();
    [[nodiscard]] QSqlDatabase handle() const;
    void setOptions(const ConnectionOptions &options) { m_options = options; }
    [[nodiscard]] QString name() const { return m_name; }

    /// A value as it is bound.
    [[nodiscard]] virtual QVariant bound(const QVariant &value) const;
    [[nodiscard]] virtual Error errorOf(const QSqlError &error) const = 0;
    /// Whether statements that were executed are kept here, prepared, for who asks for them again.
    [[nodiscard]] virtual bool keepsStatements() const { return true; }
    /// Whether rows are read as they are asked for; otherwise all with the statement.
    [[nodiscard]] virtual bool readsForward() const { return true; }

    /// From here on a statement is timed.
    void beginTiming() const { m_execBegan = std::chrono::steady_clock::now(); }
    /// Logs a statement that took too long, with its plan, and tells the measurements.
    void noteIfSlow(const QString &sql) const;

private:
    friend class ReusedStatement;
    void keep(QSqlQuery query) const;

    using SteadyTime = std::chrono::steady_clock::time_point;
    QString m_name;
    ConnectionOptions m_options;
    mutable std::optional<SteadyTime> m_execBegan; ///< of the statement that runs; empty once it was found slow
    mutable std::list<QSqlQuery> m_kept;           ///< prepared, not in use; the last used first
};

/// A write transaction of a store. Rolled back unless committed.
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
};

} // namespace consultantos
