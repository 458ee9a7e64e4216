// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/disk/disk_worker.h"

#include "base/logging.h"

#include <algorithm>
#include <utility>

namespace consultantos {
namespace {

using std::chrono::milliseconds;

constexpr qsizetype BatchEntries = 256;
constexpr qint64 BatchBytes = 8LL * 1024 * 1024;
/// A transaction of its own for counts of hits is worth no more than this.
constexpr std::chrono::minutes UsesInterval{1};
/// Between two rounds through all entries that look for expired ones.
constexpr std::chrono::minutes RoundInterval{30};
constexpr milliseconds RoundPause{200};
/// After a try that failed because of another process, and between looks at the clock that says when to try again.
constexpr milliseconds RetryPause{20};
constexpr milliseconds LongestRetryPause{500};
/// Up to this size everything is removed at once when all is invalidated; what is larger is left to the sweep.
constexpr qint64 AtOnceBytes = 64LL * 1024 * 1024;
constexpr quint64 ChangesBeforeTrim = 11'000;
constexpr qint64 ClockToleranceMs = 60'000;

} // namespace

DiskWorker::DiskWorker(const DiskCacheOptions &options, std::shared_ptr<const Clock> clock, quint64 origin,
                       DiskState *state, DiskCounters *counters)
    : m_options(options)
    , m_clock(std::move(clock))
    , m_origin(origin)
    , m_state(state)
    , m_counters(counters)
    , m_folder(options.folder, options.busyLimit)
    , m_nextRound(m_clock->steadyNow() + RoundInterval)
    , m_nextUses(m_clock->steadyNow() + UsesInterval)
    , m_thread([this] { run(); })
{
}

DiskWorker::~DiskWorker()
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->isStopping = true;
    }
    m_state->work.notify_all();
    m_thread.join();
}

void DiskWorker::run()
{
    std::unique_lock lock(m_state->mutex);
    auto stopAt = std::chrono::steady_clock::time_point::max();
    for (;;) {
        // The limit is one of real time, whatever clock was given: it is for the user who waits.
        if (m_state->isStopping && stopAt == std::chrono::steady_clock::time_point::max())
            stopAt = std::chrono::steady_clock::now() + m_options.closeLimit;
        if (m_state->isStopping
            && ((m_state->queue.isEmpty() && m_state->pending.isEmpty() && m_state->uses.empty()
                 && m_state->damagedRows.empty())
                || (!mayWrite() && !m_state->isClearAsked) || std::chrono::steady_clock::now() >= stopAt))
            break;
        auto session = m_state->session;
        lock.unlock();
        // What is written now may begin the log anew.
        if (session)
            session->anchor.release(m_clock->steadyNow());
        session.reset(); // its readers would hold a file that is set aside, which Windows then doesn't move
        step();
        lock.lock();
        m_state->done.notify_all();
        if (m_state->isStopping)
            continue;

        if (!mayWrite() || m_state->problem) {
            const auto left = std::chrono::duration_cast<milliseconds>(m_state->retryAt - m_clock->steadyNow());
            m_state->work.wait_for(lock, std::clamp(left, RetryPause, LongestRetryPause),
                                   [this] { return m_state->isStopping || m_state->isClearAsked; });
            continue;
        }
        milliseconds pause = UsesInterval;
        if (DiskKeeper::isSweepUrgent(m_writer ? m_writer->head() : DiskHead{}))
            pause = milliseconds(0);
        else if (!m_isShrunk || (m_writer && m_writer->head().sweepGoal != 0))
            pause = RoundPause;
        m_state->work.wait_for(lock, pause, [this] { return hasUrgentWork() || !m_state->queue.isEmpty(); });
        // The first write of a batch waits for others to come.
        if (!m_state->queue.isEmpty())
            m_state->work.wait_for(lock, m_options.batchDelay, [this] { return hasUrgentWork(); });
    }
}

bool DiskWorker::hasUrgentWork() const
{
    return m_state->isStopping || m_state->suspicion != SqliteFault::None || m_state->isAged
           || !m_state->pending.isEmpty()
           || (m_state->flushes > 0 && (!m_state->queue.isEmpty() || !m_state->damagedRows.empty()))
           || m_state->queue.count() >= BatchEntries || m_state->queue.bytes() >= BatchBytes;
}

bool DiskWorker::mayWrite() const
{
    return m_clock->steadyNow() >= m_state->retryAt;
}

qint64 DiskWorker::wallNow() const
{
    return m_clock->nowUtc().toMSecsSinceEpoch();
}

void DiskWorker::step()
{
    {
        const std::lock_guard lock(m_state->mutex);
        if (std::exchange(m_state->isClearAsked, false))
            m_state->retryAt = {};
        if (!mayWrite())
            return;
    }
    if (!openIfNeeded())
        return clearByRemoval();
    bool hasInvalidations = false;
    bool hasWrites = false;
    {
        const std::lock_guard lock(m_state->mutex);
        hasInvalidations = !m_state->pending.isEmpty() || m_state->isAged;
        const bool usesAreDue =
            !m_state->uses.empty()
            && (m_state->isStopping || m_state->uses.size() >= 4'096 || m_clock->steadyNow() >= m_nextUses);
        hasWrites = !m_state->queue.isEmpty() || !m_state->damagedRows.empty() || usesAreDue;
    }
    if (hasInvalidations) {
        writeInvalidations();
        clearByRemoval();
    } else if (hasWrites) {
        writeBatch();
    } else {
        maintain();
    }
}

bool DiskWorker::openIfNeeded()
{
    SqliteFault suspicion = SqliteFault::None;
    CacheStamp known = 0;
    {
        const std::lock_guard lock(m_state->mutex);
        suspicion = std::exchange(m_state->suspicion, SqliteFault::None);
        known = m_state->marks.sequence();
    }
    const bool isMoved = m_writer && m_writer->connection().isMoved();
    if (m_writer && suspicion == SqliteFault::None && !isMoved)
        return true;
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->session.reset();
        m_state->epoch += isMoved ? 1 : 0;
    }
    m_keeper.reset();
    std::unique_ptr<SqliteConnection> damaged;
    if (m_writer && suspicion == SqliteFault::Damaged) {
        qCWarning(lcStorage) << "the cache's file is damaged and is set aside";
        damaged = m_writer->takeConnection();
    }
    m_writer.reset();

    auto connection = m_folder.open(*m_clock, known, std::move(damaged));
    if (!connection) {
        fail(connection.error(), connection.error().code == ErrorCode::Busy);
        return false;
    }
    auto fault = DiskWriter::create(std::move(*connection), &m_writer);
    if (fault == SqliteFault::None)
        fault = DiskKeeper::create(m_writer->connection(), m_options.capacity, &m_keeper);
    if (fault == SqliteFault::None)
        fault = takeOver();
    if (fault == SqliteFault::None)
        return true;
    endWith(fault);
    if (fault != SqliteFault::Damaged) {
        m_keeper.reset();
        m_writer.reset();
    }
    return false;
}

SqliteFault DiskWorker::takeOver()
{
    if (const auto fault = m_writer->begin(false); fault != SqliteFault::None)
        return fault;
    auto &head = m_writer->head();
    CacheStamp known = 0;
    {
        const std::lock_guard lock(m_state->mutex);
        known = m_state->marks.sequence();
    }
    const bool isFirst = m_identity == 0;
    const bool continues = head.identity == m_identity && head.sequence >= known && head.floor <= known;
    std::vector<DiskChange> changes;
    qint64 used = 0;
    qint64 free = 0;
    auto fault = m_writer->changesAfter(0, &changes);
    if (fault == SqliteFault::None)
        fault = m_writer->size(&used, &free);
    // Stamps that callers hold are of the file before: they must be below what this one gives.
    const bool isBehind = !isFirst && !continues && head.sequence <= known;
    if (fault == SqliteFault::None && isBehind)
        fault = m_writer->beginAfter(known);
    if (fault == SqliteFault::None && isBehind)
        fault = m_writer->commit();
    else
        m_writer->rollback();
    if (fault != SqliteFault::None)
        return fault;
    if (isBehind)
        changes.clear();
    m_identity = head.identity;

    const std::lock_guard lock(m_state->mutex);
    if (isFirst || !continues)
        m_state->marks.reset(head.sequence, isFirst ? head.floor : head.sequence);
    m_state->learn(changes, head.floor);
    if (isFirst)
        m_state->firstSequence = head.sequence;
    // Where the first attempt failed, nobody knows what others invalidated meanwhile.
    if (isFirst ? m_state->failures > 0 : !continues)
        ++m_state->epoch;
    m_state->session = std::make_shared<DiskSession>(m_folder.filePath(), m_options.busyLimit, head.identity);
    m_state->isOpening = false;
    m_state->problem.reset();
    m_state->retryAt = {};
    m_state->usedBytes = used;
    m_state->entries = head.entries;
    m_isShrunk = false;
    return SqliteFault::None;
}

SqliteFault DiskWorker::begin(bool isDurable, std::vector<DiskChange> *ownChanges)
{
    if (const auto fault = m_writer->begin(isDurable); fault != SqliteFault::None)
        return fault;
    auto &head = m_writer->head();
    CacheStamp known = 0;
    bool isAged = false;
    {
        const std::lock_guard lock(m_state->mutex);
        known = m_state->marks.sequence();
        isAged = m_state->isAged;
    }
    if (head.identity != m_identity) {
        m_writer->rollback();
        return SqliteFault::Missing;
    }
    auto fault = SqliteFault::None;
    if (head.sequence > known) {
        std::vector<DiskChange> changes;
        fault = m_writer->changesAfter(known, &changes);
        const std::lock_guard lock(m_state->mutex);
        m_state->learn(changes, head.floor);
    }
    const auto now = wallNow();
    if (fault == SqliteFault::None && (isAged || now + ClockToleranceMs < head.latest)) {
        DiskChange change{0, DiskChange::Scope::Aged, {}, now, m_origin};
        fault = m_writer->append(&change);
        ownChanges->push_back(change);
        head.latest = now;
    }
    head.latest = std::max(head.latest, now);
    if (fault != SqliteFault::None)
        m_writer->rollback();
    return fault;
}

SqliteFault DiskWorker::commit(const std::vector<DiskChange> &ownChanges)
{
    qint64 used = 0;
    qint64 free = 0;
    if (const auto fault = m_writer->size(&used, &free); fault != SqliteFault::None) {
        m_writer->rollback();
        return fault;
    }
    if (const auto fault = m_writer->commit(); fault != SqliteFault::None)
        return fault;
    const auto &head = m_writer->head();
    const std::lock_guard lock(m_state->mutex);
    for (const auto &change : ownChanges) {
        m_state->marks.add(change);
        if (change.scope == DiskChange::Scope::Aged)
            m_state->isAged = false;
    }
    m_state->marks.raiseFloor(head.floor);
    m_state->usedBytes = used;
    m_state->entries = head.entries;
    m_state->problem.reset();
    return SqliteFault::None;
}

void DiskWorker::writeInvalidations()
{
    std::deque<PendingInvalidations::Item> items;
    {
        const std::lock_guard lock(m_state->mutex);
        items = m_state->pending.items();
    }
    std::vector<DiskChange> changes;
    if (const auto fault = begin(true, &changes); fault != SqliteFault::None)
        return endWith(fault);
    auto &head = m_writer->head();
    bool isAllGone = changes.empty() && head.swept == head.sequence;
    auto fault = SqliteFault::None;
    const auto now = wallNow();
    for (const auto &item : items) {
        DiskChange change{0, DiskChange::scopeOf(item.invalidation.scope), item.invalidation.name, now, m_origin};
        fault = m_writer->append(&change);
        if (fault == SqliteFault::None && change.scope == DiskChange::Scope::Key)
            fault = m_writer->remove(entryRow(change.name));
        if (fault != SqliteFault::None)
            break;
        isAllGone = isAllGone && change.scope == DiskChange::Scope::Key;
        changes.push_back(std::move(change));
    }
    const bool isEverything = std::any_of(changes.begin(), changes.end(), [](const DiskChange &change) {
        return change.scope == DiskChange::Scope::All || change.scope == DiskChange::Scope::Aged;
    });
    qint64 used = 0;
    qint64 free = 0;
    if (fault == SqliteFault::None)
        fault = m_writer->size(&used, &free);
    if (fault == SqliteFault::None && isEverything && used <= AtOnceBytes) {
        fault = m_writer->removeAll();
        isAllGone = true;
        m_isShrunk = false;
    }
    if (isAllGone)
        head.swept = head.sequence;
    if (fault == SqliteFault::None && head.sequence - head.floor > ChangesBeforeTrim)
        fault = m_keeper->trim(*m_writer, now);
    if (fault != SqliteFault::None) {
        m_writer->rollback();
        return endWith(fault);
    }
    if (const auto committed = commit(changes); committed != SqliteFault::None)
        return endWith(committed);
    const std::lock_guard lock(m_state->mutex);
    if (!items.empty())
        m_state->pending.finish(items.back().ticket);
}

void DiskWorker::writeBatch()
{
    std::vector<QueuedWrite> batch;
    std::unordered_map<qint64, qint64> uses;
    std::vector<std::pair<qint64, qint64>> damagedRows;
    {
        const std::lock_guard lock(m_state->mutex);
        batch = m_state->queue.beginBatch(BatchEntries, BatchBytes);
        uses.swap(m_state->uses);
        damagedRows = m_state->damagedRows;
    }
    m_nextUses = m_clock->steadyNow() + UsesInterval;
    // Compressing takes longest: before the transaction, in which others wait.
    std::vector<EncodedEntry> encoded;
    encoded.reserve(batch.size());
    qint64 incoming = 0;
    for (const auto &write : batch) {
        encoded.push_back(m_encoder.encode(write.key, *write.entry, write.times, write.stamp));
        incoming += encoded.back().value.size() + encoded.back().meta.size() + write.key.size();
    }

    std::vector<DiskChange> changes;
    auto fault = begin(false, &changes);
    const bool hasBegun = fault == SqliteFault::None;
    const auto now = wallNow();
    quint64 evicted = 0;
    quint64 refused = 0;
    if (fault == SqliteFault::None)
        fault = m_keeper->makeRoom(*m_writer, incoming, now, &evicted);
    for (size_t i = 0; i < batch.size() && fault == SqliteFault::None; ++i) {
        {
            const std::lock_guard lock(m_state->mutex);
            // A change of this very transaction is not in the marks yet.
            if (!changes.empty() || m_state->marks.isRefused(batch[i].key, batch[i].entry->tags, batch[i].stamp)) {
                ++refused;
                continue;
            }
        }
        fault = m_writer->put(batch[i].key, encoded[i]);
    }
    for (auto use = uses.begin(); use != uses.end() && fault == SqliteFault::None; ++use)
        fault = m_writer->addUses(use->first, use->second);
    for (auto row = damagedRows.begin(); row != damagedRows.end() && fault == SqliteFault::None; ++row)
        fault = m_writer->removeExactly(row->first, row->second);
    // Programs that live for a second do their share of the sweep, too.
    if (fault == SqliteFault::None && (std::exchange(m_isFirstBatch, false) || isSweepDue()))
        fault = sweepSome();
    if (fault != SqliteFault::None && hasBegun)
        m_writer->rollback();
    if (fault == SqliteFault::None)
        fault = commit(changes);
    {
        const std::lock_guard lock(m_state->mutex);
        if (fault == SqliteFault::None) {
            m_state->queue.finish(batch);
            // Others only append to it.
            m_state->damagedRows.erase(m_state->damagedRows.begin(),
                                       m_state->damagedRows.begin() + std::ptrdiff_t(damagedRows.size()));
        }
        if (fault != SqliteFault::None)
            m_state->queue.putBack(batch);
    }
    if (fault != SqliteFault::None)
        return endWith(fault);
    m_counters->evictions += evicted;
    m_counters->refusedSets += refused;
    m_isShrunk = m_isShrunk && evicted == 0;
}

bool DiskWorker::isSweepDue() const
{
    const auto &head = m_writer->head();
    return DiskKeeper::isSweepUrgent(head) || head.sweepGoal != 0 || m_clock->steadyNow() >= m_nextRound;
}

SqliteFault DiskWorker::sweepSome()
{
    quint64 expired = 0;
    const auto isNamed = [this](QByteArrayView key, const EntryMeta &meta) {
        const std::lock_guard lock(m_state->mutex);
        return m_state->marks.isNamed(key, meta.tags, meta.stamp);
    };
    const auto now = wallNow();
    const auto fault = m_keeper->sweep(*m_writer, isNamed, now, &expired);
    m_counters->expirations += expired;
    m_isShrunk = m_isShrunk && expired == 0;
    if (fault != SqliteFault::None || m_writer->head().sweepGoal != 0)
        return fault;
    m_nextRound = m_clock->steadyNow() + RoundInterval;
    return m_keeper->trim(*m_writer, now);
}

void DiskWorker::maintain()
{
    bool isProbe = false; // whether what failed works again
    {
        const std::lock_guard lock(m_state->mutex);
        isProbe = m_state->problem.has_value();
    }
    if (!isSweepDue() && m_isShrunk && !isProbe)
        return;
    std::vector<DiskChange> changes;
    if (const auto fault = begin(false, &changes); fault != SqliteFault::None)
        return endWith(fault);
    quint64 evicted = 0;
    auto fault = m_keeper->makeRoom(*m_writer, 0, wallNow(), &evicted);
    m_counters->evictions += evicted;
    if (fault == SqliteFault::None)
        fault = isSweepDue() ? sweepSome() : m_keeper->shrink(*m_writer, &m_isShrunk);
    if (fault != SqliteFault::None) {
        m_writer->rollback();
        return endWith(fault);
    }
    if (const auto committed = commit(changes); committed != SqliteFault::None)
        endWith(committed);
}

} // namespace consultantos
