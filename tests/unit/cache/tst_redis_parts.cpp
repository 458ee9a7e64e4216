// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of RedisCache that need no server: addresses, the value's form, the breaker, the queue.
#include "cache/redis/redis_breaker.h"
#include "cache/redis/redis_endpoint.h"
#include "cache/redis/redis_figures.h"
#include "cache/redis/redis_outage_queue.h"
#include "cache/redis/redis_value.h"

#include "cache_values.h"

#include <QTest>

#include <random>

using namespace consultantos;
using namespace std::chrono_literals;
using test::entryOf;
using test::writeOf;

using Scope = CacheInvalidation::Scope;

namespace {

constexpr quint64 StoredAt = 1'800'000'000'000'000;

QByteArray storedForm(const QByteArray &key, const CacheEntry &entry, const CacheLife &life, CacheStamp stamp)
{
    return RedisValueHead.toByteArray() + QByteArray::number(StoredAt) + encodeRedisValue(key, entry, life, stamp);
}

} // namespace

class TestRedisParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAddresses_data();
    void readsAddresses();
    void refusesAddresses_data();
    void refusesAddresses();

    void aValueComesBackWhole();
    void whatIsLeftOfALife();
    void noFlippedBitGoesUnseen();
    void noCutValueIsRead();

    void theFirstTrialIsAtOnceThenPausesDouble();
    void theQueueForgetsNoInvalidation();
    void theQueueKeepsWhatCameDuringASend();
    void latenciesFallIntoTheirBounds();
    void readsTheServersFigures();
};

void TestRedisParts::readsAddresses_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<RedisEndpoint>("expected");
    const auto row = [](const char *url, const RedisEndpoint &expected) {
        QTest::newRow(url) << QString::fromLatin1(url) << expected;
    };
    row("redis://localhost", {"localhost", 6379, {}, {}, {}, 0});
    row("redis://cache.example:7000/5", {"cache.example", 7000, {}, {}, {}, 5});
    row("redis://:secret@127.0.0.1", {"127.0.0.1", 6379, {}, {}, "secret", 0});
    row("redis://bob:p%40ss%2F%25@[::1]:6380/", {"::1", 6380, {}, "bob", "p@ss/%", 0});
    row("unix:///run/redis.sock", {{}, 6379, "/run/redis.sock", {}, {}, 0});
    row("unix:///run/my%20redis.sock?db=2&user=bob&password=a%26b%2Bc",
        {{}, 6379, "/run/my redis.sock", "bob", "a&b+c", 2});
}

void TestRedisParts::readsAddresses()
{
    QFETCH(const QString, url);
    QFETCH(const RedisEndpoint, expected);
    const auto endpoint = RedisEndpoint::parse(url);
    QVERIFY(endpoint);
    QCOMPARE(endpoint->host, expected.host);
    QCOMPARE(endpoint->port, expected.port);
    QCOMPARE(endpoint->socketPath, expected.socketPath);
    QCOMPARE(endpoint->user, expected.user);
    QCOMPARE(endpoint->password, expected.password);
    QCOMPARE(endpoint->database, expected.database);
    QVERIFY(expected.password.isEmpty() || !endpoint->toText().contains(QString::fromUtf8(expected.password)));
}

void TestRedisParts::refusesAddresses_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *url, const char *said) {
        QTest::newRow(url) << QString::fromLatin1(url) << QString::fromLatin1(said);
    };
    row("rediss://:hidden@localhost", "stunnel");
    row("http://localhost", "redis://");
    row("redis://", "redis://");
    row("redis://localhost/one", "redis://");
    row("redis://localhost/-1", "redis://");
    row("unix://", "unix://");
    row("unix:///run/redis.sock?db=x&password=hidden", "unix://");
    row("redis://:hidden@local host", "redis://");
}

void TestRedisParts::refusesAddresses()
{
    QFETCH(const QString, url);
    QFETCH(const QString, said);
    const auto endpoint = RedisEndpoint::parse(url);
    QVERIFY(!endpoint);
    QCOMPARE(endpoint.error().code, ErrorCode::InvalidArgument);
    QVERIFY(endpoint.error().toText().contains(said));
    QVERIFY(!endpoint.error().toText().contains(QLatin1String("hidden")));
}

void TestRedisParts::aValueComesBackWhole()
{
    CacheEntry entry;
    entry.bytes = QByteArray(70'000, 'v') + QByteArray("\0\r\n", 3);
    entry.tags = {"a", "", QByteArray(60'000, 't')};
    entry.cost = {0.125, -1};
    entry.isNegative = true;
    const CacheLife life{1h, 2h, 3ms};
    const auto value = decodeRedisValue("key", storedForm("key", entry, life, 77), StoredAt);
    QVERIFY(value);
    QCOMPARE(value->entry->bytes, entry.bytes);
    QCOMPARE(value->entry->tags, entry.tags);
    QVERIFY(value->entry->cost == entry.cost);
    QVERIFY(value->entry->isNegative);
    QVERIFY(value->life == life);
    QCOMPARE(value->stamp, 77);
    QVERIFY(!decodeRedisValue("yek", storedForm("key", entry, life, 77), StoredAt));
}

void TestRedisParts::whatIsLeftOfALife()
{
    const auto stored = storedForm("key", *entryOf("value"), {10s, 20s, 5s}, 1);
    const auto lifeAfter = [&](std::chrono::microseconds time) {
        return decodeRedisValue("key", stored, StoredAt + quint64(time.count()))->life;
    };
    QVERIFY((lifeAfter(4s) == CacheLife{6s, 16s, 9s}));
    QVERIFY((lifeAfter(15s) == CacheLife{0s, 5s, 20s}));
    QVERIFY((lifeAfter(25s) == CacheLife{0s, 0s, 30s}));
    QVERIFY((decodeRedisValue("key", stored, StoredAt - 1'000'000)->life == CacheLife{10s, 20s, 5s}));
}

void TestRedisParts::noFlippedBitGoesUnseen()
{
    const CacheLife life{1h, 2h, 0s};
    const auto stored = storedForm("key", *entryOf(QByteArray(500, 'v'), {"tag"}), life, 1);
    std::mt19937 random(7);
    for (int flip = 0; flip < 10'000; ++flip) {
        auto damaged = stored;
        // The time is the server's own and not covered: a wrong one can only change what is left of the life.
        auto at = qsizetype(random() % std::uint32_t(stored.size() - 16));
        if (at >= RedisValueHead.size())
            at += 16;
        damaged[at] = char(damaged[at] ^ (1 << (random() % 8)));
        QVERIFY(!decodeRedisValue("key", damaged, StoredAt));
    }
}

void TestRedisParts::noCutValueIsRead()
{
    const auto stored = storedForm("key", *entryOf("value", {"tag"}), {1h, 2h, 0s}, 1);
    for (qsizetype length = 0; length < stored.size(); ++length)
        QVERIFY(!decodeRedisValue("key", stored.left(length), StoredAt));
    QVERIFY(!decodeRedisValue("key", stored + 'x', StoredAt));
}

void TestRedisParts::theFirstTrialIsAtOnceThenPausesDouble()
{
    RedisBreaker breaker(100ms, 500ms);
    auto now = RedisBreaker::TimePoint() + 1h;
    const auto pauseAfterFailure = [&] {
        breaker.onFailure(now);
        const auto pause = breaker.nextTrial() - now;
        now += 10s;
        return std::chrono::duration_cast<std::chrono::milliseconds>(pause).count();
    };
    for (const int expected : {0, 100, 200, 400, 500, 500})
        QCOMPARE(pauseAfterFailure(), expected);
    breaker.onSuccess();
    for (const int expected : {0, 100})
        QCOMPARE(pauseAfterFailure(), expected);
}

void TestRedisParts::theQueueForgetsNoInvalidation()
{
    RedisOutageQueue queue({3, 1'000});
    QVERIFY(!queue.hasInvalidations());
    for (const auto *name : {"a", "b", "c"})
        queue.add(CacheInvalidation{Scope::Key, name});
    QCOMPARE(queue.invalidations().invalidations.size(), 3);
    queue.add(CacheInvalidation{Scope::Tag, "d"});
    QCOMPARE(queue.invalidations().invalidations, (QList<CacheInvalidation>{{Scope::All, {}}}));
    queue.confirm(queue.invalidations());
    QVERIFY(!queue.hasInvalidations());
}

void TestRedisParts::theQueueKeepsWhatCameDuringASend()
{
    RedisOutageQueue queue({3, 1'000});
    queue.add(CacheInvalidation{Scope::Key, "a"});
    auto sent = queue.invalidations();
    queue.add(CacheInvalidation{Scope::Key, "b"});
    queue.confirm(sent);
    QCOMPARE(queue.invalidations().invalidations, (QList<CacheInvalidation>{{Scope::Key, "b"}}));
    // All of them became one while some were sent: that one was not.
    sent = queue.invalidations();
    for (const auto *name : {"c", "d", "e"})
        queue.add(CacheInvalidation{Scope::Key, name});
    queue.confirm(sent);
    QCOMPARE(queue.invalidations().invalidations, (QList<CacheInvalidation>{{Scope::All, {}}}));
    QVERIFY(queue.hasInvalidations());

    QCOMPARE(queue.add(writeOf("1", QByteArray(599, 'x'), 1)), 0);
    QCOMPARE(queue.add(writeOf("2", QByteArray(599, 'x'), 1)), 1);
    QCOMPARE(queue.takeWrites(10).size(), 1);
    QVERIFY(!queue.hasWrites());
}

void TestRedisParts::latenciesFallIntoTheirBounds()
{
    CacheLatency latency;
    for (const auto time : {100ns, 101ns, 1'000'000'000ns, 1'000'000'001ns})
        countLatency(latency, time);
    QCOMPARE(latency.counts[0], 1);
    QCOMPARE(latency.counts[1], 1);
    QCOMPARE(latency.counts[CacheLatency::Bounds.size() - 1], 1);
    QCOMPARE(latency.total, 4);
}

void TestRedisParts::readsTheServersFigures()
{
    const auto figures =
        RedisServerFigures::read("# Memory\r\nused_memory:1234\r\nused_memory_rss:9\r\nmaxmemory:77\r\n"
                                 "evicted_keys:5\r\nexpired_keys:6\r\n",
                                 8);
    QCOMPARE(figures.usedBytes, 1'234);
    QCOMPARE(figures.capacityBytes, 77);
    QCOMPARE(figures.evictions, 5);
    QCOMPARE(figures.expirations, 6);
    QCOMPARE(figures.keys, 8);
}

QTEST_GUILESS_MAIN(TestRedisParts)
#include "tst_redis_parts.moc"
