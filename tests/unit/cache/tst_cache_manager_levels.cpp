// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/disk/disk_cache.h"
#include "cache/memory/memory_cache.h"
#include "cache/redis/redis_cache.h"
#include "cache/redis/redis_computation_lock.h"
#include "invalidation_race.h"
#include "redis_server.h"

#include <QString>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

namespace {

/// A manager on levels as programs have them, but that wait for a slow machine, so that every invalidation is told.
struct RealLevels {
    QThreadPool pool;
    CoarseClock memoryClock;
    std::unique_ptr<CacheManager> manager;

    RealLevels(const QString &folder, const RedisServer *server, bool hasMemory)
    {
        const auto clock = std::make_shared<SystemClock>();
        CacheParts parts;
        if (hasMemory)
            parts.levels[0] = std::make_shared<MemoryCache>(memoryClock, 1'000'000);
        if (server != nullptr) {
            RedisCacheOptions options;
            options.link.commandLimit = 30s;
            options.link.connectLimit = 30s;
            const auto redis = std::make_shared<RedisCache>(server->endpoint(), options);
            parts.levels[1] = redis;
            parts.feeds.append(redis);
            parts.lock = std::make_shared<RedisComputationLock>(RedisCache::linkOf(redis));
        }
        DiskCacheOptions options;
        options.folder = folder;
        options.busyLimit = 10s;
        options.answerLimit = 30s;
        const auto disk = std::make_shared<DiskCache>(options, clock);
        parts.levels[2] = disk;
        parts.feeds.append(disk);
        parts.pool = &pool;
        parts.clock = clock;
        // Some entries are always due or stale, so that renewals run among the rest.
        parts.policy.refreshAhead = 0.5;
        parts.policy.freshFor = {20ms, 60ms, 200ms};
        pool.setMaxThreadCount(2);
        manager = std::make_unique<CacheManager>(std::move(parts));
    }
};

} // namespace

/// The manager on real levels: what its other tests show of naive ones holds for these, too.
class TestCacheManagerLevels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void neverServesAValueOlderThanTheLastInvalidation_data()
    {
        QTest::addColumn<bool>("hasServer");
        QTest::addColumn<bool>("hasOther");
        QTest::newRow("memory and disk") << false << false;
        QTest::newRow("memory, Redis and disk") << true << false;
        QTest::newRow("the file of another process") << false << true;
        QTest::newRow("Redis and file of another process") << true << true;
    }

    void neverServesAValueOlderThanTheLastInvalidation()
    {
        QFETCH(bool, hasServer);
        QFETCH(bool, hasOther);
        if (hasServer && !RedisServer::isInstalled())
            QSKIP("redis-server is not installed");
        std::unique_ptr<RedisServer> server;
        if (hasServer) {
            server = std::make_unique<RedisServer>();
            QVERIFY(server->isRunning());
        }
        const QTemporaryDir folder;
        const RealLevels own(folder.path(), server.get(), true);
        const auto other = hasOther ? std::make_unique<RealLevels>(folder.path(), server.get(), false) : nullptr;
        InvalidationRace race;
        race.manager = own.manager.get();
        race.other = other ? other->manager.get() : nullptr;
        race.limit = 6s; // each invalidation waits for the disk
        const auto outcome = race.run();
        QCOMPARE(outcome.tooOld, 0);
        QCOMPARE(outcome.errors, 0);
        QCOMPARE(outcome.untold, 0);
        QVERIFY2(outcome.hits > 50, "a cache that never hits proves nothing");
        QVERIFY2(!hasOther || outcome.otherHits > 50, "nor does another process that never hits");
    }
};

QTEST_GUILESS_MAIN(TestCacheManagerLevels)
#include "tst_cache_manager_levels.moc"
