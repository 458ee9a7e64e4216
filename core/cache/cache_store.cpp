// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/cache_store.h"

#include "base/private_files.h"
#include "cache/disk/disk_cache.h"
#include "cache/memory/memory_cache.h"
#include "cache/redis/redis_cache.h"
#include "cache/redis/redis_computation_lock.h"
#include "cache/redis/redis_endpoint.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QSaveFile>
#include <QUuid>

namespace consultantos {

namespace {

/// A random text that stays with the folder: two machines whose engagements bear one name share nothing, though they
/// share a Redis server. Random each time where it can't be kept.
QString identityOf(const QString &folder)
{
    QFile file(QDir(folder).filePath(QStringLiteral("cache-identity")));
    if (file.open(QIODevice::ReadOnly)) {
        const auto known = QString::fromLatin1(file.readAll()).trimmed();
        if (!known.isEmpty())
            return known;
        file.close();
    }
    const auto identity = QUuid::createUuid().toString(QUuid::Id128);
    QSaveFile written(file.fileName());
    if (openPrivate(written) && written.write(identity.toLatin1()) > 0)
        written.commit();
    return identity;
}

} // namespace

std::unique_ptr<CacheStore> CacheStore::open(const Place &place, QThreadPool *pool, std::shared_ptr<const Clock> clock)
{
    std::unique_ptr<CacheStore> store(new CacheStore);
    const auto &settings = place.settings;
    store->m_folder = place.folder;
    store->m_clock = clock;
    CacheParts parts;
    if (const auto bytes = settings.cacheL1Bytes(); bytes > 0)
        parts.levels[0] = std::make_shared<MemoryCache>(*store->m_memoryClock, bytes);
    if (const auto bytes = settings.cacheL3Bytes(); bytes > 0) {
        DiskCacheOptions options;
        options.folder = place.folder;
        options.capacity = static_cast<qint64>(bytes);
        store->m_disk = std::make_shared<DiskCache>(options, clock);
        parts.levels[2] = store->m_disk;
        parts.feeds.append(store->m_disk);
    }
    if (const auto url = settings.redisUrl(); !url.isEmpty()) {
        if (const auto endpoint = RedisEndpoint::parse(url)) {
            auto redis = std::make_shared<RedisCache>(*endpoint);
            parts.levels[1] = redis;
            parts.feeds.append(redis);
            parts.lock = std::make_shared<RedisComputationLock>(RedisCache::linkOf(redis));
        } else {
            store->m_notices.append(endpoint.error());
        }
    }
    parts.pool = pool;
    parts.clock = std::move(clock);
    parts.random = [] { return QRandomGenerator::global()->generateDouble(); };
    parts.policy.freshFor = {settings.cacheL1Ttl(), settings.cacheL2Ttl(), settings.cacheL3Ttl()};
    auto scope = place.scope;
    if (!scope.engagement.isEmpty())
        scope.engagement += QLatin1Char(' ') + identityOf(place.folder);
    store->m_access = {std::make_shared<CacheManager>(std::move(parts)), std::move(scope)};
    return store;
}

CacheStore::~CacheStore()
{
    // A count that is lost is worth no word: a folder that can't be written was told of when its stores were opened.
    static_cast<void>(CacheUsage::add(m_folder, manager()->stats().kinds, m_clock->nowUtc()));
}

CacheUsage CacheStore::usage() const
{
    auto usage = CacheUsage::read(m_folder);
    const auto own = manager()->stats().kinds;
    for (auto it = own.cbegin(); it != own.cend(); ++it)
        usage.kinds[it.key()] += it.value();
    if (!usage.since.isValid() && !own.isEmpty())
        usage.since = m_clock->nowUtc();
    return usage;
}

Status CacheStore::clear()
{
    CacheUsage::forget(m_folder);
    return manager()->clear();
}

} // namespace consultantos
