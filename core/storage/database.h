// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "metrics/alert_limits.h"
#include "storage/connection.h"
#include "storage/folder_use.h"
#include "storage/store_use.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>

namespace consultantos {

/// One step of a schema: the statements that lead from version-1 to `version`. Runs in one transaction.
struct Migration {
    int version = 0;
    QStringList statements;
};

/// What a database file of ours is: its application id marks it as ours, its migrations lead to the newest version.
struct DatabaseSchema {
    QString title;               ///< how messages call it, translated, e.g. "The library"
    quint32 applicationId = 0;   ///< PRAGMA application_id
    QList<Migration> migrations; ///< versions 1, 2, 3, …
};

struct DatabaseOptions {
    std::chrono::milliseconds busyTimeout{5'000}; ///< how long a statement waits for another process's lock
    std::shared_ptr<ProgramMetrics> metrics{};    ///< null: nothing is measured
    std::shared_ptr<const FolderUse> use{}; ///< of the folder, held as long as the database is; null: by who opens it
    /// A statement that takes longer is logged with its plan: the limit of the monitoring rules.
    std::chrono::milliseconds slowAfter{static_cast<int>(alertLimit("ConsultantosSlowStores").limit * 1'000)};

    [[nodiscard]] DatabaseOptions measuredBy(std::shared_ptr<ProgramMetrics> by) const
    {
        auto options = *this;
        options.metrics = std::move(by);
        return options;
    }
};

/// One SQLite file of ours and the connections to it, one per thread. Thread-safe; connections are not. WAL, foreign
/// keys on, synchronous FULL (a commit survives a pulled plug; we commit seldom, and each commit is a user's work).
///
/// Opening never destroys anything:
/// - a file that is damaged or no database of ours is set aside as "<name>.corrupt-<UTC time>" and a new one begun;
/// - a file of a newer version of the program, or in a folder that can't be written, opens read-only;
/// - where there is no file and none can be made, an empty one in memory stands in, read-only.
/// Each of these leaves a notice() for the user. Several processes may open the same file at once.
class Database {
public:
    [[nodiscard]] static Result<std::shared_ptr<Database>> open(const QString &path, const DatabaseSchema &schema,
                                                                std::shared_ptr<const Clock> clock,
                                                                const DatabaseOptions &options = {});
    /// Closes the calling thread's connection; other threads' connections close when their thread ends.
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] bool isReadOnly() const { return m_mode != Mode::ReadWrite; }
    /// What the user must know about how it was opened; empty when all is well.
    [[nodiscard]] const std::optional<Error> &notice() const { return m_notice; }
    [[nodiscard]] const DatabaseSchema &schema() const { return m_schema; }

    /// The calling thread's connection, opened at first use, for use in this thread only. Valid while both the
    /// Database and the thread live.
    [[nodiscard]] Result<Connection *> connection() const;

    /// Measures an operation of a store until what it returns goes out of scope. Both are labels: see StoreUse.
    [[nodiscard]] StoreUse measure(const char *operation, const char *collection) const
    {
        return {m_options.metrics.get(), operation, collection};
    }

    /// PRAGMA integrity_check and foreign_key_check: slow on large files. Corrupt carries the first findings.
    [[nodiscard]] Status checkIntegrity() const;

private:
    enum class Mode { ReadWrite, ReadOnly, Immutable, Memory };
    Database(QString path, DatabaseSchema schema, DatabaseOptions options);
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
    Mode m_mode = Mode::ReadWrite;
    std::optional<Error> m_notice;
    quint64 m_poolId = 0;
};

} // namespace consultantos
