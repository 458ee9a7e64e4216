// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/redis/redis_cache.h"

#include "cache/redis/redis_figures.h"
#include "cache/redis/redis_scripts.h"
#include "cache/redis/redis_value.h"

#include <QCoreApplication>
#include <QUuid>

#include <algorithm>
#include <mutex>

namespace consultantos {
namespace {

using Outcome = CacheLookup::Outcome;
using Scope = CacheInvalidation::Scope;
using std::chrono::steady_clock;

constexpr qsizetype MaxKeyBytes = 512;
constexpr qsizetype MaxTags = 1'000;
constexpr qsizetype MaxTagBytes = 0xFFFF;
/// Of one round trip: bounds what is in memory twice.
constexpr std::size_t WritesAtOnce = 32;
constexpr std::size_t InvalidationsAtOnce = 256;
/// What replaying may take: nobody waits for it.
constexpr std::chrono::seconds ReplayLimit{2};

RedisScriptCall callOf(const CacheWrite &write)
{
    const auto life = std::min<std::chrono::milliseconds>(write.life.usable, RedisLongestLife);
    RedisScriptCall call;
    call.keys = {redis_keys::Mark.toByteArray(), redis_keys::Marks.toByteArray(), redis_keys::value(write.key)};
    call.arguments = {QByteArray::number(write.stamp), QByteArray::number(qint64(life.count())),
                      RedisValueHead.toByteArray(), encodeRedisValue(write.key, *write.entry, write.life, write.stamp),
                      "k:" + write.key};
    for (const auto &tag : write.entry->tags)
        call.arguments << "t:" + tag;
    return call;
}

Error noServer(const std::optional<Error> &outage)
{
    if (outage)
        return *outage;
    return {ErrorCode::Busy,
            QCoreApplication::translate("cache", "No connection to the Redis server came free in time."),
            {},
            true};
}

bool isOfAll(const CacheInvalidation &invalidation)
{
    return invalidation.scope == Scope::All;
}

} // namespace

/// Counters of all threads. The lock is nothing beside a round trip.
struct RedisCache::Figures {
    mutable std::mutex mutex;
    CacheLevelStats stats;
    RedisServerFigures server;
    steady_clock::time_point askedAt;

    template <typename Change>
    void update(Change change)
    {
        const std::lock_guard lock(mutex);
        change(stats);
    }
};

RedisCache::RedisCache(const RedisEndpoint &endpoint, const RedisCacheOptions &options)
    : m_options(options)
    , m_figures(std::make_unique<Figures>())
    , m_row(QUuid::createUuid().toRfc4122().toHex())
    , m_queue(options.outageQueue)
    , m_sweeper(m_row.marks())
    , m_link(endpoint, options.link, [this](RedisConnection &connection) { return prepare(connection); })
{
}

RedisCache::~RedisCache()
{
    m_sweeper.finish();
}

std::shared_ptr<RedisLink> RedisCache::linkOf(const std::shared_ptr<RedisCache> &cache)
{
    return {cache, &cache->m_link};
}

// ---- the server comes (back)

Status RedisCache::prepare(RedisConnection &connection)
{
    const auto deadline = steady_clock::now() + m_options.link.connectLimit;
    if (connection.runId().isEmpty())
        return fail(ErrorCode::Network,
                    QCoreApplication::translate("cache", "The Redis server doesn't tell its run id."),
                    QCoreApplication::translate("cache", "Without it a restart can't be seen."));
    if (const auto status = m_row.ensure(connection, deadline); !status)
        return status;
    if (const auto status = flushInvalidations(connection, steady_clock::now() + ReplayLimit); !status)
        return status;
    while (m_queue.hasWrites()) {
        if (const auto status = flushSomeWrites(connection, steady_clock::now() + ReplayLimit); !status)
            return status;
    }
    return {};
}

Status RedisCache::flushInvalidations(RedisConnection &connection, Deadline deadline)
{
    const std::unique_lock turn(m_flushing, deadline);
    if (!turn.owns_lock())
        return tl::unexpected(noServer(std::nullopt));
    while (m_queue.hasInvalidations()) {
        const auto batch = m_queue.invalidations();
        const std::span all(batch.invalidations.constData(), std::size_t(batch.invalidations.size()));
        for (std::size_t start = 0; start < all.size(); start += InvalidationsAtOnce) {
            const auto some = all.subspan(start, std::min(InvalidationsAtOnce, all.size() - start));
            if (const auto status = m_row.invalidate(connection, some, deadline); !status)
                return status;
        }
        m_queue.confirm(batch);
        if (std::any_of(all.begin(), all.end(), isOfAll))
            m_sweeper.start(m_link);
    }
    return {};
}

Status RedisCache::flushSomeWrites(RedisConnection &connection, Deadline deadline)
{
    const auto writes = m_queue.takeWrites(WritesAtOnce);
    const auto status = sendWrites(connection, std::span(writes.constData(), std::size_t(writes.size())), deadline);
    if (status || !connection.isBroken())
        return {}; // what the server refused is of no more use
    for (const auto &write : writes)
        queue(write);
    return status;
}

std::optional<RedisLink::Lease> RedisCache::ready(Deadline deadline)
{
    auto lease = m_link.lease(deadline);
    if (!lease)
        m_row.marks().noteUseWithoutServer();
    else if (m_queue.hasInvalidations() && !flushInvalidations(**lease, deadline))
        return std::nullopt;
    return lease;
}

// ---- get

CacheLookup RedisCache::get(QByteArrayView key)
{
    CacheLookup found;
    lookUp(std::span(&key, 1), std::span(&found, 1));
    return found;
}

QList<CacheLookup> RedisCache::getMany(const QByteArrayList &keys)
{
    QList<CacheLookup> found(keys.size());
    if (keys.isEmpty())
        return found;
    const std::vector<QByteArrayView> views(keys.begin(), keys.end());
    lookUp(views, std::span(found.data(), std::size_t(found.size())));
    return found;
}

void RedisCache::lookUp(std::span<const QByteArrayView> keys, std::span<CacheLookup> found)
{
    const auto start = steady_clock::now();
    const auto deadline = m_link.deadline();
    auto lease = ready(deadline);
    const bool isAnswered = lease && lookUp(**lease, keys, found, deadline);
    if (!isAnswered)
        std::fill(found.begin(), found.end(), CacheLookup{Outcome::Unavailable, nullptr, {}, m_row.marks().newest()});
    m_figures->update([&](CacheLevelStats &stats) {
        stats.errors += lease && !isAnswered ? 1 : 0;
        for (const auto &lookup : found) {
            if (lookup.outcome != Outcome::Hit)
                ++stats.misses;
            else if (lookup.life.fresh.count() > 0)
                ++stats.hits;
            else
                ++stats.staleHits;
        }
        countLatency(stats.getLatency, steady_clock::now() - start);
    });
}

bool RedisCache::lookUp(RedisConnection &connection, std::span<const QByteArrayView> keys, std::span<CacheLookup> found,
                        Deadline deadline)
{
    const auto before = m_row.marks().newest();
    // One command gives the newest invalidation and the values as of one moment.
    const auto prefix = redis_keys::value({});
    qsizetype length = 0;
    for (const auto key : keys)
        length += prefix.size() + key.size();
    QByteArray names;
    names.reserve(length); // so that views of it stay true
    std::vector<QByteArrayView> words{"MGET", redis_keys::Mark};
    words.reserve(2 + keys.size());
    for (const auto key : keys) {
        const auto start = names.size();
        names.append(prefix).append(key);
        words.push_back(QByteArrayView(names).sliced(start));
    }
    connection.add({"TIME"});
    connection.add(words);
    auto replies = connection.exchange(deadline);
    if (!replies)
        return false;
    auto &time = (*replies)[0];
    auto &values = (*replies)[1];
    if (time.elements.size() != 2 || values.elements.size() != keys.size() + 1)
        return false; // error replies
    const auto stamp = values.elements[0].toNumber();
    if (stamp != m_row.marks().newest() && !m_row.follow(connection, before, stamp, deadline))
        return false;
    const bool isRowNew = RedisRow::isBroken(before, stamp);
    const auto serverMicros = time.elements[0].toNumber() * 1'000'000 + time.elements[1].toNumber();
    for (std::size_t index = 0; index < keys.size(); ++index)
        found[index] = isRowNew ? CacheLookup{Outcome::Miss, nullptr, {}, m_row.marks().newest()}
                                : read(keys[index], values.elements[index + 1], serverMicros, stamp);
    return true;
}

CacheLookup RedisCache::read(QByteArrayView key, RedisReply &reply, quint64 serverMicros, CacheStamp stamp)
{
    CacheLookup miss{Outcome::Miss, nullptr, {}, stamp};
    if (reply.kind != RedisReply::Kind::Text)
        return miss;
    auto value = decodeRedisValue(key, std::move(reply.text), serverMicros);
    if (!value) {
        m_figures->update([](CacheLevelStats &stats) { ++stats.errors; });
        return miss;
    }
    if (value->life.usable.count() <= 0 || value->stamp > stamp
        || !m_row.marks().allows(value->stamp, value->entry->tags))
        return miss;
    return {Outcome::Hit, std::move(value->entry), value->life, stamp};
}

// ---- set

bool RedisCache::isKeepable(const CacheWrite &write) const
{
    const auto &tags = write.entry->tags;
    return write.key.size() <= MaxKeyBytes && write.entry->bytes.size() <= m_options.maxValueBytes
           && tags.size() <= MaxTags
           && std::all_of(tags.begin(), tags.end(), [](const auto &tag) { return tag.size() <= MaxTagBytes; });
}

void RedisCache::queue(const CacheWrite &write)
{
    const auto dropped = m_queue.add(write);
    if (dropped > 0)
        m_figures->update([&](CacheLevelStats &stats) { stats.droppedSets += dropped; });
}

Status RedisCache::set(const CacheWrite &write)
{
    return storeMany(std::span(&write, 1));
}

Status RedisCache::setMany(const QList<CacheWrite> &writes)
{
    return storeMany(std::span(writes.constData(), std::size_t(writes.size())));
}

Status RedisCache::storeMany(std::span<const CacheWrite> writes)
{
    const auto start = steady_clock::now();
    const auto deadline = m_link.deadline();
    std::vector<CacheWrite> kept;
    for (const auto &write : writes) {
        if (write.life.usable.count() <= 0)
            continue; // used up on its way
        if (isKeepable(write))
            kept.push_back(write);
        else
            m_figures->update([](CacheLevelStats &stats) { ++stats.droppedSets; });
    }
    Status first;
    auto lease = kept.empty() ? std::nullopt : ready(deadline);
    for (std::size_t begin = 0; begin < kept.size(); begin += WritesAtOnce) {
        const auto some = std::span(kept).subspan(begin, std::min(WritesAtOnce, kept.size() - begin));
        if (lease && !(*lease)->isBroken()) {
            const auto status = sendWrites(**lease, some, deadline);
            if (!status && first)
                first = status;
            if (!(*lease)->isBroken())
                continue;
        }
        for (const auto &write : some)
            queue(write);
    }
    // Where all connections were busy for a while, no new one comes that would send what had to wait.
    if (lease && !(*lease)->isBroken() && m_queue.hasWrites())
        (void)flushSomeWrites(**lease, deadline);
    m_figures->update([&](CacheLevelStats &stats) { countLatency(stats.setLatency, steady_clock::now() - start); });
    return first;
}

Status RedisCache::sendWrites(RedisConnection &connection, std::span<const CacheWrite> writes, Deadline deadline)
{
    std::vector<RedisScriptCall> calls;
    calls.reserve(writes.size());
    for (const auto &write : writes)
        calls.push_back(callOf(write));
    auto replies = runScript(connection, RedisScript::store(), calls, deadline);
    if (!replies) {
        m_figures->update([](CacheLevelStats &stats) { ++stats.errors; });
        return tl::unexpected(replies.error());
    }
    Status first;
    bool isRowBroken = false;
    m_figures->update([&](CacheLevelStats &stats) {
        for (const auto &reply : *replies) {
            if (reply.isError()) {
                ++stats.errors;
                ++stats.droppedSets;
                if (first)
                    first = tl::unexpected(errorOfReply(reply));
            } else if (reply.integer == 1) {
                ++stats.sets;
            } else {
                ++stats.refusedSets;
                isRowBroken = isRowBroken || reply.integer < 0;
            }
        }
    });
    if (isRowBroken)
        return m_row.ensure(connection, deadline);
    return first;
}

// ---- invalidate

Status RedisCache::invalidate(const CacheInvalidation &invalidation)
{
    m_figures->update([](CacheLevelStats &stats) { ++stats.invalidations; });
    const auto deadline = m_link.deadline();
    std::optional<Error> error;
    if (auto lease = ready(deadline)) {
        const auto status = m_row.invalidate(**lease, std::span(&invalidation, 1), deadline);
        if (status) {
            if (isOfAll(invalidation))
                m_sweeper.start(m_link);
            return {};
        }
        error = status.error();
    } else {
        error = noServer(m_link.outage());
    }
    m_queue.add(invalidation);
    m_figures->update([](CacheLevelStats &stats) { ++stats.errors; });
    return tl::unexpected(*error);
}

InvalidationFeed::News RedisCache::poll()
{
    const auto deadline = m_link.deadline();
    if (auto lease = ready(deadline)) {
        const auto before = m_row.marks().newest();
        (*lease)->add({"GET", redis_keys::Mark});
        if (const auto replies = (*lease)->exchange(deadline))
            (void)m_row.follow(**lease, before, replies->front().toNumber(), deadline); // else by a later call
    }
    return m_row.marks().takeNews();
}

// ---- figures

void RedisCache::askServer(CacheLevelStats &stats) const
{
    const auto deadline = m_link.deadline();
    auto lease = m_link.lease(deadline);
    if (!lease)
        return;
    (*lease)->add({"INFO"});
    (*lease)->add({"DBSIZE"});
    const auto replies = (*lease)->exchange(deadline);
    if (!replies)
        return;
    const auto figures = RedisServerFigures::read((*replies)[0].text, (*replies)[1].toNumber());
    const std::lock_guard lock(m_figures->mutex);
    m_figures->server = figures;
    stats = m_figures->stats;
}

CacheLevelStats RedisCache::stats() const
{
    CacheLevelStats stats;
    bool isDue = false;
    {
        const std::lock_guard lock(m_figures->mutex);
        const auto now = steady_clock::now();
        isDue = now - m_figures->askedAt > std::chrono::seconds(1);
        if (isDue)
            m_figures->askedAt = now;
        stats = m_figures->stats;
    }
    if (isDue)
        askServer(stats);
    const auto outage = m_link.outage();
    stats.isAvailable = !outage;
    stats.unavailability = outage ? outage->toText() : QString();
    const std::lock_guard lock(m_figures->mutex);
    const auto &server = m_figures->server;
    stats.entries = server.keys;
    stats.bytes = server.usedBytes;
    stats.capacity = server.capacityBytes;
    stats.evictions = server.evictions;
    stats.expirations = server.expirations;
    return stats;
}

} // namespace consultantos
