// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/disk/disk_keeper.h"

#include "cache/disk/checksum.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace consultantos {
namespace {

constexpr qint64 SampleRows = 64;
constexpr size_t VictimsOfSample = 16;
constexpr int MaxSamplesAtOnce = 64;
constexpr qint64 SweepRows = 256;
/// A computation that takes longer than this isn't kept if anything was invalidated meanwhile.
constexpr qint64 KeptChangesMs = 3'600'000;
constexpr quint64 KeptChanges = 10'000;
constexpr qint64 RowOverhead = 64;
/// What a second of waiting is worth in money, in millionths: 36 units an hour.
constexpr double MicroUnitsOfSecond = 10'000;
/// What any hit saves at least, in seconds.
constexpr double LeastCost = 0.001;
constexpr double LeastAgeMs = 60'000;

double worthOf(const EntryMeta &meta, qint64 hits, qint64 size, qint64 now)
{
    if (now >= meta.times.usableUntil)
        return -1;
    const double cost = std::max(meta.cost.seconds + double(meta.cost.microUnits) / MicroUnitsOfSecond, LeastCost);
    const double age = std::max(double(now - meta.times.written), 0.0) + LeastAgeMs;
    return cost * double(1 + std::max<qint64>(hits, 0)) / (double(size) * age);
}

} // namespace

SqliteFault DiskKeeper::create(const SqliteConnection &connection, qint64 capacity, std::unique_ptr<DiskKeeper> *keeper)
{
    std::unique_ptr<DiskKeeper> made(new DiskKeeper(capacity));
    const struct {
        SqliteStatement *statement;
        const char *sql;
    } all[] = {
        {&made->m_sample, "SELECT e.hash, e.meta, length(e.key) + length(e.meta) + length(e.value), u.hits"
                          " FROM entries e LEFT JOIN uses u ON u.hash = e.hash"
                          " WHERE e.hash >= ?1 ORDER BY e.hash LIMIT ?2"},
        {&made->m_sweepRows, "SELECT id, key, meta, hash FROM entries WHERE id >= ?1 ORDER BY id LIMIT ?2"},
        {&made->m_wideChange, "SELECT 1 FROM changes WHERE seq > ?1 AND scope <> 0 LIMIT 1"},
        {&made->m_lastOld, "SELECT max(seq) FROM changes WHERE seq <= ?1 AND (at < ?2 OR seq <= ?3)"},
        {&made->m_forget, "DELETE FROM changes WHERE seq <= ?1"},
    };
    for (const auto &[statement, sql] : all)
        if (const auto fault = statement->prepare(connection, sql); fault != SqliteFault::None)
            return fault;
    *keeper = std::move(made);
    return SqliteFault::None;
}

SqliteFault DiskKeeper::makeRoom(DiskWriter &writer, qint64 incoming, qint64 now, quint64 *evicted)
{
    for (int samples = 0; samples < MaxSamplesAtOnce; ++samples) {
        qint64 used = 0;
        qint64 free = 0;
        if (const auto fault = writer.size(&used, &free); fault != SqliteFault::None)
            return fault;
        const qint64 missing = used + incoming - m_capacity;
        if (missing <= 0 || writer.head().entries <= 0)
            return SqliteFault::None;
        if (const auto fault = evictFromSample(writer, missing, now, evicted); fault != SqliteFault::None)
            return fault;
    }
    return SqliteFault::None;
}

SqliteFault DiskKeeper::evictFromSample(DiskWriter &writer, qint64 missing, qint64 now, quint64 *evicted)
{
    struct Candidate {
        qint64 row = 0;
        qint64 size = 0;
        double worth = 0;
    };
    std::vector<Candidate> candidates;
    const auto &head = writer.head();
    const quint64 seed[] = {++m_samples, head.sequence, quint64(now)};
    const auto start =
        qint64(checksumOf(QByteArrayView(reinterpret_cast<const char *>(seed), sizeof seed), head.identity));
    // From a random place on, and on from the beginning where the end comes first: a small sample would take dear ones.
    for (const auto from : {start, std::numeric_limits<qint64>::min()}) {
        m_sample.bind(1, from);
        m_sample.bind(2, SampleRows - qint64(candidates.size()));
        bool hasRow = false;
        auto fault = m_sample.step(&hasRow);
        for (; fault == SqliteFault::None && hasRow; fault = m_sample.step(&hasRow)) {
            if (from != start && m_sample.integer(0) >= start)
                break;
            const auto meta = EntryMeta::decode(m_sample.blob(1));
            const qint64 size = m_sample.integer(2) + RowOverhead;
            candidates.push_back(
                {m_sample.integer(0), size, meta ? worthOf(*meta, m_sample.integer(3), size, now) : -2});
        }
        m_sample.reset();
        if (fault != SqliteFault::None)
            return fault;
    }
    std::sort(candidates.begin(), candidates.end(),
              [](const Candidate &a, const Candidate &b) { return a.worth < b.worth; });
    const size_t most = std::max<size_t>(1, std::min(VictimsOfSample, candidates.size() / 4));
    qint64 freed = 0;
    for (size_t i = 0; i < candidates.size() && i < most && freed < missing; ++i) {
        if (const auto fault = writer.remove(candidates[i].row); fault != SqliteFault::None)
            return fault;
        freed += candidates[i].size;
        ++*evicted;
    }
    if (candidates.empty())
        writer.head().entries = 0; // the count was wrong
    return SqliteFault::None;
}

SqliteFault DiskKeeper::sweep(DiskWriter &writer, const IsNamed &isNamed, qint64 now, quint64 *expired)
{
    auto &head = writer.head();
    if (head.sweepGoal == 0) {
        head.sweepGoal = head.sequence;
        head.sweepPlace = std::numeric_limits<qint64>::min();
    }
    m_sweepRows.bind(1, head.sweepPlace);
    m_sweepRows.bind(2, SweepRows);
    std::vector<qint64> doomed;
    qint64 rows = 0;
    qint64 last = 0;
    bool hasRow = false;
    auto fault = m_sweepRows.step(&hasRow);
    for (; fault == SqliteFault::None && hasRow; fault = m_sweepRows.step(&hasRow)) {
        ++rows;
        last = m_sweepRows.integer(0);
        const auto meta = EntryMeta::decode(m_sweepRows.blob(2));
        if (!meta || now >= meta->times.usableUntil) {
            doomed.push_back(m_sweepRows.integer(3));
            ++*expired;
        } else if (isNamed(m_sweepRows.blob(1), *meta)) {
            doomed.push_back(m_sweepRows.integer(3));
        }
    }
    m_sweepRows.reset();
    if (fault != SqliteFault::None)
        return fault;
    for (const auto row : doomed)
        if (const auto removed = writer.remove(row); removed != SqliteFault::None)
            return removed;
    if (rows < SweepRows || last == std::numeric_limits<qint64>::max()) {
        head.swept = std::max(head.swept, head.sweepGoal);
        head.sweepGoal = 0;
    } else {
        head.sweepPlace = last + 1;
    }
    return SqliteFault::None;
}

SqliteFault DiskKeeper::trim(DiskWriter &writer, qint64 now)
{
    auto &head = writer.head();
    if (head.swept < head.sequence) {
        // Keys are removed when they are invalidated: only tags and everything need a sweep.
        qint64 isWide = 0;
        m_wideChange.bind(1, qint64(head.swept));
        if (const auto fault = m_wideChange.number(&isWide); fault != SqliteFault::None)
            return fault;
        if (isWide == 0)
            head.swept = head.sequence;
    }
    qint64 last = 0;
    m_lastOld.bind(1, qint64(head.swept));
    m_lastOld.bind(2, now - KeptChangesMs);
    m_lastOld.bind(3, qint64(head.sequence > KeptChanges ? head.sequence - KeptChanges : 0));
    if (const auto fault = m_lastOld.number(&last); fault != SqliteFault::None)
        return fault;
    if (CacheStamp(last) <= head.floor)
        return SqliteFault::None;
    head.floor = CacheStamp(last);
    m_forget.bind(1, last);
    return m_forget.run();
}

SqliteFault DiskKeeper::shrink(DiskWriter &writer, bool *isDone)
{
    constexpr qint64 LeastFree = 4 * 1024 * 1024;
    qint64 used = 0;
    qint64 free = 0;
    if (const auto fault = writer.size(&used, &free); fault != SqliteFault::None)
        return fault;
    *isDone = free < std::max(LeastFree, used / 4);
    return *isDone ? SqliteFault::None : writer.connection().execute("PRAGMA incremental_vacuum(512)");
}

} // namespace consultantos
