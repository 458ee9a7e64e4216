// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/disk/disk_head.h"
#include "cache/disk/entry_codec.h"
#include "cache/disk/sqlite_api.h"

#include <memory>
#include <vector>

namespace consultantos {

/// The statements of a writing connection. Everything but begin() happens within a transaction, which begins with reading
/// the head and ends with writing it. Not thread-safe.
class DiskWriter {
public:
    [[nodiscard]] static SqliteFault create(std::unique_ptr<SqliteConnection> connection,
                                            std::unique_ptr<DiskWriter> *writer);

    [[nodiscard]] SqliteConnection &connection() { return *m_connection; }
    [[nodiscard]] std::unique_ptr<SqliteConnection> takeConnection();

    /// `isDurable`: what is committed survives a pulled plug, for a call of fsync.
    [[nodiscard]] SqliteFault begin(bool isDurable);
    [[nodiscard]] DiskHead &head() { return m_head; }
    [[nodiscard]] SqliteFault commit();
    void rollback();

    [[nodiscard]] SqliteFault changesAfter(CacheStamp sequence, std::vector<DiskChange> *changes);
    /// Gives the change its sequence.
    [[nodiscard]] SqliteFault append(DiskChange *change);
    /// Empties the file and lets its changes begin after `sequence`: for one that is behind what callers already know.
    [[nodiscard]] SqliteFault beginAfter(CacheStamp sequence);
    [[nodiscard]] SqliteFault put(QByteArrayView key, const EncodedEntry &entry);
    [[nodiscard]] SqliteFault remove(qint64 row);
    /// Only if it still is the one with this checksum.
    [[nodiscard]] SqliteFault removeExactly(qint64 row, qint64 checksum);
    [[nodiscard]] SqliteFault removeAll();
    [[nodiscard]] SqliteFault addUses(qint64 row, qint64 hits);
    /// In bytes: all pages but the free ones, and those.
    [[nodiscard]] SqliteFault size(qint64 *used, qint64 *free);

private:
    explicit DiskWriter(std::unique_ptr<SqliteConnection> connection);
    [[nodiscard]] SqliteFault prepare();

    std::unique_ptr<SqliteConnection> m_connection; // before the statements: it outlives them
    SqliteStatement m_readHead, m_writeHead, m_changesAfter, m_append;
    SqliteStatement m_insert, m_remove, m_removeExactly, m_forgetUses, m_halveUses, m_addUses;
    SqliteStatement m_pageCount, m_freeCount;
    DiskHead m_head;
    bool m_isDurable = false;
};

/// The changes after `known`, by a prepared ChangesAfterSql in the transaction that read `head`. Damaged unless it is each
/// one from there, or from the head's floor, up to the head's sequence: a lost one would bring back what it names.
inline constexpr auto ChangesAfterSql =
    "SELECT seq, scope, name, at, origin, mark FROM changes WHERE seq > ?1 ORDER BY seq";
[[nodiscard]] SqliteFault readChanges(SqliteStatement &statement, const DiskHead &head, CacheStamp known,
                                      std::vector<DiskChange> *changes);

} // namespace consultantos
