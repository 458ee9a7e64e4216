// SPDX-License-Identifier: GPL-3.0-or-later
// What is done while the server can't be reached, and what becomes of it when it can again.
#include "cache/redis/redis_cache.h"

#include "cache_values.h"
#include "redis_server.h"
#include "tcp_proxy.h"

#include <QTest>

using namespace consultantos;
using namespace std::chrono_literals;
using test::comesTrue;
using test::writeOf;

using Outcome = CacheLookup::Outcome;
using Scope = CacheInvalidation::Scope;

namespace {

RedisCacheOptions usual()
{
    RedisCacheOptions options;
    options.link.commandLimit = 2s;
    options.link.connectLimit = 5s;
    options.link.firstPause = 20ms;
    options.link.longestPause = 100ms;
    return options;
}

} // namespace

class TestRedisOutage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void whatWasWrittenIsKeptLater();
    void whatWasInvalidatedIsGoneForAllLater();
    void invalidationsGoFirst();
    void tooManyInvalidationsTakeEverything();
    void tooManyWritesLoseTheOldest();
    void aRestartRefusesTheWritesOfBefore();
    void anInvalidationWithoutAnswerIsRepeated();
    void theFeedHasNoGapAfterALostConnection();
    void theFeedHasAGapIfItBeganInTheDark();

private:
    /// Our link is cut; the server and the others live on.
    void cut();
    bool mend();

    std::unique_ptr<test::RedisServer> m_server;
    std::unique_ptr<test::TcpProxy> m_proxy;
    std::unique_ptr<RedisCache> m_cut;
    std::unique_ptr<RedisCache> m_other;
    RedisEndpoint m_endpoint;
};

void TestRedisOutage::initTestCase()
{
    if (!test::RedisServer::isInstalled())
        QSKIP("redis-server is not installed");
}

void TestRedisOutage::init()
{
    m_cut.reset();
    m_other.reset();
    m_proxy.reset();
    m_server = std::make_unique<test::RedisServer>();
    QVERIFY(m_server->isRunning());
    m_proxy = std::make_unique<test::TcpProxy>(m_server->port());
    m_endpoint = m_server->endpoint();
    m_endpoint.port = m_proxy->port();
    m_cut = std::make_unique<RedisCache>(m_endpoint, usual());
    m_other = std::make_unique<RedisCache>(m_server->endpoint(), usual());
    QVERIFY(mend());
    QVERIFY(comesTrue([&] { return m_other->get("x").outcome == Outcome::Miss; }));
}

void TestRedisOutage::cut()
{
    m_proxy->setCut(true);
    QVERIFY(comesTrue([&] { return m_cut->get("x").outcome == Outcome::Unavailable; }));
}

bool TestRedisOutage::mend()
{
    m_proxy->setCut(false);
    return comesTrue([&] { return m_cut->get("x").outcome != Outcome::Unavailable; });
}

void TestRedisOutage::whatWasWrittenIsKeptLater()
{
    cut();
    const auto lookup = m_cut->get("key");
    QCOMPARE(lookup.outcome, Outcome::Unavailable);
    for (int index = 0; index < 100; ++index)
        QVERIFY(m_cut->set(writeOf("key" + QByteArray::number(index), "value", lookup.stamp)));
    QVERIFY(mend());
    QVERIFY(comesTrue([&] { return m_other->get("key99").outcome == Outcome::Hit; }));
    for (int index = 0; index < 100; ++index)
        QCOMPARE(m_other->get("key" + QByteArray::number(index)).outcome, Outcome::Hit);
    QCOMPARE(m_cut->stats().droppedSets, 0);
}

void TestRedisOutage::whatWasInvalidatedIsGoneForAllLater()
{
    const auto stamp = m_cut->get("a").stamp;
    for (const auto *key : {"a", "b", "c"})
        QVERIFY(m_cut->set(writeOf(key, "value", stamp, {QByteArray("tag ") + key})));
    cut();
    const auto status = m_cut->invalidate({Scope::Key, "a"});
    QVERIFY(!status);
    QVERIFY(status.error().retryable);
    QVERIFY(!m_cut->invalidate({Scope::Tag, "tag b"}));
    m_proxy->setCut(false);
    // From the first answer on: never what we invalidated ourselves.
    QVERIFY(comesTrue([&] {
        const auto found = m_cut->get("a");
        if (found.outcome == Outcome::Hit)
            qFatal("an invalidated value came back");
        return found.outcome == Outcome::Miss;
    }));
    QCOMPARE(m_cut->get("b").outcome, Outcome::Miss);
    QCOMPARE(m_cut->get("c").outcome, Outcome::Hit);
    QCOMPARE(m_other->get("a").outcome, Outcome::Miss);
    QCOMPARE(m_other->get("b").outcome, Outcome::Miss);
    const auto news = m_other->poll();
    QVERIFY(news.invalidations.contains({Scope::Key, "a"}));
    QVERIFY(news.invalidations.contains({Scope::Tag, "tag b"}));
    QVERIFY(m_cut->poll().invalidations.isEmpty());
}

void TestRedisOutage::invalidationsGoFirst()
{
    cut();
    const auto stamp = m_cut->get("key").stamp;
    QVERIFY(m_cut->set(writeOf("key", "old", stamp)));
    QVERIFY(!m_cut->invalidate({Scope::Key, "key"}));
    QVERIFY(m_cut->set(writeOf("other", "value", stamp)));
    QVERIFY(mend());
    QVERIFY(comesTrue([&] { return m_other->get("other").outcome == Outcome::Hit; }));
    QCOMPARE(m_other->get("key").outcome, Outcome::Miss);
    QCOMPARE(m_cut->stats().refusedSets, 1);

    // And those of others that we couldn't learn of.
    cut();
    QVERIFY(m_cut->set(writeOf("key", "old", m_cut->get("key").stamp)));
    QVERIFY(m_other->invalidate({Scope::Key, "key"}));
    QVERIFY(mend());
    QVERIFY(comesTrue([&] { return m_cut->stats().refusedSets == 2; }));
    QCOMPARE(m_other->get("key").outcome, Outcome::Miss);
}

void TestRedisOutage::tooManyInvalidationsTakeEverything()
{
    auto options = usual();
    options.outageQueue.invalidations = 5;
    m_cut = std::make_unique<RedisCache>(m_endpoint, options);
    QVERIFY(mend());
    QVERIFY(m_other->set(writeOf("key", "value", m_other->get("key").stamp)));
    cut();
    for (int index = 0; index < 6; ++index)
        QVERIFY(!m_cut->invalidate({Scope::Key, QByteArray::number(index)}));
    QCOMPARE(m_other->get("key").outcome, Outcome::Hit);
    QVERIFY(mend());
    QCOMPARE(m_cut->get("key").outcome, Outcome::Miss);
    QCOMPARE(m_other->get("key").outcome, Outcome::Miss);
    QVERIFY(m_other->poll().invalidations.contains({Scope::All, {}}));
}

void TestRedisOutage::tooManyWritesLoseTheOldest()
{
    auto options = usual();
    options.outageQueue.writeBytes = 10'000;
    m_cut = std::make_unique<RedisCache>(m_endpoint, options);
    QVERIFY(mend());
    cut();
    const auto stamp = m_cut->get("key").stamp;
    for (int index = 0; index < 12; ++index)
        QVERIFY(m_cut->set(writeOf(QByteArray::number(index), QByteArray(990, 'x'), stamp)));
    QVERIFY(m_cut->set(writeOf("large", QByteArray(10'000, 'x'), stamp)));
    QCOMPARE(m_cut->stats().droppedSets, 3);
    QVERIFY(mend());
    QVERIFY(comesTrue([&] { return m_other->get("11").outcome == Outcome::Hit; }));
    QCOMPARE(m_other->get("1").outcome, Outcome::Miss);
    QCOMPARE(m_other->get("2").outcome, Outcome::Hit);
}

void TestRedisOutage::aRestartRefusesTheWritesOfBefore()
{
    m_server->kill();
    QVERIFY(comesTrue([&] { return m_cut->get("x").outcome == Outcome::Unavailable; }));
    QVERIFY(m_cut->set(writeOf("key", "old", m_cut->get("key").stamp)));
    QVERIFY(!m_cut->invalidate({Scope::Tag, "tag"}));
    m_server->start();
    QVERIFY(mend());
    QVERIFY(comesTrue([&] { return m_cut->stats().refusedSets == 1; }));
    QCOMPARE(m_cut->get("key").outcome, Outcome::Miss);
    QVERIFY(m_cut->set(writeOf("key", "new", m_cut->get("key").stamp, {"tag"})));
    QCOMPARE(m_cut->get("key").outcome, Outcome::Hit);
}

void TestRedisOutage::anInvalidationWithoutAnswerIsRepeated()
{
    auto options = usual();
    options.link.commandLimit = 100ms;
    m_cut = std::make_unique<RedisCache>(m_endpoint, options);
    QVERIFY(mend());
    QVERIFY(m_other->set(writeOf("key", "value", m_other->get("key").stamp)));
    m_server->freeze();
    QVERIFY(!m_cut->invalidate({Scope::Key, "key"}));
    QVERIFY(m_cut->get("key").outcome == Outcome::Unavailable);
    m_server->thaw();
    QVERIFY(mend());
    QCOMPARE(m_cut->get("key").outcome, Outcome::Miss);
    QCOMPARE(m_other->get("key").outcome, Outcome::Miss);
}

void TestRedisOutage::theFeedHasNoGapAfterALostConnection()
{
    QVERIFY(!m_cut->poll().isGap);
    cut();
    QVERIFY(m_cut->poll().invalidations.isEmpty());
    QList<CacheInvalidation> expected;
    for (int index = 0; index < 1'500; ++index) {
        expected.append({Scope::Key, QByteArray::number(index)});
        QVERIFY(m_other->invalidate(expected.back()));
    }
    QVERIFY(mend());
    QList<CacheInvalidation> told;
    QVERIFY(comesTrue([&] {
        const auto news = m_cut->poll();
        if (news.isGap)
            qFatal("nothing was missed");
        told += news.invalidations;
        return told.size() >= expected.size();
    }));
    QCOMPARE(told, expected);
}

void TestRedisOutage::theFeedHasAGapIfItBeganInTheDark()
{
    m_proxy->setCut(true);
    RedisCache late(m_endpoint, usual());
    QVERIFY(comesTrue([&] { return !late.stats().isAvailable || late.poll().isGap; }));
    QCOMPARE(late.get("key").outcome, Outcome::Unavailable);
    m_proxy->setCut(false);
    QVERIFY(comesTrue([&] { return late.get("key").outcome == Outcome::Miss; }));
    QVERIFY(late.poll().isGap);
    QVERIFY(!late.poll().isGap);
}

QTEST_GUILESS_MAIN(TestRedisOutage)
#include "tst_redis_outage.moc"
