// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/backup/backup_progress.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>

namespace consultantos {

/// What SQLite says of a store's file.
struct StoreFacts {
    quint32 applicationId = 0;
    int schemaVersion = 0;
    qint64 bytes = 0;

    bool operator==(const StoreFacts &) const = default;
};

/// Several stores as they were at one moment, while other threads and processes go on writing.
///
/// take() begins a write transaction on each store, which keeps all writers out, then a read transaction on each, and ends
/// the write transactions again: writers wait some milliseconds. In WAL mode a read transaction goes on seeing the state
/// that it began with (sqlite.org/isolation.html), so copy() may take its time: no writer waits for it, and what they write
/// meanwhile isn't in the copies. Their logs can't begin anew until then, and grow.
///
/// Of one thread. Reads no file of a store but by SQLite, whose locks a file opened otherwise would give up.
class StoreSnapshot {
public:
    /// `patience` is for all write locks together; they are given up and begun again, `tries` times, if one can't be had,
    /// so that writers never wait longer than that for us. Busy (retryable) then.
    struct Waiting {
        std::chrono::milliseconds patience{1'500};
        int tries = 20;
    };
    [[nodiscard]] static Result<StoreSnapshot> take(const QStringList &paths, const Waiting &waiting,
                                                    const CancellationToken &cancel);
    StoreSnapshot(StoreSnapshot &&) noexcept;
    StoreSnapshot &operator=(StoreSnapshot &&) noexcept;
    ~StoreSnapshot();

    /// Bytes of all stores together.
    [[nodiscard]] qint64 bytes() const;
    /// Writes the store at `path`, one of take()'s, into the new file `target` by SQLite's backup interface, and checks the
    /// copy (PRAGMA quick_check): Corrupt if the store is damaged. `onBytes` is told what was written since the last time.
    [[nodiscard]] Result<StoreFacts> copy(const QString &path, const QString &target, const CancellationToken &cancel,
                                          const std::function<void(qint64)> &onBytes) const;

private:
    struct State;
    explicit StoreSnapshot(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// PRAGMA integrity_check and foreign_key_check of a file that nobody else has open; Corrupt with the first findings.
[[nodiscard]] Result<StoreFacts> checkStoreFile(const QString &path);

/// Whether another connection, of any program, has the store open. Its log is put into the file if none has.
[[nodiscard]] bool isStoreOpenElsewhere(const QString &path);

} // namespace consultantos
