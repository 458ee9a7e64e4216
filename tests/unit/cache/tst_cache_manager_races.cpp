// SPDX-License-Identifier: GPL-3.0-or-later
#include "invalidation_race.h"
#include "manager_fixture.h"

#include <QByteArray>
#include <QSemaphore>
#include <QTest>

#include <array>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

namespace {

/// Ends when told to, with what it was made with.
struct Held {
    std::shared_ptr<QSemaphore> begun = std::make_shared<QSemaphore>();
    std::shared_ptr<QSemaphore> mayEnd = std::make_shared<QSemaphore>();
    Result<CacheEntry> result = entryOf("old", {"company:a"});

    Result<CacheEntry> operator()(const CancellationToken &) const
    {
        begun->release();
        mayEnd->acquire();
        return result;
    }
};

} // namespace

/// No value older than the last invalidation, whatever runs at the same time.
class TestCacheManagerRaces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anInvalidationDuringTheComputationWins_data()
    {
        QTest::addColumn<int>("scope");
        QTest::newRow("key") << static_cast<int>(CacheInvalidation::Scope::Key);
        QTest::newRow("tag") << static_cast<int>(CacheInvalidation::Scope::Tag);
        QTest::newRow("all") << static_cast<int>(CacheInvalidation::Scope::All);
    }

    void anInvalidationDuringTheComputationWins()
    {
        QFETCH(int, scope);
        ManagerFixture f;
        const Held compute;
        auto earlier = f.manager().getOrCompute(Key, compute);
        QVERIFY(compute.begun->tryAcquire(1, 30000));
        if (scope == static_cast<int>(CacheInvalidation::Scope::Key))
            QVERIFY(f.manager().remove(Key));
        else if (scope == static_cast<int>(CacheInvalidation::Scope::Tag))
            QVERIFY(f.manager().removeByTag("company:a"));
        else
            QVERIFY(f.manager().clear());
        // Who comes after the invalidation doesn't share what began before it.
        QCOMPARE(f.ask(Counted{"new"})->entry->bytes, QByteArray("new"));
        compute.mayEnd->release();
        earlier.waitForFinished();
        QCOMPARE(earlier.result()->entry->bytes, QByteArray("old"));
        for (const auto &level : {f.l1, f.l2, f.l3})
            QCOMPARE(level->get(Key).entry->bytes, QByteArray("new"));
    }

    void whatWasReadBeforeAnInvalidationIsNotPromotedAfterIt()
    {
        ManagerFixture f;
        f.l3->plant(Key, entryOf("old"), {1h, 2h, 1min});
        bool isFirst = true;
        f.l3->afterGet = [&](const QByteArray &) {
            if (std::exchange(isFirst, false))
                QVERIFY(f.manager().remove(Key));
        };
        QCOMPARE(f.manager().getOrComputeHere(Key, Counted())->entry->bytes, QByteArray("old"));
        QVERIFY(!f.l1->holds(Key) && !f.l2->holds(Key) && !f.l3->holds(Key));
        QCOMPARE(f.ask(Counted{"new"})->entry->bytes, QByteArray("new"));
    }

    void whatIsReadInTheMidstOfAnInvalidationDoesNotStay_data()
    {
        QTest::addColumn<int>("level");
        for (int level = 0; level < 3; ++level)
            QTest::addRow("before level %d is told", level + 1) << level;
    }

    void whatIsReadInTheMidstOfAnInvalidationDoesNotStay()
    {
        QFETCH(int, level);
        ManagerFixture f;
        const std::array levels{f.l1, f.l2, f.l3};
        // Another caller reads, promotes and computes just before one of the levels hears of it.
        for (const auto &planted : levels)
            planted->plant(Key, entryOf("old"), {1h, 2h, 1min});
        levels[level]->beforeInvalidate = [&] {
            (void)f.manager().get(Key);
            (void)f.manager().getOrComputeHere(Key, Counted{"new"});
        };
        QVERIFY(f.manager().remove(Key));
        const auto after = f.manager().getOrComputeHere(Key, Counted{"new"});
        QCOMPARE(after->entry->bytes, QByteArray("new"));
        for (const auto &told : levels)
            QVERIFY(!told->get(Key).entry || told->get(Key).entry->bytes == "new");
    }

    void newsOfOthersCloseWhatRuns()
    {
        ManagerFixture f;
        const auto feed = std::make_shared<ScriptedFeed>();
        f.parts.feeds = {feed};
        const Held compute;
        auto earlier = f.manager().getOrCompute(Key, compute);
        QVERIFY(compute.begun->tryAcquire(1, 30000));
        feed->tell({CacheInvalidation::Scope::Key, Key});
        f.manager().catchUp();
        QCOMPARE(f.ask(Counted{"new"})->entry->bytes, QByteArray("new"));
        compute.mayEnd->release();
        earlier.waitForFinished();
        QCOMPARE(f.l1->get(Key).entry->bytes, QByteArray("new"));
    }

    void aStaleValueIsNotServedOnceItIsInvalidated()
    {
        ManagerFixture f;
        f.l3->plant(Key, entryOf("old", {"company:a"}), {0ms, 2h, 25h});
        Held compute;
        compute.result = fail(ErrorCode::Network, QStringLiteral("No."));
        auto future = f.manager().getOrCompute(Key, compute);
        QVERIFY(compute.begun->tryAcquire(1, 30000));
        QVERIFY(f.manager().removeByTag("company:a"));
        compute.mayEnd->release();
        future.waitForFinished();
        QCOMPARE(future.result().error().code, ErrorCode::Network);
    }

    void neverServesAValueOlderThanTheLastInvalidation_data()
    {
        QTest::addColumn<int>("poolThreads");
        QTest::newRow("pool of one") << 1;
        QTest::newRow("pool of four") << 4;
    }

    void neverServesAValueOlderThanTheLastInvalidation()
    {
        QFETCH(int, poolThreads);
        ManagerFixture f;
        f.pool.setMaxThreadCount(poolThreads);
        for (const auto &level : {f.l1, f.l2, f.l3}) {
            level->afterGet = [](const QByteArray &) { dawdle(); };
            level->beforeSet = [](const QByteArray &) { dawdle(); };
            level->beforeInvalidate = [] { dawdle(); };
        }
        // Some entries are always due or stale, so that renewals run among the rest.
        f.parts.policy.refreshAhead = 0.5;
        f.parts.policy.freshFor = {20ms, 60ms, 200ms};
        InvalidationRace race;
        race.manager = &f.manager();
        race.beforeCall = [&] { f.clock->advance(100us); };
        const auto outcome = race.run();
        QCOMPARE(outcome.tooOld, 0);
        QCOMPARE(outcome.errors, 0);
        QCOMPARE(outcome.untold, 0);
        QVERIFY2(outcome.hits > 50, "a cache that never hits proves nothing");
    }
};

QTEST_GUILESS_MAIN(TestCacheManagerRaces)
#include "tst_cache_manager_races.moc"
