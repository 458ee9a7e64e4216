// SPDX-License-Identifier: GPL-3.0-or-later
// What a Redis server can do to us: die, freeze, lose everything or a part, be full, slow, or of another mind about who we
// are. None of it may cost a caller more than his limit, or give a wrong value.
#include "cache/redis/redis_cache.h"

#include "cache_values.h"
#include "redis_server.h"
#include "tcp_proxy.h"

#include <QElapsedTimer>
#include <QTest>

using namespace consultantos;
using namespace std::chrono_literals;
using test::comesTrue;
using test::writeOf;

using Outcome = CacheLookup::Outcome;
using Scope = CacheInvalidation::Scope;

namespace {

constexpr auto Limit = 200ms;
/// For a busy machine, beside the limit itself.
constexpr auto Slack = 1'500ms;

RedisCacheOptions impatient()
{
    RedisCacheOptions options;
    options.link.commandLimit = Limit;
    options.link.connectLimit = 2s;
    options.link.firstPause = 50ms;
    options.link.longestPause = 400ms;
    return options;
}

bool answers(RedisCache &cache)
{
    return comesTrue([&] { return cache.get("is anybody there").outcome != Outcome::Unavailable; });
}

/// How long `count` calls take together.
std::chrono::milliseconds timeOf(RedisCache &cache, int count)
{
    QElapsedTimer timer;
    timer.start();
    for (int call = 0; call < count; ++call)
        (void)cache.get("key");
    return std::chrono::milliseconds(timer.elapsed());
}

} // namespace

class TestRedisFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void aServerThatWasNeverThereCostsNearlyNothing();
    void aKilledServerIsAMissAndComesBackEmpty();
    void aRestartFromAnOldSnapshotBringsNothingBack();
    void aFrozenServerCostsOneLimit();
    void aSlowServerCostsOneLimitATrial();
    void anEmptiedServerBeginsANewRow();
    void aLostPartBeginsANewRow_data();
    void aLostPartBeginsANewRow();
    void aWrongTypeIsAMiss();
    void foreignValuesAreMisses();
    void aFullServerStillServesAndInvalidates();
    void aChangedPasswordIsToldAndForgiven();
    void aUserOfTheServersListHasWhatWeNeed();
    void aMissingRightIsTold();
    void callsOfManyThreadsShareAFewConnections();

private:
    std::unique_ptr<test::RedisServer> m_server;
    std::unique_ptr<RedisCache> m_cache;
};

void TestRedisFaults::initTestCase()
{
    if (!test::RedisServer::isInstalled())
        QSKIP("redis-server is not installed");
}

void TestRedisFaults::init()
{
    m_server = std::make_unique<test::RedisServer>();
    QVERIFY(m_server->isRunning());
    m_cache = std::make_unique<RedisCache>(m_server->endpoint(), impatient());
    QVERIFY(answers(*m_cache));
}

void TestRedisFaults::aServerThatWasNeverThereCostsNearlyNothing()
{
    const auto endpoint = m_server->endpoint();
    m_server->kill();
    RedisCache cache(endpoint, impatient());
    QVERIFY(timeOf(cache, 1) < Limit + Slack);
    QCOMPARE(cache.get("key").outcome, Outcome::Unavailable);
    QVERIFY(timeOf(cache, 10'000) < Slack);
    const auto stats = cache.stats();
    QVERIFY(!stats.isAvailable);
    QVERIFY(!stats.unavailability.isEmpty());
}

void TestRedisFaults::aKilledServerIsAMissAndComesBackEmpty()
{
    const auto stamp = m_cache->get("key").stamp;
    QVERIFY(m_cache->set(writeOf("key", "value", stamp)));
    QVERIFY(!m_cache->poll().isGap);
    m_server->kill();
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(m_cache->get("key").outcome, Outcome::Unavailable);
    QVERIFY(std::chrono::milliseconds(timer.elapsed()) < Limit + Slack);
    QVERIFY(timeOf(*m_cache, 10'000) < Slack);
    QVERIFY(!m_cache->stats().isAvailable);

    m_server->start();
    QVERIFY(answers(*m_cache));
    const auto found = m_cache->get("key");
    QCOMPARE(found.outcome, Outcome::Miss);
    QVERIFY(found.stamp > stamp);
    QVERIFY(m_cache->poll().isGap);
    QVERIFY(!m_cache->poll().isGap);
    // What was computed before may have been invalidated by who knows whom.
    QVERIFY(m_cache->set(writeOf("key", "old", stamp)));
    QCOMPARE(m_cache->get("key").outcome, Outcome::Miss);
    QVERIFY(m_cache->set(writeOf("key", "new", found.stamp)));
    QCOMPARE(m_cache->get("key").entry->bytes, "new");
    QVERIFY(m_cache->stats().isAvailable);
}

void TestRedisFaults::aRestartFromAnOldSnapshotBringsNothingBack()
{
    const auto stamp = m_cache->get("key").stamp;
    QVERIFY(m_cache->set(writeOf("key", "old", stamp)));
    m_server->command({"SAVE"});
    QVERIFY(m_cache->invalidate({Scope::Key, "key"}));
    QCOMPARE(m_cache->get("key").outcome, Outcome::Miss);
    m_server->kill();
    m_server->start();
    QCOMPARE(m_server->command({"EXISTS", "consultantos:1:v:key"}).integer, 1);
    QVERIFY(answers(*m_cache));
    QCOMPARE(m_cache->get("key").outcome, Outcome::Miss);
    QVERIFY(m_cache->get("key").stamp > stamp);
    RedisCache late(m_server->endpoint(), impatient());
    QVERIFY(answers(late));
    QCOMPARE(late.get("key").outcome, Outcome::Miss);
}

void TestRedisFaults::aFrozenServerCostsOneLimit()
{
    const auto stamp = m_cache->get("key").stamp;
    QVERIFY(m_cache->set(writeOf("key", "value", stamp)));
    m_server->freeze();
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(m_cache->get("key").outcome, Outcome::Unavailable);
    const std::chrono::milliseconds first(timer.elapsed());
    QVERIFY(first >= Limit * 9 / 10);
    QVERIFY(first < Limit + Slack);
    // Trials go on meanwhile, in a thread of their own.
    int slow = 0;
    while (timer.elapsed() < 3'000) {
        QElapsedTimer one;
        one.start();
        QCOMPARE(m_cache->get("key").outcome, Outcome::Unavailable);
        if (std::chrono::milliseconds(one.elapsed()) >= Limit)
            ++slow;
        QTest::qWait(1);
    }
    QCOMPARE(slow, 0);
    m_server->thaw();
    QVERIFY(answers(*m_cache));
    QCOMPARE(m_cache->get("key").entry->bytes, "value");
    QVERIFY(!m_cache->poll().isGap);

    // Frozen before our first call.
    RedisCache late(m_server->endpoint(), impatient());
    m_server->freeze();
    QVERIFY(timeOf(late, 1) < Limit + Slack);
    QVERIFY(timeOf(late, 1'000) < Limit + Slack);
    m_server->thaw();
    QVERIFY(answers(late));
}

void TestRedisFaults::aSlowServerCostsOneLimitATrial()
{
    test::TcpProxy proxy(m_server->port());
    auto endpoint = m_server->endpoint();
    endpoint.port = proxy.port();
    RedisCache cache(endpoint, impatient());
    QVERIFY(answers(cache));
    const auto stamp = cache.get("key").stamp;
    QVERIFY(comesTrue([&] { return cache.set(writeOf("key", "value", stamp)).has_value(); }));
    // Slower than callers wait, but not than trials do.
    proxy.setDelay(300ms);
    QElapsedTimer timer;
    timer.start();
    int slow = 0;
    while (timer.elapsed() < 4'000) {
        QElapsedTimer one;
        one.start();
        (void)cache.get("key");
        const std::chrono::milliseconds taken(one.elapsed());
        QVERIFY(taken < Limit + Slack);
        if (taken >= Limit / 2)
            ++slow;
        QTest::qWait(1);
    }
    // By then the pauses are at their longest: 400 ms between trials that take more than 300 ms themselves.
    QVERIFY2(slow >= 1 && slow <= 8, qPrintable(QString::number(slow)));
    proxy.setDelay(0ms);
    QVERIFY(answers(cache));
    QVERIFY(comesTrue([&] { return cache.get("key").outcome == Outcome::Hit; }));
}

void TestRedisFaults::anEmptiedServerBeginsANewRow()
{
    RedisCache other(m_server->endpoint(), impatient());
    QVERIFY(answers(other));
    const auto stamp = m_cache->get("key").stamp;
    QVERIFY(m_cache->set(writeOf("key", "value", stamp)));
    (void)other.poll();
    m_server->command({"FLUSHALL"});
    QVERIFY(m_cache->set(writeOf("key", "old", stamp)));
    const auto found = m_cache->get("key");
    QCOMPARE(found.outcome, Outcome::Miss);
    QVERIFY(found.stamp > stamp);
    QVERIFY(other.poll().isGap);
    QVERIFY(m_cache->set(writeOf("key", "new", found.stamp)));
    QCOMPARE(other.get("key").entry->bytes, "new");
    // An invalidation that finds no row, too.
    m_server->command({"FLUSHALL"});
    QVERIFY(m_cache->invalidate({Scope::Key, "key"}));
    QVERIFY(other.poll().isGap);
    QVERIFY(other.get("key").stamp > found.stamp);
}

void TestRedisFaults::aLostPartBeginsANewRow_data()
{
    QTest::addColumn<QByteArrayList>("command");
    const QByteArray prefix("consultantos:1:");
    for (const QByteArray part : {"mark", "marks", "changes"}) {
        QTest::newRow(("lost " + part).constData()) << QByteArrayList{"DEL", prefix + part};
        QTest::newRow(("text at " + part).constData()) << QByteArrayList{"SET", prefix + part, "nonsense"};
        QTest::newRow(("number at " + part).constData()) << QByteArrayList{"SET", prefix + part, "3"};
    }
    QTest::newRow("list at mark") << QByteArrayList{"LPUSH", prefix + "mark", "1"};
    QTest::newRow("list at marks") << QByteArrayList{"LPUSH", prefix + "marks", "1"};
    QTest::newRow("list at changes") << QByteArrayList{"LPUSH", prefix + "changes", "1"};
}

void TestRedisFaults::aLostPartBeginsANewRow()
{
    QFETCH(const QByteArrayList, command);
    RedisCache other(m_server->endpoint(), impatient());
    QVERIFY(answers(other));
    const auto stamp = m_cache->get("key").stamp;
    QVERIFY(m_cache->set(writeOf("key", "value", stamp, {"tag"})));
    if (command.first() == "LPUSH")
        m_server->command({"DEL", command[1]});
    QVERIFY(!m_server->command(command).isError());

    // Whatever is lost: the invalidation counts, and afterwards all works.
    QVERIFY(m_cache->invalidate({Scope::Tag, "tag"}));
    QCOMPARE(other.get("key").outcome, Outcome::Miss);
    const auto news = other.poll();
    QVERIFY(news.isGap || news.invalidations.contains({Scope::Tag, "tag"}));
    QVERIFY(m_cache->set(writeOf("key", "old", stamp, {"tag"})));
    QCOMPARE(other.get("key").outcome, Outcome::Miss);
    QVERIFY(m_cache->set(writeOf("key", "new", m_cache->get("key").stamp, {"tag"})));
    QCOMPARE(other.get("key").entry->bytes, "new");
    QVERIFY(other.invalidate({Scope::Tag, "tag"}));
    QCOMPARE(m_cache->get("key").outcome, Outcome::Miss);
    QCOMPARE(m_cache->stats().errors, 0);
}

void TestRedisFaults::aWrongTypeIsAMiss()
{
    m_server->command({"LPUSH", "consultantos:1:v:key", "a", "b"});
    const auto found = m_cache->getMany({"key", "other"});
    QCOMPARE(found[0].outcome, Outcome::Miss);
    QVERIFY(m_cache->set(writeOf("key", "value", found[0].stamp)));
    QCOMPARE(m_cache->get("key").entry->bytes, "value");
}

void TestRedisFaults::foreignValuesAreMisses()
{
    const auto stamp = m_cache->get("key").stamp;
    QVERIFY(m_cache->set(writeOf("key", "value", stamp)));
    // The right value under the wrong key.
    m_server->command({"RENAME", "consultantos:1:v:key", "consultantos:1:v:other"});
    QCOMPARE(m_cache->get("other").outcome, Outcome::Miss);
    for (const QByteArray &nonsense : {QByteArray(), QByteArray("x"), QByteArray("CRV1"), QByteArray(500, '0')}) {
        m_server->command({"SET", "consultantos:1:v:key", nonsense});
        QCOMPARE(m_cache->get("key").outcome, Outcome::Miss);
    }
    QCOMPARE(m_cache->stats().errors, 5);
    QVERIFY(m_cache->stats().isAvailable);
}

void TestRedisFaults::aFullServerStillServesAndInvalidates()
{
    RedisCache other(m_server->endpoint(), impatient());
    QVERIFY(answers(other));
    const auto stamp = m_cache->get("a").stamp;
    for (const auto *key : {"a", "b", "c"})
        QVERIFY(m_cache->set(writeOf(key, "value", stamp, {QByteArray("tag ") + key})));
    m_server->command({"CONFIG", "SET", "maxmemory-policy", "noeviction"});
    m_server->command({"CONFIG", "SET", "maxmemory", "1"});

    const auto status = m_cache->set(writeOf("d", "value", stamp));
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::DiskFull);
    QCOMPARE(m_cache->get("a").outcome, Outcome::Hit);
    auto stats = m_cache->stats();
    QVERIFY(stats.isAvailable);
    QCOMPARE(stats.errors, 1);
    QCOMPARE(stats.droppedSets, 1);

    QVERIFY(m_cache->invalidate({Scope::Key, "a"}));
    QVERIFY(m_cache->invalidate({Scope::Tag, "tag b"}));
    QCOMPARE(other.get("a").outcome, Outcome::Miss);
    QCOMPARE(other.get("b").outcome, Outcome::Miss);
    QCOMPARE(other.get("c").outcome, Outcome::Hit);
    QVERIFY(m_cache->invalidate({Scope::All, {}}));
    QCOMPARE(other.get("c").outcome, Outcome::Miss);
    // Even a new row of stamps can begin.
    m_server->command({"DEL", "consultantos:1:marks"});
    QVERIFY(m_cache->invalidate({Scope::All, {}}));
    QVERIFY(other.poll().isGap);

    m_server->command({"CONFIG", "SET", "maxmemory", "0"});
    QVERIFY(m_cache->set(writeOf("d", "value", m_cache->get("d").stamp)));
    QCOMPARE(other.get("d").outcome, Outcome::Hit);
}

void TestRedisFaults::aChangedPasswordIsToldAndForgiven()
{
    m_server->command({"CONFIG", "SET", "requirepass", "first secret"});
    auto endpoint = m_server->endpoint();
    endpoint.password = "first secret";
    RedisCache cache(endpoint, impatient());
    QVERIFY(answers(cache));
    const auto stamp = cache.get("key").stamp;
    QVERIFY(cache.set(writeOf("key", "value", stamp)));

    RedisCache wrong(m_server->endpoint(), impatient()); // none at all
    QVERIFY(comesTrue([&] { return wrong.get("key").outcome == Outcome::Unavailable && !wrong.stats().isAvailable; }));
    QVERIFY(wrong.stats().unavailability.contains(QLatin1String("password")));

    const auto admin = RedisConnection::open(endpoint, 20s, 20s);
    QVERIFY(admin);
    const auto ask = [&](std::initializer_list<QByteArrayView> words) {
        (*admin)->add(words);
        return (*admin)->exchange(std::chrono::steady_clock::now() + 20s).has_value();
    };
    QVERIFY(ask({"CONFIG", "SET", "requirepass", "second secret"}));
    QVERIFY(ask({"CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"}));
    QVERIFY(comesTrue([&] {
        return cache.get("key").outcome == Outcome::Unavailable
               && cache.stats().unavailability.contains(QLatin1String("password"));
    }));
    QVERIFY(!cache.stats().unavailability.contains(QLatin1String("secret")));
    QVERIFY(ask({"CONFIG", "SET", "requirepass", "first secret"}));
    QVERIFY(answers(cache));
    QCOMPARE(cache.get("key").entry->bytes, "value");
}

void TestRedisFaults::aUserOfTheServersListHasWhatWeNeed()
{
    // What docs/decisions/0016-redis-by-hiredis.md tells an administrator to give.
    const auto reply = m_server->command({"ACL", "SETUSER", "analyst", "on", ">p@ss/word", "~consultantos:*", "+@all",
                                          "-@admin", "-@dangerous", "+info"});
    QVERIFY(!reply.isError());
    const auto url = QStringLiteral("redis://analyst:p%40ss%2Fword@127.0.0.1:%1/2").arg(m_server->port());
    RedisCache cache(*RedisEndpoint::parse(url), impatient());
    QVERIFY(answers(cache));
    const auto stamp = cache.get("key").stamp;
    QVERIFY(cache.set(writeOf("key", "value", stamp, {"tag"})));
    QCOMPARE(cache.get("key").outcome, Outcome::Hit);
    QVERIFY(cache.invalidate({Scope::Tag, "tag"}));
    QCOMPARE(cache.get("key").outcome, Outcome::Miss);
    QVERIFY(!cache.poll().isGap);
    QVERIFY(cache.stats().bytes > 0);
    QCOMPARE(m_cache->get("key").outcome, Outcome::Miss);
}

void TestRedisFaults::aMissingRightIsTold()
{
    m_server->command({"ACL", "SETUSER", "reader", "on", ">secret", "~consultantos:*", "+@read", "+@connection"});
    auto endpoint = m_server->endpoint();
    endpoint.user = "reader";
    endpoint.password = "secret";
    RedisCache cache(endpoint, impatient());
    QVERIFY(comesTrue([&] { return cache.get("key").outcome == Outcome::Unavailable && !cache.stats().isAvailable; }));
    QVERIFY2(cache.stats().unavailability.contains(QLatin1String("info")), qPrintable(cache.stats().unavailability));
}

void TestRedisFaults::callsOfManyThreadsShareAFewConnections()
{
    auto options = impatient();
    options.link.commandLimit = 20s;
    RedisCache cache(m_server->endpoint(), options);
    const auto stamp = cache.get("key").stamp;
    QVERIFY(cache.set(writeOf("key", "value", stamp)));
    std::atomic<int> hits = 0;
    std::vector<std::thread> threads;
    for (int index = 0; index < 16; ++index) {
        threads.emplace_back([&] {
            for (int call = 0; call < 200; ++call) {
                if (cache.get("key").outcome == Outcome::Hit)
                    ++hits;
            }
        });
    }
    for (auto &thread : threads)
        thread.join();
    QCOMPARE(hits.load(), 16 * 200);
    const auto clients = m_server->command({"CLIENT", "LIST"}).text.count("\n");
    // Of m_cache, of this one, and the one that asks.
    QVERIFY2(clients <= 1 + 4 + 1, qPrintable(QString::number(clients)));
}

QTEST_GUILESS_MAIN(TestRedisFaults)
#include "tst_redis_faults.moc"
