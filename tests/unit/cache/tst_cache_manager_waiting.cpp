// SPDX-License-Identifier: GPL-3.0-or-later
#include "gated_computation.h"

#include <QByteArray>
#include <QFuture>
#include <QSemaphore>
#include <QTest>

#include <stdexcept>
#include <thread>
#include <vector>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

namespace {

CacheOptions cancelledBy(const CancellationSource &source)
{
    CacheOptions options;
    options.cancel = source.token();
    return options;
}

ErrorCode codeOf(const CacheResult &result)
{
    return result ? ErrorCode::Internal : result.error().code;
}

} // namespace

/// Many callers at once: who waits for whom, how long, and who may give up.
class TestCacheManagerWaiting : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void computesOnceForAThousandWaiters()
    {
        ManagerFixture f;
        const Gated compute;
        std::vector<QFuture<CacheResult>> futures;
        for (int i = 0; i < 1000; ++i)
            futures.push_back(f.manager().getOrCompute(Key, compute));
        compute.awaitBegin();
        compute.end();
        for (auto &future : futures) {
            future.waitForFinished();
            QCOMPARE(future.result()->entry->bytes, QByteArray("new"));
        }
        QCOMPARE(compute.shared->runs.load(), 1);
        QCOMPARE(f.manager().stats().waits, quint64(999));
        QCOMPARE(f.manager().stats().kinds.value("analysis").savedSeconds, 999 * 2.0);
    }

    void computesOnceForManyThreads()
    {
        ManagerFixture f;
        auto &manager = f.manager();
        for (int round = 0; round < 200; ++round) {
            const Counted compute;
            const auto key = "analysis/0/" + QByteArray::number(round);
            std::vector<std::thread> threads;
            for (int i = 0; i < 4; ++i) {
                threads.emplace_back([&, i] {
                    if (i % 2 == 0) {
                        (void)manager.getOrComputeHere(key, compute);
                    } else {
                        auto future = manager.getOrCompute(key, compute);
                        future.waitForFinished();
                    }
                });
            }
            for (auto &thread : threads)
                thread.join();
            QCOMPARE(compute.runs->load(), 1);
        }
    }

    void aCancelLeavesTheOthersAlone()
    {
        ManagerFixture f;
        const Gated compute;
        CancellationSource byToken;
        auto first = f.manager().getOrCompute(Key, compute, cancelledBy(byToken));
        auto second = f.manager().getOrCompute(Key, compute);
        auto third = f.manager().getOrCompute(Key, compute);
        compute.awaitBegin();
        byToken.cancel();
        third.cancel();
        first.waitForFinished();
        QCOMPARE(codeOf(first.result()), ErrorCode::Cancelled);
        third.waitForFinished();
        QVERIFY(third.isCanceled());
        QVERIFY(!second.isFinished() && !compute.shared->wasCancelled);
        compute.end();
        second.waitForFinished();
        QVERIFY(second.result());
    }

    void theLastCancelEndsTheComputation()
    {
        ManagerFixture f;
        const Gated compute;
        CancellationSource one;
        CancellationSource other;
        auto first = f.manager().getOrCompute(Key, compute, cancelledBy(one));
        auto second = f.manager().getOrCompute(Key, compute, cancelledBy(other));
        compute.awaitBegin();
        one.cancel();
        first.waitForFinished();
        QVERIFY(!compute.shared->wasCancelled);
        other.cancel();
        second.waitForFinished();
        QVERIFY(comesTrue([&] { return compute.shared->wasCancelled.load(); }));
        QVERIFY2(f.ask(Counted()), "who comes later begins anew");
        QCOMPARE(f.manager().stats().abandoned, quint64(1));
        QCOMPARE(f.manager().stats().cancelled, quint64(2));
    }

    void aCancelledComputationIsNotBegun()
    {
        ManagerFixture f;
        f.pool.setMaxThreadCount(1);
        const Gated blocker;
        auto blocking = f.manager().getOrCompute("other/1", blocker);
        blocker.awaitBegin();
        const Counted compute;
        CancellationSource cancel;
        auto future = f.manager().getOrCompute(Key, compute, cancelledBy(cancel));
        cancel.cancel();
        future.waitForFinished();
        blocker.end();
        blocking.waitForFinished();
        f.pool.waitForDone();
        QCOMPARE(compute.runs->load(), 0);
    }

    void anExceptionBecomesAnError()
    {
        ManagerFixture f;
        const auto result =
            f.ask([](const CancellationToken &) -> Result<CacheEntry> { throw std::runtime_error("the reason"); });
        QCOMPARE(codeOf(result), ErrorCode::Internal);
        QVERIFY(result.error().detail.contains(QLatin1String("the reason")));
        QCOMPARE(codeOf(f.ask([](const CancellationToken &) -> Result<CacheEntry> { throw 1; })), ErrorCode::Internal);
        QVERIFY(f.ask(Counted()));
    }

    void theSoftLimitServesStaleAndTheComputationGoesOn()
    {
        ManagerFixture f;
        f.l3->plant(Key, entryOf("old"), {0ms, 2h, 25h});
        const Gated compute;
        auto future = f.manager().getOrCompute(Key, compute, limits(200ms, 10s));
        compute.awaitBegin();
        QVERIFY(!future.isFinished());
        f.clock->advance(201ms);
        future.waitForFinished();
        const auto stale = future.result();
        QCOMPARE(stale->entry->bytes, QByteArray("old"));
        QVERIFY(stale->isStale);
        QCOMPARE(stale->age, 25h + 201ms);
        QVERIFY(!compute.shared->wasCancelled);
        compute.end();
        QVERIFY(comesTrue([&] { return f.l3->life(Key).fresh == 24h; }));
        QCOMPARE(f.ask(Counted())->entry->bytes, QByteArray("new"));
        QCOMPARE(f.manager().stats().softLimits, quint64(1));
    }

    void theSoftLimitIsNothingWithoutAStaleValue()
    {
        ManagerFixture f;
        const Gated compute;
        auto future = f.manager().getOrCompute(Key, compute, limits(1ms, {}));
        compute.awaitBegin();
        f.clock->advance(1h);
        compute.end();
        future.waitForFinished();
        QCOMPARE(future.result()->entry->bytes, QByteArray("new"));
        QVERIFY(!future.result()->isStale);
    }

    void theHardLimitEndsTheWaitAndKeepsTheLateResult()
    {
        ManagerFixture f;
        const Gated compute;
        auto patient = f.manager().getOrCompute(Key, compute, limits({}, 1h));
        auto hasty = f.manager().getOrCompute(Key, compute, limits({}, 5s));
        compute.awaitBegin();
        f.clock->advance(6s);
        hasty.waitForFinished();
        QCOMPARE(codeOf(hasty.result()), ErrorCode::TimedOut);
        QVERIFY(hasty.result().error().retryable);
        QVERIFY(!patient.isFinished());
        f.clock->advance(1h);
        patient.waitForFinished();
        QCOMPARE(codeOf(patient.result()), ErrorCode::TimedOut);
        QVERIFY(!compute.shared->wasCancelled);
        auto late = f.manager().getOrCompute(Key, compute, limits({}, 5s));
        compute.end();
        late.waitForFinished();
        QVERIFY2(late.result(), "joins the computation that goes on");
        QCOMPARE(compute.shared->runs.load(), 1);
        QVERIFY(f.l1->holds(Key) && f.l3->holds(Key));
    }

    void theHardLimitServesStaleIfThereIsOne()
    {
        ManagerFixture f;
        f.l1->plant(Key, entryOf("old"), {0ms, 2h, 1h});
        const Gated compute;
        auto future = f.manager().getOrCompute(Key, compute, limits({}, 5s));
        compute.awaitBegin();
        f.clock->advance(6s);
        future.waitForFinished();
        QVERIFY(future.result()->isStale);
        compute.end();
    }

    void aLateResultIsNotKeptIfItWasInvalidated()
    {
        ManagerFixture f;
        const Gated compute;
        auto future = f.manager().getOrCompute(Key, compute, limits({}, 5s));
        compute.awaitBegin();
        f.clock->advance(6s);
        future.waitForFinished();
        QVERIFY(f.manager().remove(Key));
        compute.end();
        f.pool.waitForDone();
        QVERIFY(!f.l1->holds(Key) && !f.l2->holds(Key) && !f.l3->holds(Key));
    }

    void aSlowLevelIsWaitedForNoLongerThanTheSoftLimit()
    {
        ManagerFixture f;
        f.l1->plant(Key, entryOf("old"), {0ms, 2h, 1h});
        QSemaphore frozen;
        QSemaphore reached;
        f.l2->beforeGet = [&](const QByteArray &) {
            reached.release();
            frozen.acquire();
        };
        auto future = f.manager().getOrCompute(Key, Counted(), limits(100ms, 10s));
        QVERIFY(reached.tryAcquire(1, 30000));
        f.clock->advance(101ms);
        future.waitForFinished();
        QVERIFY(future.result()->isStale);
        frozen.release(100);
    }

    void aPoolOfOneThreadIsEnough()
    {
        ManagerFixture f;
        f.pool.setMaxThreadCount(1);
        auto &manager = f.manager();
        // In the pool's only thread: a computation that needs another, which is queued behind it on the same pool.
        const Counted inner{"inner"};
        const auto result = f.ask([&](const CancellationToken &) -> Result<CacheEntry> {
            auto queued = manager.getOrCompute("agent/0/b", inner);
            const auto here = manager.getOrComputeHere("agent/0/b", inner);
            if (!here)
                return tl::unexpected(here.error());
            queued.waitForFinished(); // done meanwhile: taken from the queue
            return entryOf("outer of " + here->entry->bytes);
        });
        QCOMPARE(result->entry->bytes, QByteArray("outer of inner"));
        QCOMPARE(inner.runs->load(), 1);
    }

    void waitsInItsOwnThreadForAnother()
    {
        ManagerFixture f;
        const Gated compute;
        auto future = f.manager().getOrCompute(Key, compute);
        compute.awaitBegin();
        std::atomic<bool> isThere{false};
        std::thread here([&] { isThere = f.manager().getOrComputeHere(Key, Counted()).has_value(); });
        CancellationSource cancel;
        std::thread impatient([&] {
            QCOMPARE(codeOf(f.manager().getOrComputeHere(Key, Counted(), cancelledBy(cancel))), ErrorCode::Cancelled);
        });
        QVERIFY(comesTrue([&] { return f.manager().stats().waits == 2; }));
        cancel.cancel();
        impatient.join();
        QVERIFY(!isThere && !compute.shared->wasCancelled);
        compute.end();
        here.join();
        QVERIFY(isThere);
        future.waitForFinished();
        QCOMPARE(compute.shared->runs.load(), 1);
    }

    void limitsDoNotCostTheCallerTheValueItComputesItself()
    {
        ManagerFixture f;
        f.l1->plant(Key, entryOf("old"), {0ms, 2h, 1h});
        const Gated compute;
        std::atomic<bool> hasNew{false};
        std::thread here([&] {
            const auto result = f.manager().getOrComputeHere(Key, compute, limits(1s, 5s));
            hasNew = result && result->entry->bytes == "new";
        });
        compute.awaitBegin();
        auto waiting = f.manager().getOrCompute(Key, compute, limits({}, 5s));
        f.clock->advance(10s);
        waiting.waitForFinished(); // so the limits have been looked at
        QVERIFY(waiting.result()->isStale);
        compute.end();
        here.join();
        QVERIFY(hasNew);
    }

    void whoJoinsARenewalThatFailsGetsWhatIsStillFresh()
    {
        ManagerFixture f;
        f.parts.policy.refreshAhead = 0.5;
        f.parts.policy.freshFor = {10min, 10min, 10min};
        (void)f.ask(Counted{"old"});
        f.clock->advance(6min);
        Gated renewal;
        renewal.fails = true;
        QCOMPARE(f.ask(renewal)->servedBy, CacheServedBy::L1);
        renewal.awaitBegin();
        QVERIFY(f.l1->invalidate({CacheInvalidation::Scope::All, {}})); // as if evicted
        auto joined = f.manager().getOrCompute(Key, Counted());
        renewal.end();
        joined.waitForFinished();
        QCOMPARE(joined.result()->entry->bytes, QByteArray("old"));
        QVERIFY(!joined.result()->isStale);
    }

    void aCancelEndsTheComputationInTheCallersThread()
    {
        ManagerFixture f;
        const Gated compute;
        CancellationSource cancel;
        std::thread here([&] {
            QCOMPARE(codeOf(f.manager().getOrComputeHere(Key, compute, cancelledBy(cancel))), ErrorCode::Cancelled);
        });
        compute.awaitBegin();
        cancel.cancel();
        here.join();
        QVERIFY(compute.shared->wasCancelled);
    }

    void aComputationThatAsksForItselfIsNotStuck()
    {
        ManagerFixture f;
        const auto result = f.manager().getOrComputeHere(Key, [&](const CancellationToken &) -> Result<CacheEntry> {
            const auto self = f.manager().getOrComputeHere(Key, Counted{"inner"});
            return entryOf("outer of " + self->entry->bytes);
        });
        QCOMPARE(result->entry->bytes, QByteArray("outer of inner"));
    }

    void computationsThatAskForEachOtherAreNotStuck()
    {
        ManagerFixture f;
        QSemaphore begun;
        const auto asking = [&](const QByteArray &other) {
            return [&, other](const CancellationToken &) -> Result<CacheEntry> {
                begun.release();
                if (!comesTrue([&] { return begun.available() >= 2; }))
                    return fail(ErrorCode::Internal, QStringLiteral("Not both."));
                const auto value = f.manager().getOrComputeHere(other, Counted{"leaf"});
                return entryOf(value ? value->entry->bytes : "none");
            };
        };
        std::vector<std::thread> threads;
        std::atomic<int> done{0};
        threads.emplace_back([&] { done += f.manager().getOrComputeHere("k/a", asking("k/b")).has_value() ? 1 : 0; });
        threads.emplace_back([&] { done += f.manager().getOrComputeHere("k/b", asking("k/a")).has_value() ? 1 : 0; });
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(done.load(), 2);
    }

    void aRefreshTakesOverFromWhatRuns()
    {
        ManagerFixture f;
        const Gated slow;
        auto earlier = f.manager().getOrCompute(Key, slow);
        slow.awaitBegin();
        CacheOptions refresh;
        refresh.mode = CacheOptions::Mode::Refresh;
        QCOMPARE(f.ask(Counted{"refreshed"}, refresh)->entry->bytes, QByteArray("refreshed"));
        slow.end();
        earlier.waitForFinished();
        QCOMPARE(earlier.result()->entry->bytes, QByteArray("new"));
        QCOMPARE(f.ask(Counted())->entry->bytes, QByteArray("refreshed"));
    }

    void anEndingManagerCancelsAndWaits()
    {
        ManagerFixture f;
        const Gated compute;
        auto future = f.manager().getOrCompute(Key, compute);
        compute.awaitBegin();
        f.made.reset();
        QVERIFY(future.isFinished());
        QCOMPARE(codeOf(future.result()), ErrorCode::Cancelled);
        QVERIFY(compute.shared->wasCancelled);
    }
};

QTEST_GUILESS_MAIN(TestCacheManagerWaiting)
#include "tst_cache_manager_waiting.moc"
