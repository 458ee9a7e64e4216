// SPDX-License-Identifier: GPL-3.0-or-later
// One computation across processes: RedisComputationLock over a real server, and waiting for one's turn.
#include "cache/redis/redis_computation_lock.h"

#include "cache_values.h"
#include "patient_redis.h"
#include "redis_server.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>

using namespace consultantos;
using namespace std::chrono_literals;
using test::comesTrue;
using test::patientLink;

using End = ComputationTurn::End;

namespace {

bool never()
{
    return false;
}

} // namespace

class TestRedisLock : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void oneHoldsTheOthersDoNot();
    void aGrantEndsByItself();
    void anEndedGrantReleasesNothing();
    void aGrantCanBeExtended();
    void fencesGrowThroughARestart();
    void wrongTypesDoNoHarm();
    void withoutAServerEveryoneIsAlone();
    void aWaiterTakesTheValueThatCame();
    void aWaiterTakesOverFromADeadProcess();
    void patienceEnds();
    void aCancelEndsTheWait();
    void fourProcessesComputeEachKeyOnce();

private:
    std::unique_ptr<test::RedisServer> m_server;
    std::unique_ptr<RedisComputationLock> m_one;
    std::unique_ptr<RedisComputationLock> m_two;
};

void TestRedisLock::initTestCase()
{
    if (!test::RedisServer::isInstalled())
        QSKIP("redis-server is not installed");
}

void TestRedisLock::init()
{
    m_server = std::make_unique<test::RedisServer>();
    QVERIFY(m_server->isRunning());
    m_one = std::make_unique<RedisComputationLock>(m_server->endpoint(), patientLink());
    m_two = std::make_unique<RedisComputationLock>(m_server->endpoint(), patientLink());
}

void TestRedisLock::oneHoldsTheOthersDoNot()
{
    const auto grant = m_one->tryAcquire("key", 60s);
    QVERIFY(grant && !grant->isAlone);
    QVERIFY(!m_two->tryAcquire("key", 60s));
    QVERIFY(!m_one->tryAcquire("key", 60s));
    QVERIFY(m_two->tryAcquire("another key", 60s));
    m_one->release(*grant);
    const auto next = m_two->tryAcquire("key", 60s);
    QVERIFY(next);
    QVERIFY(next->fence > grant->fence);
    QVERIFY(next->token != grant->token);
}

void TestRedisLock::aGrantEndsByItself()
{
    QVERIFY(m_one->tryAcquire("key", 50ms));
    QVERIFY(comesTrue([&] { return m_two->tryAcquire("key", 60s).has_value(); }));
}

void TestRedisLock::anEndedGrantReleasesNothing()
{
    const auto ended = m_one->tryAcquire("key", 1ms);
    std::optional<ComputationLock::Grant> present;
    QVERIFY(comesTrue([&] { return (present = m_two->tryAcquire("key", 60s)).has_value(); }));
    m_one->release(*ended);
    QVERIFY(!m_one->extend(*ended, 60s));
    QVERIFY(!m_one->tryAcquire("key", 60s));
    m_two->release(*present);
    QVERIFY(m_one->tryAcquire("key", 60s));
}

void TestRedisLock::aGrantCanBeExtended()
{
    const auto grant = m_one->tryAcquire("key", 60s);
    QVERIFY(m_one->extend(*grant, 3'600s));
    const auto left = m_server->command({"PTTL", "consultantos:1:lock:key"}).integer;
    QVERIFY(left > 60'000 && left <= 3'600'000);
}

void TestRedisLock::fencesGrowThroughARestart()
{
    quint64 last = 0;
    for (int index = 0; index < 10; ++index) {
        const auto grant = (index % 2 == 0 ? *m_one : *m_two).tryAcquire(QByteArray::number(index), 60s);
        QVERIFY(grant->fence > last);
        last = grant->fence;
    }
    m_server->kill();
    m_server->start();
    std::optional<ComputationLock::Grant> grant;
    QVERIFY(comesTrue([&] { return (grant = m_one->tryAcquire("key", 1ms)) && !grant->isAlone; }));
    QVERIFY(grant->fence > last);
}

void TestRedisLock::wrongTypesDoNoHarm()
{
    m_server->command({"LPUSH", "consultantos:1:fence", "x"});
    m_server->command({"LPUSH", "consultantos:1:lock:key", "x"});
    QVERIFY(!m_one->tryAcquire("key", 60s)); // as if another held it
    const auto grant = m_one->tryAcquire("another key", 60s);
    QVERIFY(grant && grant->fence > 0);
    ComputationLock::Grant strange = *grant;
    strange.key = "key";
    m_one->release(strange);
    QVERIFY(!m_one->extend(strange, 60s));
    QCOMPARE(m_server->command({"LLEN", "consultantos:1:lock:key"}).integer, 1);
}

void TestRedisLock::withoutAServerEveryoneIsAlone()
{
    const auto held = m_one->tryAcquire("key", 60s);
    QVERIFY(held);
    m_server->kill();
    const auto grant = m_two->tryAcquire("key", 60s);
    QVERIFY(grant && grant->isAlone);
    const auto another = m_one->tryAcquire("key", 60s);
    QVERIFY(another && another->isAlone);
    QVERIFY(m_two->extend(*grant, 60s));
    m_two->release(*grant);
    m_one->release(*held);
    const auto turn = awaitComputationTurn(*m_two, "key", {}, never);
    QCOMPARE(turn.end, End::Granted);
    QVERIFY(turn.grant->isAlone);
}

void TestRedisLock::aWaiterTakesTheValueThatCame()
{
    const auto grant = m_one->tryAcquire("key", 60s);
    std::atomic<bool> hasCome = false;
    std::thread holder([&] {
        std::this_thread::sleep_for(30ms);
        hasCome = true;
        m_one->release(*grant);
    });
    const auto turn = awaitComputationTurn(*m_two, "key", {}, [&] { return hasCome.load(); });
    holder.join();
    QCOMPARE(turn.end, End::ValueCame);
    QVERIFY(!turn.grant);
    // Whether it was seen before or after the lock was ours: nobody holds it now.
    QVERIFY(m_one->tryAcquire("key", 60s));
}

void TestRedisLock::aWaiterTakesOverFromADeadProcess()
{
    test::ChildProcess holder;
    holder.start(QStringLiteral(CONSULTANTOS_REDIS_PEER),
                 {QStringLiteral("hold"), m_server->url(), QStringLiteral("key")});
    QCOMPARE(holder.readUntil("held"), "held\n");
    QVERIFY(!m_one->tryAcquire("key", 60s));
    holder.kill(); // SIGKILL: nothing is released
    const auto turn = awaitComputationTurn(*m_one, "key", {}, never);
    QCOMPARE(turn.end, End::Granted);
    QVERIFY(!turn.grant->isAlone);
}

void TestRedisLock::patienceEnds()
{
    QVERIFY(m_one->tryAcquire("key", 60s));
    QElapsedTimer timer;
    timer.start();
    ComputationPatience patience;
    patience.patience = 200ms;
    const auto turn = awaitComputationTurn(*m_two, "key", patience, never);
    QCOMPARE(turn.end, End::PatienceOver);
    QVERIFY(timer.elapsed() >= 200 && timer.elapsed() < 20'000);
}

void TestRedisLock::aCancelEndsTheWait()
{
    QVERIFY(m_one->tryAcquire("key", 60s));
    CancellationSource source;
    std::thread canceller([&] {
        std::this_thread::sleep_for(30ms);
        source.cancel();
    });
    const auto turn = awaitComputationTurn(*m_two, "key", {}, never, source.token());
    canceller.join();
    QCOMPARE(turn.end, End::Cancelled);
}

void TestRedisLock::fourProcessesComputeEachKeyOnce()
{
    constexpr int Keys = 40;
    std::vector<std::unique_ptr<test::ChildProcess>> peers;
    for (int index = 0; index < 4; ++index) {
        peers.push_back(std::make_unique<test::ChildProcess>());
        peers.back()->start(QStringLiteral(CONSULTANTOS_REDIS_PEER),
                            {QStringLiteral("compute"), m_server->url(), QString::number(Keys)});
    }
    int computed = 0;
    for (const auto &peer : peers) {
        const auto said = peer->readAll();
        QCOMPARE(peer->exitCode(), 0);
        computed += said.trimmed().toInt();
    }
    QCOMPARE(computed, Keys);
}

QTEST_GUILESS_MAIN(TestRedisLock)
#include "tst_redis_lock.moc"
