// SPDX-License-Identifier: GPL-3.0-or-later
#include "team_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

QStringList takeAll(WorkQueue &queue, int count = 1'000)
{
    QStringList users;
    for (int i = 0; i < count; ++i) {
        const auto ticket = queue.take(QStringLiteral("w"));
        if (!ticket || !*ticket)
            break;
        users.append((*ticket)->user);
        Job job;
        job.id = (*ticket)->jobId;
        job.state = JobState::Completed;
        if (!queue.complete(QStringLiteral("w"), **ticket, job).value_or(false))
            break;
    }
    return users;
}

} // namespace

class TestWorkQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!RedisServer::isInstalled())
            QSKIP("redis-server is not installed");
    }

    void aJobIsTakenOnce()
    {
        const Team team;
        const auto job = team.order(QStringLiteral("anna"));
        QCOMPARE(team.queue->submit(job).value(), false); // known
        const auto other = team.anotherQueue();
        auto first = team.queue->take(QStringLiteral("a")).value();
        QVERIFY(first);
        QCOMPARE(first->jobId, job.id);
        QVERIFY(!other->take(QStringLiteral("b")).value());
        QCOMPARE(team.queue->hold(QStringLiteral("a"), *first).value(), WorkQueue::Hold::Held);
        QCOMPARE(other->hold(QStringLiteral("b"), *first).value(), WorkQueue::Hold::Lost);
        QCOMPARE(other->complete(QStringLiteral("b"), *first, job).value(), false);
        QCOMPARE(team.queue->complete(QStringLiteral("a"), *first, job).value(), true);
        const auto status = team.queue->status(team.clock->nowUtc()).value();
        QCOMPARE(status.waiting, 0);
        QCOMPARE(status.running, 0);
    }

    void nothingIsLeftInRedisButWhatExpires()
    {
        Team team;
        for (int i = 0; i < 20; ++i)
            (void)team.order(QStringLiteral("user%1").arg(i % 3), i % 2 ? JobPriority::High : JobPriority::Low);
        QCOMPARE(takeAll(*team.queue).size(), 20);
        for (const auto &key : team.redis.command({"KEYS", "*"}).elements) {
            const bool isBounded =
                key.text.endsWith(":seq") || key.text.endsWith(":wheel") || key.text.endsWith(":bell");
            const auto life = team.redis.command({"TTL", key.text}).integer;
            const bool isTurns = key.text.contains(":turn:"); // goes at the next look
            QVERIFY2(isBounded || isTurns || life > 0, key.text.constData());
        }
    }

    void usersTakeTurns()
    {
        const Team team;
        for (int i = 0; i < 50; ++i)
            (void)team.order(QStringLiteral("greedy"));
        (void)team.order(QStringLiteral("modest"));
        (void)team.order(QStringLiteral("modest"));
        const auto users = takeAll(*team.queue, 6);
        QCOMPARE(users.count(QStringLiteral("modest")), 2);
    }

    void prioritiesHaveTheirShares()
    {
        const Team team;
        for (int i = 0; i < 20; ++i) {
            (void)team.order(QStringLiteral("low"), JobPriority::Low);
            (void)team.order(QStringLiteral("normal"), JobPriority::Normal);
            (void)team.order(QStringLiteral("high"), JobPriority::High);
        }
        const auto users = takeAll(*team.queue, 10);
        QCOMPARE(users.count(QStringLiteral("high")), 6);
        QCOMPARE(users.count(QStringLiteral("normal")), 3);
        QCOMPARE(users.count(QStringLiteral("low")), 1);
        QCOMPARE(takeAll(*team.queue).size(), 50);
    }

    void aFullQueueSaysWhen()
    {
        WorkQueue::Limits limits;
        limits.waiting = 3;
        limits.waitingOfUser = 2;
        const Team team({}, limits);
        const auto anna = QStringLiteral("anna");
        (void)team.order(anna);
        (void)team.order(anna);
        const auto third = team.queue->submit(team.store(anna));
        QCOMPARE(third.error().code, ErrorCode::RateLimited);
        QVERIFY(third.error().retryAfter);
        (void)team.order(QStringLiteral("ben"));
        QCOMPARE(team.queue->submit(team.store(QStringLiteral("eva"))).error().code, ErrorCode::RateLimited);
        QVERIFY(team.queue->submitAgain(team.store(anna)).value()); // what was promised goes in
        QCOMPARE(takeAll(*team.queue).size(), 4);
        (void)team.order(anna);
    }

    void whatNobodyHoldsIsGivenBackAndGoesFirst()
    {
        const Team team;
        const auto lost = team.order(QStringLiteral("anna"), JobPriority::Low);
        auto ticket = *team.queue->take(QStringLiteral("dead")).value();
        (void)team.order(QStringLiteral("ben"), JobPriority::High);
        QVERIFY(team.queue->reclaim(std::chrono::hours(1)).value().isEmpty());
        QVERIFY(eventually([&] { return team.queue->reclaim(std::chrono::milliseconds(50)).value().size() == 1; }));
        QCOMPARE(team.queue->hold(QStringLiteral("dead"), ticket).value(), WorkQueue::Hold::Lost);
        QCOMPARE(team.queue->take(QStringLiteral("live")).value()->jobId, lost.id);
    }

    void aWaitingJobIsCancelled()
    {
        const Team team;
        auto job = team.order(QStringLiteral("anna"));
        job.state = JobState::Cancelled;
        QVERIFY(team.queue->cancel(job));
        QVERIFY(!team.queue->take(QStringLiteral("a")).value());
        QCOMPARE(team.queue->progressOf(job.id).value().state, QByteArray("cancelled"));
    }

    void whoWorksTellsARestartedQueue()
    {
        Team team;
        const auto job = team.order(QStringLiteral("anna"));
        auto ticket = *team.queue->take(QStringLiteral("a")).value();
        team.redis.kill();
        team.redis.start();
        QVERIFY(eventually([&] { return team.queue->hold(QStringLiteral("a"), ticket).has_value(); }));
        QCOMPARE(team.queue->submit(job).value(), false); // known to run
        QCOMPARE(team.queue->hold(QStringLiteral("a"), ticket).value(), WorkQueue::Hold::Held);
        // And if he dies then, it is given back all the same.
        QVERIFY(eventually([&] { return team.queue->reclaim(std::chrono::milliseconds(50)).value().size() == 1; }));
        QCOMPARE(team.queue->take(QStringLiteral("b")).value()->jobId, job.id);
    }

    void withoutRedisAnErrorSaysSo()
    {
        Team team;
        team.redis.kill();
        const auto put = team.queue->submit(team.store(QStringLiteral("anna")));
        QCOMPARE(put.error().code, ErrorCode::Network);
        QVERIFY(put.error().retryable);
        team.redis.start();
        QVERIFY(eventually([&] { return team.queue->submit(team.store(QStringLiteral("anna"))).has_value(); }));
    }

    void aClaimIsFenced()
    {
        const Team team;
        const auto job = team.store(QStringLiteral("anna"));
        const auto now = team.clock->nowUtc();
        const auto first = *team.claims->claim(job.id, QStringLiteral("a"), now).value();
        const auto second = *team.claims->claim(job.id, QStringLiteral("b"), now).value();
        QCOMPARE(second.attempts, 2);
        QVERIFY(second.fence > first.fence);
        auto done = job;
        done.state = JobState::Completed;
        done.reportId = QStringLiteral("r");
        QCOMPARE(team.claims->isHeld(job.id, first.fence).value(), false);
        QCOMPARE(team.claims->finish(done, first.fence).value(), false);
        QCOMPARE(team.claims->handBack(job.id, first.fence, false).value(), false);
        QCOMPARE(team.claims->finish(done, second.fence).value(), true);
        QCOMPARE(team.claims->finish(done, second.fence).value(), false);
        QVERIFY(!team.claims->claim(job.id, QStringLiteral("c"), now).value());
        QCOMPARE(team.jobs->find(job.id).value().reportId, QStringLiteral("r"));
        QCOMPARE(team.claims->wantCancel(job.id, now).value(), false);
        QCOMPARE(team.claims->requeue(job.id).value(), false);
    }
};

QTEST_GUILESS_MAIN(TestWorkQueue)
#include "tst_work_queue.moc"
