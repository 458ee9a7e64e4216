// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>
#include <QtGlobal>

#include <chrono>
#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace consultantos {

/// What a result code of SQLite means to a cache.
enum class SqliteFault {
    None,
    Busy,    ///< another process holds the file; passes
    Full,    ///< no room; nothing more can be written for now
    Denied,  ///< the file or its folder can't be written
    Missing, ///< the file isn't there or isn't the one that was opened
    Damaged, ///< what is in the file makes no sense
    Io,      ///< the disk reports an error
};

/// Of one of SQLite's extended result codes (sqlite.org/rescode.html).
[[nodiscard]] SqliteFault sqliteFault(int code);

/// A connection, closed at its end. Not thread-safe, but may go from one thread to another.
class SqliteConnection {
public:
    /// No fault also where the file turns out to be none of SQLite's: it isn't read before the first statement.
    /// `busyLimit` is how long a statement waits for another process.
    [[nodiscard]] static SqliteFault open(const QString &path, bool mayCreate, std::chrono::milliseconds busyLimit,
                                          std::unique_ptr<SqliteConnection> *connection);
    ~SqliteConnection();
    SqliteConnection(const SqliteConnection &) = delete;
    SqliteConnection &operator=(const SqliteConnection &) = delete;

    [[nodiscard]] sqlite3 *handle() const { return m_handle; }
    [[nodiscard]] SqliteFault execute(const char *sql);
    /// Whether the file at the path is another one than the one that is open, or is gone. Costs about a microsecond.
    [[nodiscard]] bool isMoved() const;
    [[nodiscard]] qint64 changedRows() const;

private:
    explicit SqliteConnection(sqlite3 *handle)
        : m_handle(handle)
    {
    }

    sqlite3 *m_handle = nullptr;
};

/// A prepared statement of a connection that outlives it. Bound blobs aren't copied: they must live until reset().
class SqliteStatement {
public:
    SqliteStatement() = default;
    ~SqliteStatement();
    SqliteStatement(const SqliteStatement &) = delete;
    SqliteStatement &operator=(const SqliteStatement &) = delete;

    [[nodiscard]] SqliteFault prepare(const SqliteConnection &connection, const char *sql);
    void bind(int index, qint64 value);
    void bind(int index, QByteArrayView blob);
    [[nodiscard]] SqliteFault step(bool *hasRow);
    /// step() and reset(), for statements whose rows don't matter.
    [[nodiscard]] SqliteFault run();
    /// The first column of the first row, 0 if there is none; with reset().
    [[nodiscard]] SqliteFault number(qint64 *value);
    void reset();

    [[nodiscard]] qint64 integer(int column) const;
    /// Valid until the next step() or reset(). Empty also for what isn't a blob.
    [[nodiscard]] QByteArrayView blob(int column) const;
    [[nodiscard]] bool isNull(int column) const;

private:
    sqlite3_stmt *m_statement = nullptr;
};

} // namespace consultantos
