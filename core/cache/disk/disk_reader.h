// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/disk/disk_head.h"
#include "cache/disk/entry_codec.h"
#include "cache/disk/sqlite_api.h"

#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace consultantos {

/// What a look into the file found, all of one moment.
struct DiskFinding {
    enum class State { Missing, Found, Damaged };

    State state = State::Missing;
    DiskHead head;
    qint64 checksum = 0; ///< of the row, also of a damaged one
    EntryMeta meta;      ///< these two only if Found
    CacheEntryPtr entry;
};

/// A reading connection. Not thread-safe.
class DiskReader {
public:
    [[nodiscard]] static SqliteFault open(const QString &path, std::chrono::milliseconds busyLimit,
                                          std::unique_ptr<DiskReader> *reader);

    [[nodiscard]] SqliteFault find(QByteArrayView key, qint64 row, DiskFinding *finding);
    /// Checks some rows from `*from` on, and says where to go on; nothing when there are no more. `damaged` gets rows with
    /// their checksums.
    [[nodiscard]] SqliteFault check(std::optional<qint64> *from, quint64 *checked,
                                    std::vector<std::pair<qint64, qint64>> *damaged);
    /// The head and all changes after `known` or the head's floor, of one moment.
    [[nodiscard]] SqliteFault catchUp(CacheStamp known, DiskHead *head, std::vector<DiskChange> *changes);
    /// Another number than last time: some connection has committed since. Cheap.
    [[nodiscard]] SqliteFault dataVersion(qint64 *version);
    [[nodiscard]] bool isMoved() const { return m_connection->isMoved(); }

private:
    DiskReader() = default;
    [[nodiscard]] SqliteFault readHead(DiskHead *head);

    std::unique_ptr<SqliteConnection> m_connection; // before the statements: it outlives them
    SqliteStatement m_find, m_check, m_head, m_changesAfter, m_dataVersion;
    EntryDecoder m_decoder;
};

/// The readers of one file: as many as threads read at once, a few of which are kept. Thread-safe.
class DiskReaderPool {
public:
    DiskReaderPool(QString path, std::chrono::milliseconds busyLimit);

    [[nodiscard]] SqliteFault acquire(std::unique_ptr<DiskReader> *reader);
    void release(std::unique_ptr<DiskReader> reader);

private:
    const QString m_path;
    const std::chrono::milliseconds m_busyLimit;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<DiskReader>> m_idle;
};

} // namespace consultantos
