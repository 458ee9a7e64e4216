// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/disk/disk_writer.h"

#include <algorithm>

namespace consultantos {

SqliteFault readChanges(SqliteStatement &statement, const DiskHead &head, CacheStamp known,
                        std::vector<DiskChange> *changes)
{
    auto expected = std::max(known, head.floor);
    statement.bind(1, qint64(expected));
    bool hasRow = false;
    auto fault = statement.step(&hasRow);
    for (; fault == SqliteFault::None && hasRow; fault = statement.step(&hasRow)) {
        DiskChange change{CacheStamp(statement.integer(0)), DiskChange::Scope(statement.integer(1)),
                          statement.blob(2).toByteArray(), statement.integer(3), quint64(statement.integer(4))};
        if (change.sequence != ++expected || change.checksum() != statement.integer(5)) {
            fault = SqliteFault::Damaged;
            break;
        }
        changes->push_back(std::move(change));
    }
    statement.reset();
    if (fault == SqliteFault::None && expected < head.sequence)
        fault = SqliteFault::Damaged;
    return fault;
}

DiskWriter::DiskWriter(std::unique_ptr<SqliteConnection> connection)
    : m_connection(std::move(connection))
{
}

SqliteFault DiskWriter::create(std::unique_ptr<SqliteConnection> connection, std::unique_ptr<DiskWriter> *writer)
{
    writer->reset(new DiskWriter(std::move(connection)));
    return (*writer)->prepare();
}

std::unique_ptr<SqliteConnection> DiskWriter::takeConnection()
{
    return std::move(m_connection);
}

SqliteFault DiskWriter::prepare()
{
    const struct {
        SqliteStatement *statement;
        const char *sql;
    } all[] = {
        {&m_readHead, "SELECT state FROM head WHERE id = 1"},
        {&m_writeHead, "UPDATE head SET state = ?1 WHERE id = 1"},
        {&m_changesAfter, ChangesAfterSql},
        {&m_append, "INSERT INTO changes VALUES(?1, ?2, ?3, ?4, ?5, ?6)"},
        {&m_insert, "INSERT OR IGNORE INTO entries(hash, mark, key, meta, value) VALUES(?1, ?2, ?3, ?4, ?5)"},
        {&m_remove, "DELETE FROM entries WHERE hash = ?1"},
        {&m_removeExactly, "DELETE FROM entries WHERE hash = ?1 AND mark = ?2"},
        {&m_forgetUses, "DELETE FROM uses WHERE hash = ?1"},
        {&m_halveUses, "UPDATE uses SET hits = hits / 2 WHERE hash = ?1"},
        {&m_addUses, "INSERT INTO uses SELECT ?1, ?2 WHERE EXISTS(SELECT 1 FROM entries WHERE hash = ?1)"
                     " ON CONFLICT(hash) DO UPDATE SET hits = hits + excluded.hits"},
        {&m_pageCount, "PRAGMA page_count"},
        {&m_freeCount, "PRAGMA freelist_count"},
    };
    for (const auto &[statement, sql] : all)
        if (const auto fault = statement->prepare(*m_connection, sql); fault != SqliteFault::None)
            return fault;
    return SqliteFault::None;
}

SqliteFault DiskWriter::begin(bool isDurable)
{
    if (isDurable != m_isDurable) {
        const auto fault = m_connection->execute(isDurable ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
        if (fault != SqliteFault::None)
            return fault;
        m_isDurable = isDurable;
    }
    if (const auto fault = m_connection->execute("BEGIN IMMEDIATE"); fault != SqliteFault::None)
        return fault;
    bool hasRow = false;
    auto fault = m_readHead.step(&hasRow);
    const auto head = hasRow ? DiskHead::decode(m_readHead.blob(0)) : std::nullopt;
    m_readHead.reset();
    if (fault == SqliteFault::None && !head)
        fault = SqliteFault::Damaged;
    if (fault != SqliteFault::None) {
        rollback();
        return fault;
    }
    m_head = *head;
    return SqliteFault::None;
}

SqliteFault DiskWriter::commit()
{
    const auto state = m_head.encode();
    m_writeHead.bind(1, QByteArrayView(state));
    auto fault = m_writeHead.run();
    if (fault == SqliteFault::None)
        fault = m_connection->execute("COMMIT");
    if (fault != SqliteFault::None)
        rollback();
    return fault;
}

void DiskWriter::rollback()
{
    // Fails where SQLite has already rolled back by itself.
    (void)m_connection->execute("ROLLBACK");
}

SqliteFault DiskWriter::changesAfter(CacheStamp sequence, std::vector<DiskChange> *changes)
{
    return readChanges(m_changesAfter, m_head, sequence, changes);
}

SqliteFault DiskWriter::append(DiskChange *change)
{
    change->sequence = ++m_head.sequence;
    m_append.bind(1, qint64(change->sequence));
    m_append.bind(2, qint64(change->scope));
    m_append.bind(3, QByteArrayView(change->name));
    m_append.bind(4, change->at);
    m_append.bind(5, qint64(change->origin));
    m_append.bind(6, change->checksum());
    return m_append.run();
}

SqliteFault DiskWriter::beginAfter(CacheStamp sequence)
{
    m_head.sequence = m_head.floor = m_head.swept = sequence + 1;
    m_head.sweepGoal = 0;
    if (const auto fault = m_connection->execute("DELETE FROM changes"); fault != SqliteFault::None)
        return fault;
    return removeAll();
}

SqliteFault DiskWriter::put(QByteArrayView key, const EncodedEntry &entry)
{
    const auto row = entryRow(key);
    m_insert.bind(1, row);
    m_insert.bind(2, entry.checksum);
    m_insert.bind(3, key);
    m_insert.bind(4, QByteArrayView(entry.meta));
    m_insert.bind(5, QByteArrayView(entry.value));
    // Most keys are new: the row is searched once, and only where it is taken, three times.
    if (const auto fault = m_insert.run(); fault != SqliteFault::None)
        return fault;
    if (m_connection->changedRows() > 0) {
        ++m_head.entries;
        return SqliteFault::None;
    }
    m_remove.bind(1, row);
    if (const auto fault = m_remove.run(); fault != SqliteFault::None)
        return fault;
    // What was read often will be again, but a new version must earn its place anew.
    m_halveUses.bind(1, row);
    if (const auto fault = m_halveUses.run(); fault != SqliteFault::None)
        return fault;
    return m_insert.run();
}

SqliteFault DiskWriter::remove(qint64 row)
{
    m_remove.bind(1, row);
    if (const auto fault = m_remove.run(); fault != SqliteFault::None)
        return fault;
    m_head.entries -= m_connection->changedRows();
    m_forgetUses.bind(1, row);
    return m_forgetUses.run();
}

SqliteFault DiskWriter::removeExactly(qint64 row, qint64 checksum)
{
    m_removeExactly.bind(1, row);
    m_removeExactly.bind(2, checksum);
    if (const auto fault = m_removeExactly.run(); fault != SqliteFault::None)
        return fault;
    m_head.entries -= m_connection->changedRows();
    return SqliteFault::None;
}

SqliteFault DiskWriter::removeAll()
{
    m_head.entries = 0;
    return m_connection->execute("DELETE FROM entries; DELETE FROM uses;");
}

SqliteFault DiskWriter::addUses(qint64 row, qint64 hits)
{
    m_addUses.bind(1, row);
    m_addUses.bind(2, hits);
    return m_addUses.run();
}

SqliteFault DiskWriter::size(qint64 *used, qint64 *free)
{
    constexpr qint64 PageBytes = 4096;
    qint64 pages = 0;
    qint64 unused = 0;
    if (const auto fault = m_pageCount.number(&pages); fault != SqliteFault::None)
        return fault;
    if (const auto fault = m_freeCount.number(&unused); fault != SqliteFault::None)
        return fault;
    *used = (pages - unused) * PageBytes;
    *free = unused * PageBytes;
    return SqliteFault::None;
}

} // namespace consultantos
