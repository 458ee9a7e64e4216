// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/cache_store.h"

#include "base/logging.h"
#include "cache/disk/disk_cache.h"
#include "cache/memory/memory_cache.h"
#include "cache/redis/redis_cache.h"
#include "cache/redis/redis_computation_lock.h"
#include "cache/redis/redis_endpoint.h"

#include <QRandomGenerator>

namespace consultantos {

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
    store->m_access = {std::make_shared<CacheManager>(std::move(parts)), place.scope};
    return store;
}

CacheStore::~CacheStore()
{
    if (const auto added = CacheUsage::add(m_folder, manager()->stats().kinds, m_clock->nowUtc()); !added)
        qCInfo(lcStorage) << added.error().message;
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
