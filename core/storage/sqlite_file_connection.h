// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/connection.h"
#include "storage/writer_queue.h"

#include <memory>

namespace consultantos {

/// How a file is opened; see SqliteFileConnection::open.
struct SqliteFileOptions : ConnectionOptions {
    bool readOnly = false;
    bool immutable = false; ///< read-only in a folder where not even SQLite's own side files can be made
    int busyTimeoutMs = 5'000;
    std::shared_ptr<WriterQueue> writers{}; ///< in which changes wait for each other; null: in SQLite's own way
};

/// A connection to an SQLite file, or to one in memory (":memory:").
class SqliteFileConnection final : public Connection {
public:
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const SqliteFileOptions &options);

    [[nodiscard]] const FullText &fullText() const override;
    /// BEGIN IMMEDIATE, once it is this thread's turn.
    [[nodiscard]] Status beginChange() const override;
    [[nodiscard]] Status commitChange() const override;
    void rollBackChange() const override;
    /// Pages that become free are overwritten with zeros.
    [[nodiscard]] Status beginForgetting() const override;
    void endForgetting() const override;
    [[nodiscard]] QString planOf(const QString &sql) const override;

private:
    explicit SqliteFileConnection(const SqliteFileOptions &options);
    [[nodiscard]] Error errorOf(const QSqlError &error) const override;
    void leaveTurn() const;
    [[nodiscard]] static QString stepsOf(const QSqlDatabase &database, const QString &sql);

    int m_busyTimeoutMs;
    std::shared_ptr<WriterQueue> m_writers;
    mutable bool m_hasTurn = false;
};

} // namespace consultantos
