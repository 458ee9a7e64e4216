// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/disk/disk_reader.h"

#include "cache/disk/disk_folder.h"
#include "cache/disk/disk_writer.h"

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
