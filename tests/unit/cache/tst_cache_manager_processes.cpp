// SPDX-License-Identifier: GPL-3.0-or-later
#include "gated_computation.h"

#include <QByteArray>
#include <QFuture>
#include <QTest>

#include <vector>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

/// Computations shared among processes by a lock, and what happens where it fails.
class TestCacheManagerProcesses : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void computesOnceAmongProcesses()
    {
        // Four managers with a level 1 of their own stand for four processes.
        ManagerFixture shared;
        const auto lock = std::make_shared<ScriptedLock>();
        std::vector<std::unique_ptr<ManagerFixture>> processes;
        for (int i = 0; i < 4; ++i) {
            auto &f = *processes.emplace_back(std::make_unique<ManagerFixture>());
            f.parts.clock = shared.clock;
            f.parts.levels = {std::make_shared<ScriptedLevel>("l1", shared.clock, true), shared.l2, shared.l3};
            f.parts.lock = lock;
        }
        const Gated compute;
        std::vector<QFuture<CacheResult>> futures;
        for (const auto &process : processes)
            futures.push_back(process->manager().getOrCompute(Key, compute));
        compute.awaitBegin();
        QVERIFY(comesTrue([&] { return lock->refusals.load() >= 3; }));
        compute.end();
        int fromOther = 0;
        for (auto &future : futures) {
            future.waitForFinished();
            fromOther += future.result()->servedBy == CacheServedBy::L2 ? 1 : 0;
        }
        QCOMPARE(fromOther, 3);
        QCOMPARE(compute.shared->runs.load(), 1);
        for (const auto &process : processes)
            QVERIFY(process->parts.levels[0]->get(Key).entry);
    }

    void looksAgainOnceItHasTheLock()
    {
        ManagerFixture f;
        f.parts.lock = std::make_shared<ScriptedLock>();
        int looks = 0;
        f.l2->afterGet = [&](const QByteArray &) {
            if (++looks == 1) // another process ends between the look and the lock
                f.l2->plant(Key, entryOf("other's"), {1h, 2h, 0ms});
        };
        const Counted compute;
        QCOMPARE(f.ask(compute)->entry->bytes, QByteArray("other's"));
        QCOMPARE(compute.runs->load(), 0);
    }

    void aDeadHolderDelaysAndDoesNotBlock_data()
    {
        QTest::addColumn<bool>("expires");
        QTest::newRow("its lock expires") << true;
        QTest::newRow("patience ends") << false;
    }

    void aDeadHolderDelaysAndDoesNotBlock()
    {
        QFETCH(bool, expires);
        ManagerFixture f;
        const auto lock = std::make_shared<ScriptedLock>();
        f.parts.lock = lock;
        f.parts.policy.hardLimit = 10s;
        const auto dead = lock->tryAcquire(Key, 1s);
        const Counted compute;
        auto future = f.manager().getOrCompute(Key, compute, limits({}, 10s));
        QVERIFY(comesTrue([&] { return lock->refusals.load() >= 3; }));
        QVERIFY(!future.isFinished());
        if (expires)
            lock->expire(Key);
        else
            f.clock->advance(11s);
        future.waitForFinished();
        QVERIFY(comesTrue([&] { return compute.runs->load() == 1 && f.l3->holds(Key); }));
        QCOMPARE(f.manager().stats().processWaits, quint64(1));
    }

    void goesOnWithoutTheServerOfTheLock()
    {
        ManagerFixture f;
        const auto lock = std::make_shared<ScriptedLock>();
        lock->isGone = true;
        f.l2->isGone = true;
        f.parts.lock = lock;
        QCOMPARE(f.ask(Counted())->servedBy, CacheServedBy::Computed);
        QVERIFY(f.l3->holds(Key));
    }

    void releasesTheLockAlsoAfterAFailure()
    {
        ManagerFixture f;
        const auto lock = std::make_shared<ScriptedLock>();
        f.parts.lock = lock;
        const auto failing = [](const CancellationToken &) -> Result<CacheEntry> {
            return fail(ErrorCode::Network, QStringLiteral("No."));
        };
        QVERIFY(!f.ask(failing));
        QVERIFY(f.ask(Counted()));
        QCOMPARE(lock->grants.load(), 2);
        QVERIFY(lock->tryAcquire(Key, 1s));
    }
};

QTEST_GUILESS_MAIN(TestCacheManagerProcesses)
#include "tst_cache_manager_processes.moc"
