// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/disk/sqlite_api.h"

#include <sqlite3.h>

namespace consultantos {

SqliteFault sqliteFault(int code)
{
    switch (code) {
    case SQLITE_READONLY_DBMOVED:
        return SqliteFault::Missing;
    // A quota, a limit on the size of files and a full tmpfs are reported as failed writes.
    case SQLITE_IOERR_WRITE:
    case SQLITE_IOERR_TRUNCATE:
    case SQLITE_IOERR_SHMSIZE:
    case SQLITE_IOERR_FSYNC:
        return SqliteFault::Full;
    case SQLITE_IOERR_CORRUPTFS:
    case SQLITE_IOERR_SHORT_READ:
        return SqliteFault::Damaged;
    case SQLITE_IOERR_LOCK:
    case SQLITE_IOERR_RDLOCK:
    case SQLITE_IOERR_SHMLOCK:
        return SqliteFault::Busy;
    default:
        break;
    }
    switch (code & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return SqliteFault::None;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return SqliteFault::Busy;
    case SQLITE_FULL:
        return SqliteFault::Full;
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY:
        return SqliteFault::Denied;
    case SQLITE_CANTOPEN:
        return SqliteFault::Missing;
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
        return SqliteFault::Io;
    default:
        // Our statements are right for a file that is right: a missing table, a name that no longer parses, a constraint
        // that fails or a row too big to be all come from what is in the file.
        return SqliteFault::Damaged;
    }
}

SqliteFault SqliteConnection::open(const QString &path, bool mayCreate, std::chrono::milliseconds busyLimit,
                                   std::unique_ptr<SqliteConnection> *connection)
{
    sqlite3 *handle = nullptr;
    const int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | (mayCreate ? SQLITE_OPEN_CREATE : 0);
    const int code = sqlite3_open_v2(path.toUtf8().constData(), &handle, flags, nullptr);
    if (code != SQLITE_OK) {
        sqlite3_close_v2(handle);
        return sqliteFault(code);
    }
    sqlite3_busy_timeout(handle, int(busyLimit.count()));
    connection->reset(new SqliteConnection(handle));
    return SqliteFault::None;
}

SqliteConnection::~SqliteConnection()
{
    sqlite3_close_v2(m_handle);
}

SqliteFault SqliteConnection::execute(const char *sql)
{
    return sqliteFault(sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr));
}

bool SqliteConnection::isMoved() const
{
    int moved = 0;
    const int code = sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return code == SQLITE_OK && moved != 0;
}

qint64 SqliteConnection::changedRows() const
{
    return sqlite3_changes64(m_handle);
}

SqliteStatement::~SqliteStatement()
{
    sqlite3_finalize(m_statement);
}

SqliteFault SqliteStatement::prepare(const SqliteConnection &connection, const char *sql)
{
    sqlite3_finalize(m_statement);
    m_statement = nullptr;
    return sqliteFault(
        sqlite3_prepare_v3(connection.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr));
}

void SqliteStatement::bind(int index, qint64 value)
{
    sqlite3_bind_int64(m_statement, index, value);
}

void SqliteStatement::bind(int index, QByteArrayView blob)
{
    if (blob.isEmpty())
        sqlite3_bind_zeroblob(m_statement, index, 0);
    else
        sqlite3_bind_blob64(m_statement, index, blob.data(), sqlite3_uint64(blob.size()), SQLITE_STATIC);
}

SqliteFault SqliteStatement::step(bool *hasRow)
{
    const int code = sqlite3_step(m_statement);
    *hasRow = code == SQLITE_ROW;
    return sqliteFault(code);
}

SqliteFault SqliteStatement::run()
{
    const int code = sqlite3_step(m_statement);
    sqlite3_reset(m_statement);
    return sqliteFault(code);
}

SqliteFault SqliteStatement::number(qint64 *value)
{
    bool hasRow = false;
    const auto fault = step(&hasRow);
    *value = hasRow ? integer(0) : 0;
    reset();
    return fault;
}

void SqliteStatement::reset()
{
    sqlite3_reset(m_statement);
}

qint64 SqliteStatement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

QByteArrayView SqliteStatement::blob(int column) const
{
    const void *data = sqlite3_column_blob(m_statement, column);
    return data ? QByteArrayView(static_cast<const char *>(data), sqlite3_column_bytes(m_statement, column))
                : QByteArrayView();
}

bool SqliteStatement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

} // namespace consultantos
