// SPDX-License-Identifier: GPL-3.0-or-later
#include "manager_fixture.h"

#include <QByteArray>
#include <QSet>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

namespace {

constexpr CacheLife Fresh{20min, 24h, 1min};

CacheOptions modeOf(CacheOptions::Mode mode)
{
    CacheOptions options;
    options.mode = mode;
    return options;
}

Result<CacheEntry> failing(const CancellationToken &)
{
    return fail(ErrorCode::Network, QStringLiteral("No."));
}

Result<CacheEntry> nothingThere(const CancellationToken &)
{
    CacheEntry entry;
    entry.isNegative = true;
    return entry;
}

} // namespace

/// One caller after the other: levels, lives, modes, figures.
class TestCacheManager : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void computesOnceAndKeepsInAllLevels()
    {
        ManagerFixture f;
        const Counted compute;
        const auto first = f.ask(compute);
        QCOMPARE(first->entry->bytes, QByteArray("value"));
        QCOMPARE(first->servedBy, CacheServedBy::Computed);
        QVERIFY(!first->isStale);
        QVERIFY(f.l1->holds(Key) && f.l2->holds(Key) && f.l3->holds(Key));
        f.clock->advance(1s);
        const auto second = f.ask(compute);
        QCOMPARE(second->servedBy, CacheServedBy::L1);
        QCOMPARE(second->age, 1s);
        QCOMPARE(compute.runs->load(), 1);
    }

    void saysWhatItContainsWithoutCountingOrPromoting()
    {
        ManagerFixture f;
        QVERIFY(!f.manager().contains(Key));
        f.l3->plant(Key, entryOf("a"), Fresh);
        QVERIFY(f.manager().contains(Key));
        QVERIFY(!f.l1->holds(Key));
        QVERIFY(f.manager().stats().kinds.isEmpty());
        f.clock->advance(std::chrono::hours(48));
        QVERIFY(!f.manager().contains(Key));
    }

    void servesLevel1AtOnceInTheCallersThread()
    {
        ManagerFixture f;
        f.l1->plant(Key, entryOf("a"), Fresh);
        const auto future = f.manager().getOrCompute(Key, Counted());
        QVERIFY(future.isFinished());
        QCOMPARE(future.result()->entry->bytes, QByteArray("a"));
        QCOMPARE(f.manager().getOrComputeHere(Key, Counted())->servedBy, CacheServedBy::L1);
    }

    void looksThroughTheLevelsAndPromotesWhatIsLeftOfLife_data()
    {
        QTest::addColumn<int>("level");
        QTest::newRow("level 2") << 1;
        QTest::newRow("level 3") << 2;
    }

    void looksThroughTheLevelsAndPromotesWhatIsLeftOfLife()
    {
        QFETCH(int, level);
        ManagerFixture f;
        const auto from = level == 1 ? f.l2 : f.l3;
        from->plant(Key, entryOf("old"), {40min, 90min, 7min});
        const Counted compute;
        const auto result = f.ask(compute);
        QCOMPARE(result->servedBy, level == 1 ? CacheServedBy::L2 : CacheServedBy::L3);
        QCOMPARE(result->age, 7min);
        QCOMPARE(compute.runs->load(), 0);
        // Level 1 keeps no longer than its own 5 minutes; level 2's hour is cut to the 40 minutes left.
        QCOMPARE(f.l1->life(Key), (CacheLife{5min, 90min, 7min}));
        if (level == 2)
            QCOMPARE(f.l2->life(Key), (CacheLife{40min, 90min, 7min}));
        f.clock->advance(39min);
        QCOMPARE(f.ask(compute)->servedBy, CacheServedBy::L2);
        QCOMPARE(f.l1->life(Key).fresh, 1min);
        f.clock->advance(2min);
        QCOMPARE(f.ask(compute)->servedBy, CacheServedBy::Computed);
    }

    void givesEachLevelItsLife()
    {
        ManagerFixture f;
        (void)f.ask(Counted());
        QCOMPARE(f.l1->life(Key), (CacheLife{5min, 5min + 24h, 0ms}));
        QCOMPARE(f.l2->life(Key), (CacheLife{1h, 25h, 0ms}));
        QCOMPARE(f.l3->life(Key), (CacheLife{24h, 48h, 0ms}));
    }

    void shortensLivesByTheRandomSource()
    {
        ManagerFixture f;
        f.parts.random = [] { return 0.5; };
        f.parts.policy.jitter = 0.2;
        (void)f.ask(Counted());
        QCOMPARE(f.l1->life(Key).fresh, 270s);
        QCOMPARE(f.l3->life(Key).fresh, std::chrono::duration_cast<std::chrono::milliseconds>(24h) * 9 / 10);
    }

    void takesTheCallsOwnPolicy()
    {
        ManagerFixture f;
        CacheOptions options;
        options.policy = CachePolicy();
        options.policy->freshFor = {1s, 0s, 7s};
        (void)f.ask(Counted(), options);
        QCOMPARE(f.l1->life(Key).fresh, 1s);
        QVERIFY2(!f.l2->holds(Key), "a life of 0 keeps nothing");
        QCOMPARE(f.l3->life(Key).fresh, 7s);
    }

    void remembersThatThereIsNothingForAShorterTime()
    {
        ManagerFixture f;
        QVERIFY(f.ask(nothingThere)->entry->isNegative);
        QCOMPARE(f.l3->life(Key), (CacheLife{1min, 1min, 0ms}));
        f.clock->advance(59s);
        QVERIFY(f.ask(Counted())->entry->isNegative);
        f.clock->advance(2s);
        QVERIFY2(!f.ask(failing), "a negative entry is never served stale");
        QVERIFY(!f.ask(Counted())->entry->isNegative);
    }

    void promotesNegativeEntriesForNoLongerThanTheirs()
    {
        ManagerFixture f;
        CacheEntry nothing;
        nothing.isNegative = true;
        f.l3->plant(Key, nothing, {20h, 20h, 0s});
        QCOMPARE(f.ask(Counted())->servedBy, CacheServedBy::L3);
        QCOMPARE(f.l1->life(Key), (CacheLife{1min, 1min, 0ms}));
    }

    void servesStaleWhenTheComputationFailsWithinItsLimit()
    {
        ManagerFixture f;
        f.parts.policy.staleFor = 2h;
        (void)f.ask(Counted());
        f.clock->advance(24h + 1h);
        const auto stale = f.ask(failing);
        QVERIFY(stale && stale->isStale);
        QCOMPARE(stale->servedBy, CacheServedBy::L3);
        QCOMPARE(stale->age, 25h);
        f.clock->advance(2h);
        const auto error = f.ask(failing);
        QCOMPARE(error.error().code, ErrorCode::Network);
    }

    void prefersAFreshValueOfALowerLevelToAStaleOne()
    {
        ManagerFixture f;
        (void)f.ask(Counted{"old"});
        f.clock->advance(6min);
        QCOMPARE(f.l1->life(Key).fresh, 0ms);
        const auto result = f.ask(failing);
        QCOMPARE(result->servedBy, CacheServedBy::L2);
        QVERIFY(!result->isStale);
        QCOMPARE(f.l1->life(Key).fresh, 5min);
    }

    void keepsNoErrors()
    {
        ManagerFixture f;
        QCOMPARE(f.ask(failing).error().code, ErrorCode::Network);
        QVERIFY(!f.l1->holds(Key));
        QCOMPARE(f.ask(Counted())->servedBy, CacheServedBy::Computed);
    }

    void renewsAheadOfTheEndInTheBackground()
    {
        ManagerFixture f;
        f.parts.policy.refreshAhead = 0.1;
        f.parts.policy.freshFor = {10min, 10min, 10min};
        const Counted compute;
        (void)f.ask(compute);
        f.clock->advance(8min);
        (void)f.ask(compute);
        f.clock->advance(90s);
        const auto served = f.ask(compute);
        QCOMPARE(served->servedBy, CacheServedBy::L1);
        QCOMPARE(served->age, 9min + 30s);
        QVERIFY(comesTrue([&] { return compute.runs->load() == 2 && f.l1->life(Key).fresh == 10min; }));
        QVERIFY2(f.l2->life(Key).fresh == 10min && f.l3->life(Key).fresh == 10min, "no level is skipped");
        QCOMPARE(f.manager().stats().refreshesAhead, quint64(1));
    }

    void renewsFromALowerLevelBeforeItComputes()
    {
        ManagerFixture f;
        f.parts.policy.refreshAhead = 0.1;
        const Counted compute;
        (void)f.ask(compute);
        f.clock->advance(4min + 45s); // level 1 nears its end, level 2 does not
        QCOMPARE(f.ask(compute)->servedBy, CacheServedBy::L1);
        QVERIFY(comesTrue([&] { return f.l1->life(Key).fresh == 5min; }));
        QCOMPARE(compute.runs->load(), 1);
    }

    void renewsWhatALowerLevelServedNearItsEnd()
    {
        ManagerFixture f;
        f.parts.policy.refreshAhead = 0.1;
        f.l3->plant(Key, entryOf("old"), {2h, 26h, 22h});
        const Counted compute{"new"};
        QCOMPARE(f.ask(compute)->entry->bytes, QByteArray("old"));
        QVERIFY(comesTrue([&] { return f.l3->life(Key).fresh == 24h; }));
        QCOMPARE(f.ask(compute)->entry->bytes, QByteArray("new"));
        QCOMPARE(compute.runs->load(), 1);
    }

    void waitsAfterAFailedRenewal()
    {
        ManagerFixture f;
        f.parts.policy.refreshAhead = 0.5;
        f.parts.policy.freshFor = {10min, 10min, 10min};
        (void)f.ask(Counted());
        f.clock->advance(6min);
        (void)f.ask(failing);
        f.pool.waitForDone();
        for (int i = 0; i < 5; ++i)
            QVERIFY(f.ask(failing));
        f.pool.waitForDone();
        QCOMPARE(f.manager().stats().failedComputations, quint64(1));
        f.clock->advance(31s);
        (void)f.ask(failing);
        QVERIFY(comesTrue([&] { return f.manager().stats().failedComputations == 2; }));
    }

    void refreshComputesAnewAndKeeps()
    {
        ManagerFixture f;
        (void)f.ask(Counted{"old"});
        const auto result = f.ask(Counted{"new"}, modeOf(CacheOptions::Mode::Refresh));
        QCOMPARE(result->servedBy, CacheServedBy::Computed);
        QCOMPARE(f.ask(Counted())->entry->bytes, QByteArray("new"));
        QVERIFY2(!f.ask(failing, modeOf(CacheOptions::Mode::Refresh)), "who refreshes is not served the old value");
    }

    void bypassNeitherReadsNorWrites()
    {
        ManagerFixture f;
        const auto bypass = modeOf(CacheOptions::Mode::Bypass);
        (void)f.ask(Counted{"old"});
        QCOMPARE(f.ask(Counted{"new"}, bypass)->entry->bytes, QByteArray("new"));
        QCOMPARE(f.manager().getOrComputeHere(Key, Counted{"new"}, bypass)->entry->bytes, QByteArray("new"));
        QVERIFY(!f.manager().get(Key, bypass).value);
        QVERIFY(f.manager().set({Key, entryOf("new"), {}}, bypass));
        QCOMPARE(f.ask(Counted())->entry->bytes, QByteArray("old"));
        QCOMPARE(f.l3->stats().sets, quint64(1));
    }

    void computesWithoutCacheForAKeyThatNoLevelTakes()
    {
        ManagerFixture f;
        for (const auto &key : {QByteArray(), QByteArray(513, 'k')}) {
            const Counted compute;
            QVERIFY(f.ask(compute, {}, key));
            QVERIFY(f.ask(compute, {}, key));
            QCOMPARE(compute.runs->load(), 2);
        }
        QCOMPARE(f.l1->stats().sets, quint64(0));
    }

    void goesOnWithoutALevelThatIsGone_data()
    {
        QTest::addColumn<int>("level");
        for (int level = 0; level < 3; ++level)
            QTest::addRow("level %d", level + 1) << level;
    }

    void goesOnWithoutALevelThatIsGone()
    {
        QFETCH(int, level);
        ManagerFixture f;
        const std::array levels{f.l1, f.l2, f.l3};
        levels[level]->isGone = true;
        const Counted compute;
        QCOMPARE(f.ask(compute)->servedBy, CacheServedBy::Computed);
        for (int other = 0; other < 3; ++other)
            QCOMPARE(levels[other]->holds(Key), other != level);
        QVERIFY(f.ask(compute)->servedBy == (level == 0 ? CacheServedBy::L2 : CacheServedBy::L1));
        f.clock->advance(6min); // level 1 is past its life
        QCOMPARE(f.ask(compute)->servedBy, level == 1 ? CacheServedBy::L3 : CacheServedBy::L2);
        QCOMPARE(compute.runs->load(), 1);
    }

    void worksWithAnyLevelsMissing_data()
    {
        QTest::addColumn<int>("present");
        for (int present = 0; present < 8; ++present)
            QTest::addRow("%d", present) << present;
    }

    void worksWithAnyLevelsMissing()
    {
        QFETCH(int, present);
        ManagerFixture f;
        for (int level = 0; level < 3; ++level) {
            if ((present & (1 << level)) == 0)
                f.parts.levels[level] = nullptr;
        }
        const Counted compute;
        QVERIFY(f.ask(compute));
        QVERIFY(f.ask(compute));
        QCOMPARE(compute.runs->load(), present == 0 ? 2 : 1);
        QVERIFY(f.manager().set({"x/1", entryOf("x"), {}}));
        QCOMPARE(f.manager().getMany({"x/1"}).first().value.has_value(), present != 0);
        QVERIFY(f.manager().clear());
        QVERIFY(!f.manager().get(Key).value);
    }

    void getsAndSets()
    {
        ManagerFixture f;
        const auto miss = f.manager().get(Key);
        QVERIFY(!miss.value);
        QVERIFY(f.manager().set({Key, entryOf("a"), miss.ticket}));
        QCOMPARE(f.manager().get(Key).value->servedBy, CacheServedBy::L1);
        QVERIFY(f.manager().remove(Key));
        QVERIFY(!f.manager().get(Key).value);
        QVERIFY(f.manager().set({Key, entryOf("b"), miss.ticket}));
        QVERIFY2(!f.manager().get(Key).value, "computed before the removal");
        QVERIFY(f.manager().set({Key, entryOf("c"), {}}));
        QCOMPARE(f.manager().get(Key).value->entry->bytes, QByteArray("c"));
        QVERIFY(f.manager().set({Key, entryOf("d"), f.manager().get(Key).ticket}));
        QCOMPARE(f.l3->life(Key).fresh, 24h);
    }

    void getsAndSetsMany()
    {
        ManagerFixture f;
        f.l1->plant("k/1", entryOf("one"), Fresh);
        f.l2->plant("k/2", entryOf("two"), Fresh);
        f.l3->plant("k/3", entryOf("three"), {40min, 90min, 7min});
        const auto found = f.manager().getMany({"k/3", "k/0", "k/1", "", "k/2"});
        QCOMPARE(found.size(), 5);
        QCOMPARE(found[0].value->servedBy, CacheServedBy::L3);
        QCOMPARE(found[2].value->servedBy, CacheServedBy::L1);
        QCOMPARE(found[4].value->servedBy, CacheServedBy::L2);
        QVERIFY(!found[1].value && !found[3].value);
        QCOMPARE(f.l1->life("k/3"), (CacheLife{5min, 90min, 7min}));
        QCOMPARE(f.l2->life("k/3"), (CacheLife{40min, 90min, 7min}));
        QVERIFY(f.l1->holds("k/2"));
        QVERIFY(f.manager().removeByTag("late"));
        QVERIFY(f.manager().setMany(
            {{"k/0", entryOf("zero"), found[1].ticket}, {"k/4", entryOf("late", {"late"}), found[1].ticket}}));
        QVERIFY(f.l1->holds("k/0") && f.l2->holds("k/0") && f.l3->holds("k/0"));
        QVERIFY2(!f.l1->holds("k/4") && !f.l3->holds("k/4"), "its tag was invalidated since the ticket");
    }

    void removesByKeyTagAndWhole()
    {
        ManagerFixture f;
        const auto fill = [&] {
            QVERIFY(f.manager().setMany({{"k/1", entryOf("1", {"company:a"}), {}},
                                         {"k/2", entryOf("2", {"company:b", "year:1"}), {}},
                                         {"k/3", entryOf("3"), {}}}));
        };
        const auto held = [&] {
            QSet<QByteArray> keys;
            for (const auto &level : {f.l1, f.l2, f.l3}) {
                for (const auto *key : {"k/1", "k/2", "k/3"}) {
                    if (level->holds(key))
                        keys.insert(QByteArray(key) + level->name());
                }
            }
            return keys.size();
        };
        fill();
        QCOMPARE(held(), 9);
        QVERIFY(f.manager().remove("k/1"));
        QCOMPARE(held(), 6);
        QVERIFY(f.manager().removeByTag("year:1"));
        QCOMPARE(held(), 3);
        fill();
        QCOMPARE(held(), 9);
        QVERIFY(f.manager().clear());
        QCOMPARE(held(), 0);
        fill();
        QCOMPARE(held(), 9);
    }

    void reportsALevelThatCouldNotForgetAndTellsTheOthers()
    {
        ManagerFixture f;
        (void)f.ask(Counted());
        f.l2->isGone = true;
        const auto status = f.manager().remove(Key);
        QCOMPARE(status.error().code, ErrorCode::Network);
        QVERIFY(!f.l1->holds(Key) && !f.l3->holds(Key));
    }

    void followsWhatOtherProcessesInvalidate()
    {
        ManagerFixture f;
        const auto feed = std::make_shared<ScriptedFeed>();
        f.parts.feeds = {feed};
        QVERIFY(f.manager().setMany({{"k/1", entryOf("1", {"t"}), {}}, {"k/2", entryOf("2"), {}}}));
        feed->tell({CacheInvalidation::Scope::Tag, "t"});
        QVERIFY2(comesTrue([&] { return !f.l1->holds("k/1"); }), "without a call");
        QVERIFY2(f.l1->holds("k/2") && f.l3->holds("k/1"), "the shared levels are the other's business");
        feed->tellGap();
        f.manager().catchUp();
        QVERIFY(!f.l1->holds("k/2"));
        QCOMPARE(f.manager().stats().newsGaps, quint64(1));
    }

    void countsByKindAndWhatWasSaved()
    {
        ManagerFixture f;
        const CacheCompute compute = Counted(); // its entries cost 2 s and 30 millionths
        (void)f.ask(compute, {}, "report/0/1");
        (void)f.ask(compute, {}, "report/0/1");
        f.clock->advance(6min);
        (void)f.ask(compute, {}, "report/0/1");
        (void)f.ask(failing, {}, "agent/0/1");
        (void)f.manager().get("agent/0/2");
        const auto stats = f.manager().stats();
        const auto report = stats.kinds.value("report");
        QCOMPARE(report.computed, quint64(1));
        QCOMPARE(report.hits, (std::array<quint64, 3>{1, 1, 0}));
        QCOMPARE(report.savedSeconds, 4.0);
        QCOMPARE(report.savedMicroUnits, qint64(60));
        QCOMPARE(report.hitRate(), 2.0 / 3.0);
        QCOMPARE(stats.kinds.value("agent").failures, quint64(1));
        QCOMPARE(stats.kinds.value("agent").misses, quint64(1));
        QCOMPARE(stats.total().hitRate(), 0.5);
        QCOMPARE(stats.computations, quint64(2));
        QCOMPARE(stats.failedComputations, quint64(1));
        QCOMPARE(stats.levels[1]->hits, quint64(1));
    }

    void measuresWhatAComputationCostIfItDoesNotSay()
    {
        ManagerFixture f;
        const auto result = f.ask([clock = f.clock](const CancellationToken &) -> Result<CacheEntry> {
            clock->advance(1500ms);
            return entryOf("a", {}, {});
        });
        QCOMPARE(result->entry->cost.seconds, 1.5);
        QCOMPARE(f.manager().stats().computedSeconds, 1.5);
    }
};

QTEST_GUILESS_MAIN(TestCacheManager)
#include "tst_cache_manager.moc"
