// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/connection.h"

namespace consultantos {

/// How a file is opened; see SqliteFileConnection::open.
struct SqliteFileOptions : ConnectionOptions {
    bool readOnly = false;
    bool immutable = false; ///< read-only in a folder where not even SQLite's own side files can be made
    int busyTimeoutMs = 5'000;
};

/// A connection to an SQLite file, or to one in memory (":memory:").
class SqliteFileConnection final : public Connection {
public:
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const SqliteFileOptions &options);

    [[nodiscard]] const FullText &fullText() const override;
    /// BEGIN IMMEDIATE.
    [[nodiscard]] Status beginChange() const override;
    /// Pages that become free are overwritten with zeros.
    [[nodiscard]] Status beginForgetting() const override;
    void endForgetting() const override;

private:
    explicit SqliteFileConnection(const SqliteFileOptions &options);
    [[nodiscard]] Error errorOf(const QSqlError &error) const override;
    [[nodiscard]] QString planOf(const QString &sql) const override;
};

} // namespace consultantos
