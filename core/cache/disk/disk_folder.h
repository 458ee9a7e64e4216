// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "cache/disk/sqlite_api.h"

#include <QString>

#include <chrono>
#include <memory>
#include <optional>

namespace consultantos {

/// The folder of the cache's file: opens the file, creates it, sets it aside. Any number of processes may do so at once;
/// each holds a lock file meanwhile. Not thread-safe.
class DiskFolder {
public:
    DiskFolder(QString folder, std::chrono::milliseconds busyLimit);

    [[nodiscard]] QString filePath() const;
    /// A connection for writing to a file of the right format: one that is no database, is damaged at first sight, is
    /// another program's or of an older format is set aside and a new one begun. `damaged` is a connection to a file that
    /// turned out to be damaged: it is set aside if it still is the one at the path. A new file's changes begin after
    /// `leastSequence`.
    [[nodiscard]] Result<std::unique_ptr<SqliteConnection>> open(const Clock &clock, quint64 leastSequence,
                                                                 std::unique_ptr<SqliteConnection> damaged = nullptr);
    /// Deletes the file, so that its room is free as soon as nobody has it open any more. The lock is done without where a
    /// full disk doesn't let it be made: nobody else can begin a new file then. False if another process is opening it, or
    /// it can't be deleted. No connection of the caller's may be open.
    [[nodiscard]] bool remove() const;
    /// A further connection to the file that is there, for reading.
    [[nodiscard]] static SqliteFault openReader(const QString &path, std::chrono::milliseconds busyLimit,
                                                std::unique_ptr<SqliteConnection> *connection);
    /// A file that SQLite can't write though it may be written is one whose header is damaged.
    [[nodiscard]] SqliteFault explained(SqliteFault fault) const;
    /// What a fault means, for the figures and the log; translated.
    [[nodiscard]] Error toError(SqliteFault fault) const;

private:
    [[nodiscard]] SqliteFault openFile(quint64 leastSequence, std::unique_ptr<SqliteConnection> *connection,
                                       bool *isNewer) const;
    [[nodiscard]] static SqliteFault createSchema(SqliteConnection &connection, quint64 leastSequence);
    [[nodiscard]] bool setAside(const Clock &clock) const;
    void removeCompanions() const;

    QString m_folder;
    std::chrono::milliseconds m_busyLimit;
};

} // namespace consultantos
