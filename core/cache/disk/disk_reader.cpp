// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/disk/disk_reader.h"

#include "cache/disk/disk_folder.h"
#include "cache/disk/disk_writer.h"

#include <limits>

namespace consultantos {
namespace {

constexpr size_t KeptReaders = 8;

} // namespace

SqliteFault DiskReader::open(const QString &path, std::chrono::milliseconds busyLimit,
                             std::unique_ptr<DiskReader> *reader)
{
    std::unique_ptr<DiskReader> opened(new DiskReader);
    if (const auto fault = DiskFolder::openReader(path, busyLimit, &opened->m_connection); fault != SqliteFault::None)
        return fault;
    const struct {
        SqliteStatement *statement;
        const char *sql;
    } all[] = {
        // The head comes along, so that both are of one moment.
        {&opened->m_find, "SELECT h.state, e.mark, e.key, e.meta, e.value"
                          " FROM head h LEFT JOIN entries e ON e.hash = ?1 WHERE h.id = 1"},
        {&opened->m_check, "SELECT hash, mark, key, meta, value FROM entries WHERE hash >= ?1 ORDER BY hash LIMIT 256"},
        {&opened->m_head, "SELECT state FROM head WHERE id = 1"},
        {&opened->m_changesAfter, ChangesAfterSql},
        {&opened->m_dataVersion, "PRAGMA data_version"},
    };
    for (const auto &[statement, sql] : all)
        if (const auto fault = statement->prepare(*opened->m_connection, sql); fault != SqliteFault::None)
            return fault;
    *reader = std::move(opened);
    return SqliteFault::None;
}

SqliteFault DiskReader::find(QByteArrayView key, qint64 row, DiskFinding *finding)
{
    m_find.bind(1, row);
    bool hasRow = false;
    auto fault = m_find.step(&hasRow);
    const auto head = hasRow ? DiskHead::decode(m_find.blob(0)) : std::nullopt;
    if (fault == SqliteFault::None && !head)
        fault = SqliteFault::Damaged;
    if (fault != SqliteFault::None) {
        m_find.reset();
        return fault;
    }
    finding->head = *head;
    finding->state = DiskFinding::State::Missing;
    if (!m_find.isNull(1)) {
        finding->checksum = m_find.integer(1);
        const auto storedKey = m_find.blob(2);
        const auto meta = m_find.blob(3);
        const auto value = m_find.blob(4);
        finding->state = DiskFinding::State::Damaged;
        if (entryChecksum(storedKey, meta, value) == finding->checksum) {
            auto told = EntryMeta::decode(meta);
            auto bytes = told ? m_decoder.decode(*told, value) : std::nullopt;
            if (bytes && storedKey == key) {
                finding->state = DiskFinding::State::Found;
                finding->entry = std::make_shared<CacheEntry>(
                    CacheEntry{std::move(*bytes), nullptr, 0, told->tags, told->cost, told->isNegative});
                finding->meta = std::move(*told);
            } else if (bytes) {
                finding->state = DiskFinding::State::Missing; // another key of the same hash
            }
        }
    }
    m_find.reset();
    return SqliteFault::None;
}

SqliteFault DiskReader::check(std::optional<qint64> *from, quint64 *checked,
                              std::vector<std::pair<qint64, qint64>> *damaged)
{
    m_check.bind(1, from->value_or(0));
    from->reset();
    bool hasRow = false;
    auto fault = m_check.step(&hasRow);
    for (; fault == SqliteFault::None && hasRow; fault = m_check.step(&hasRow)) {
        const auto row = m_check.integer(0);
        const auto meta = m_check.blob(3);
        const auto value = m_check.blob(4);
        const auto told = EntryMeta::decode(meta);
        const bool isSound =
            entryChecksum(m_check.blob(2), meta, value) == m_check.integer(1) && told && m_decoder.decode(*told, value);
        ++*checked;
        if (!isSound)
            damaged->emplace_back(row, m_check.integer(1));
        if (row < std::numeric_limits<qint64>::max())
            *from = row + 1;
    }
    m_check.reset();
    return fault;
}

SqliteFault DiskReader::readHead(DiskHead *head)
{
    bool hasRow = false;
    auto fault = m_head.step(&hasRow);
    const auto found = hasRow ? DiskHead::decode(m_head.blob(0)) : std::nullopt;
    m_head.reset();
    if (fault == SqliteFault::None && !found)
        fault = SqliteFault::Damaged;
    if (found)
        *head = *found;
    return fault;
}

SqliteFault DiskReader::catchUp(CacheStamp known, DiskHead *head, std::vector<DiskChange> *changes)
{
    auto fault = m_connection->execute("BEGIN");
    if (fault == SqliteFault::None)
        fault = readHead(head);
    if (fault == SqliteFault::None)
        fault = readChanges(m_changesAfter, *head, known, changes);
    (void)m_connection->execute("COMMIT");
    return fault;
}

SqliteFault DiskReader::dataVersion(qint64 *version)
{
    return m_dataVersion.number(version);
}

DiskReaderPool::DiskReaderPool(QString path, std::chrono::milliseconds busyLimit)
    : m_path(std::move(path))
    , m_busyLimit(busyLimit)
{
}

SqliteFault DiskReaderPool::acquire(std::unique_ptr<DiskReader> *reader)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_idle.empty()) {
            *reader = std::move(m_idle.back());
            m_idle.pop_back();
            return SqliteFault::None;
        }
    }
    return DiskReader::open(m_path, m_busyLimit, reader);
}

void DiskReaderPool::release(std::unique_ptr<DiskReader> reader)
{
    const std::lock_guard lock(m_mutex);
    if (m_idle.size() < KeptReaders)
        m_idle.push_back(std::move(reader));
}

} // namespace consultantos
