// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "storage/database_schema.h"
#include "storage/store_backend.h"

namespace consultantos {

class WriterQueue;

/// One SQLite file of ours and the connections to it, one per thread. Thread-safe; connections are not. WAL, foreign
/// keys on, synchronous FULL (a commit survives a pulled plug; we commit seldom, and each commit is a user's work).
///
/// Opening never destroys anything:
/// - a file that is damaged or no database of ours is set aside as "<name>.corrupt-<UTC time>" and a new one begun;
/// - a file of a newer version of the program, or in a folder that can't be written, opens read-only;
/// - where there is no file and none can be made, an empty one in memory stands in, read-only.
/// Each of these leaves a notice() for the user. Several processes may open the same file at once.
class SqliteStore final : public StoreBackend {
public:
    [[nodiscard]] static Result<std::unique_ptr<StoreBackend>> open(const QString &path, const DatabaseSchema &schema,
                                                                    const Clock &clock, const DatabaseOptions &options);
    /// Closes the calling thread's connection; other threads' connections close when their thread ends.
    ~SqliteStore() override;
    SqliteStore(const SqliteStore &) = delete;
    SqliteStore &operator=(const SqliteStore &) = delete;

    /// The calling thread's own, opened at first use.
    [[nodiscard]] Result<std::shared_ptr<Connection>> connection() const override;
    [[nodiscard]] QString place() const override { return m_path; }
    [[nodiscard]] bool isReadOnly() const override { return m_mode != Mode::ReadWrite; }
    [[nodiscard]] const std::optional<Error> &notice() const override { return m_notice; }
    /// PRAGMA integrity_check and foreign_key_check.
    [[nodiscard]] Status checkIntegrity() const override;

private:
    enum class Mode { ReadWrite, ReadOnly, Immutable, Memory };
    SqliteStore(QString path, DatabaseSchema schema, DatabaseOptions options);
    [[nodiscard]] Status openFile(const Clock &clock);
    [[nodiscard]] Status openReadOnly(const Error &reason);
    [[nodiscard]] Status setAsideAndCreate(const Clock &clock, const Error &damage);
    [[nodiscard]] Status create();
    [[nodiscard]] Status openAndMigrate();
    [[nodiscard]] Status migrate(Connection &connection) const;
    [[nodiscard]] Result<std::unique_ptr<Connection>> connect(const QString &path, Mode mode) const;

    QString m_path;
    DatabaseSchema m_schema;
    DatabaseOptions m_options;
    std::shared_ptr<WriterQueue> m_writers;
    Mode m_mode = Mode::ReadWrite;
    std::optional<Error> m_notice;
    quint64 m_poolId = 0;
};

} // namespace consultantos
