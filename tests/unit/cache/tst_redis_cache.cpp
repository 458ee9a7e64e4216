// SPDX-License-Identifier: GPL-3.0-or-later
// RedisCache over a real server: values, lives, stamps, marks and the feed, with two objects and two processes.
#include "cache/redis/redis_cache.h"

#include "cache_values.h"
#include "patient_redis.h"
#include "redis_server.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace consultantos;
using namespace std::chrono_literals;
using test::comesTrue;
using test::entryOf;
using test::patientCache;
using test::someLife;
using test::writeOf;

using Outcome = CacheLookup::Outcome;
using Scope = CacheInvalidation::Scope;

namespace {

int runPeer(const QStringList &arguments)
{
    test::ChildProcess peer;
    return peer.start(QStringLiteral(CONSULTANTOS_REDIS_PEER), arguments) ? peer.exitCode() : -1;
}

} // namespace

class TestRedisCache : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void keepsAValueWithAllThatBelongsToIt();
    void worksOverAUnixSocketWithADatabaseNumber();
    void anEmptyValueAndANegativeOneAreValues();
    void getManyAnswersInOrder();
    void setManyKeepsAll();
    void lifeIsCountedByTheServer();
    void aStaleValueIsToldAsSuch();
    void usedUpValuesAreNotKept();
    void valuesAndKeysTooLargeAreNotKept();

    void anInvalidatedKeyIsGoneForAll();
    void anInvalidatedTagIsGoneForAll();
    void clearTakesEverything();
    void aValueComputedBeforeAnInvalidationIsRefused_data();
    void aValueComputedBeforeAnInvalidationIsRefused();
    void aStampOfTheFutureIsRefused();
    void aStampOlderThanTheMarksIsRefused();
    void tooManyMarksBecomeOneOfAll();

    void theFeedTellsWhatOthersInvalidated();
    void theFeedCatchesUpOrSaysThatItCannot();
    void twoProcessesSeeEachOther();
    void aScriptThatTheServerForgotIsSentAgain();
    void neverOlderThanTheLastInvalidation();
    void figuresCount();

private:
    std::unique_ptr<test::RedisServer> m_server;
    std::unique_ptr<RedisCache> m_ours;
    std::unique_ptr<RedisCache> m_others;
};

void TestRedisCache::initTestCase()
{
    if (!test::RedisServer::isInstalled())
        QSKIP("redis-server is not installed");
    m_server = std::make_unique<test::RedisServer>();
    QVERIFY(m_server->isRunning());
}

void TestRedisCache::init()
{
    m_server->command({"FLUSHALL"});
    m_ours = std::make_unique<RedisCache>(m_server->endpoint(), patientCache());
    m_others = std::make_unique<RedisCache>(m_server->endpoint(), patientCache());
}

void TestRedisCache::keepsAValueWithAllThatBelongsToIt()
{
    const auto miss = m_ours->get("key");
    QCOMPARE(miss.outcome, Outcome::Miss);
    QVERIFY(miss.stamp > 0);

    CacheEntry entry;
    entry.bytes = QByteArray("a\0b\r\n", 5);
    entry.tags = {"company:tesla", "kind:analysis"};
    entry.cost = {12.25, 34'000'000'001};
    QVERIFY(m_ours->set({"key", std::make_shared<CacheEntry>(entry), {60s, 120s, 7s}, miss.stamp}));

    const auto found = m_others->get("key");
    QCOMPARE(found.outcome, Outcome::Hit);
    QCOMPARE(found.entry->bytes, entry.bytes);
    QCOMPARE(found.entry->tags, entry.tags);
    QVERIFY(found.entry->cost == entry.cost);
    QVERIFY(!found.entry->isNegative);
    QVERIFY(found.life.fresh > 0s && found.life.fresh <= 60s);
    QVERIFY(found.life.usable > found.life.fresh && found.life.usable <= 120s);
    QVERIFY(found.life.age >= 7s);
    const auto expiry = m_server->command({"PTTL", "consultantos:1:v:key"}).integer;
    QVERIFY(expiry > 0 && expiry <= 120'000);
}

void TestRedisCache::worksOverAUnixSocketWithADatabaseNumber()
{
    RedisCache cache(*RedisEndpoint::parse(m_server->unixUrl() + QStringLiteral("?db=3")), patientCache());
    const auto stamp = cache.get("key").stamp;
    QVERIFY(cache.set(writeOf("key", "three", stamp)));
    QCOMPARE(cache.get("key").entry->bytes, "three");
    QCOMPARE(m_ours->get("key").outcome, Outcome::Miss);
}

void TestRedisCache::anEmptyValueAndANegativeOneAreValues()
{
    const auto stamp = m_ours->get("key").stamp;
    CacheEntry entry;
    entry.isNegative = true;
    QVERIFY(m_ours->set({"key", std::make_shared<CacheEntry>(entry), someLife(), stamp}));
    const auto found = m_ours->get("key");
    QCOMPARE(found.outcome, Outcome::Hit);
    QVERIFY(found.entry->bytes.isEmpty());
    QVERIFY(found.entry->isNegative);
}

void TestRedisCache::getManyAnswersInOrder()
{
    const auto stamp = m_ours->get("a").stamp;
    QVERIFY(m_ours->set(writeOf("a", "A", stamp)));
    QVERIFY(m_ours->set(writeOf("c", "C", stamp)));
    const auto found = m_ours->getMany({"c", "b", "a"});
    QCOMPARE(found.size(), 3);
    QCOMPARE(found[0].entry->bytes, "C");
    QCOMPARE(found[1].outcome, Outcome::Miss);
    QCOMPARE(found[2].entry->bytes, "A");
    QVERIFY(m_ours->getMany({}).isEmpty());
}

void TestRedisCache::setManyKeepsAll()
{
    const auto stamp = m_ours->get("key").stamp;
    QList<CacheWrite> writes;
    QByteArrayList keys;
    for (int index = 0; index < 150; ++index) {
        keys.append("key" + QByteArray::number(index));
        writes.append(writeOf(keys.back(), QByteArray(100 + index, 'x'), stamp));
    }
    QVERIFY(m_ours->setMany(writes));
    const auto found = m_others->getMany(keys);
    for (int index = 0; index < 150; ++index)
        QCOMPARE(found[index].entry->bytes.size(), 100 + index);
}

void TestRedisCache::lifeIsCountedByTheServer()
{
    const auto stamp = m_ours->get("key").stamp;
    QVERIFY(m_ours->set({"key", entryOf("value"), {60s, 120s, 0s}, stamp}));
    // As if it had been stored 50 seconds earlier by the server's clock.
    auto stored = m_server->command({"GET", "consultantos:1:v:key"}).text;
    const auto micros = stored.mid(4, 16).toULongLong() - 50'000'000;
    stored.replace(4, 16, QByteArray::number(micros).rightJustified(16, '0'));
    m_server->command({"SET", "consultantos:1:v:key", stored});
    const auto found = m_ours->get("key");
    QCOMPARE(found.outcome, Outcome::Hit);
    QVERIFY(found.life.fresh > 0s && found.life.fresh <= 10s);
    QVERIFY(found.life.usable <= 70s);
    QVERIFY(found.life.age >= 50s);
    // And in a future of the server's clock: nothing gets younger or lives longer.
    stored.replace(4, 16, QByteArray::number(micros + 10'000'000'000).rightJustified(16, '0'));
    m_server->command({"SET", "consultantos:1:v:key", stored});
    QCOMPARE(m_ours->get("key").life.usable, 120s);
}

void TestRedisCache::aStaleValueIsToldAsSuch()
{
    const auto stamp = m_ours->get("key").stamp;
    QVERIFY(m_ours->set({"key", entryOf("value"), {0s, 120s, 0s}, stamp}));
    const auto found = m_ours->get("key");
    QCOMPARE(found.outcome, Outcome::Hit);
    QCOMPARE(found.life.fresh, 0s);
    QCOMPARE(m_ours->stats().staleHits, 1);
}

void TestRedisCache::usedUpValuesAreNotKept()
{
    const auto stamp = m_ours->get("key").stamp;
    QVERIFY(m_ours->set({"key", entryOf("value"), {0s, 0s, 0s}, stamp}));
    QCOMPARE(m_ours->get("key").outcome, Outcome::Miss);
    QVERIFY(m_ours->set({"key", entryOf("value"), {1ms, 1ms, 0s}, stamp}));
    QVERIFY(comesTrue([&] { return m_ours->get("key").outcome == Outcome::Miss; }));
}

void TestRedisCache::valuesAndKeysTooLargeAreNotKept()
{
    auto options = patientCache();
    options.maxValueBytes = 1'000;
    RedisCache cache(m_server->endpoint(), options);
    const auto stamp = cache.get("key").stamp;
    QVERIFY(cache.set(writeOf("key", QByteArray(1'001, 'x'), stamp)));
    QVERIFY(cache.set(writeOf(QByteArray(513, 'k'), "value", stamp)));
    QCOMPARE(cache.get("key").outcome, Outcome::Miss);
    QCOMPARE(cache.stats().droppedSets, 2);
    QVERIFY(cache.set(writeOf("key", QByteArray(1'000, 'x'), stamp)));
    QCOMPARE(cache.get("key").outcome, Outcome::Hit);
}

void TestRedisCache::anInvalidatedKeyIsGoneForAll()
{
    const auto stamp = m_ours->get("key").stamp;
    QVERIFY(m_ours->set(writeOf("key", "value", stamp)));
    QVERIFY(m_ours->set(writeOf("other", "value", stamp)));
    QVERIFY(m_others->invalidate({Scope::Key, "key"}));
    QCOMPARE(m_ours->get("key").outcome, Outcome::Miss);
    QCOMPARE(m_others->get("key").outcome, Outcome::Miss);
    QCOMPARE(m_ours->get("other").outcome, Outcome::Hit);
    QVERIFY(m_ours->set(writeOf("key", "new", m_ours->get("key").stamp)));
    QCOMPARE(m_others->get("key").entry->bytes, "new");
}

void TestRedisCache::anInvalidatedTagIsGoneForAll()
{
    const auto stamp = m_ours->get("a").stamp;
    QVERIFY(m_ours->set(writeOf("a", "A", stamp, {"x", "y"})));
    QVERIFY(m_ours->set(writeOf("b", "B", stamp, {"z"})));
    QVERIFY(m_others->invalidate({Scope::Tag, "y"}));
    QCOMPARE(m_ours->get("a").outcome, Outcome::Miss);
    QCOMPARE(m_others->get("a").outcome, Outcome::Miss);
    QCOMPARE(m_ours->get("b").outcome, Outcome::Hit);
    // Who comes later learns of it, too.
    RedisCache late(m_server->endpoint(), patientCache());
    QCOMPARE(late.get("a").outcome, Outcome::Miss);
    QCOMPARE(late.get("b").outcome, Outcome::Hit);
    QVERIFY(m_ours->set(writeOf("a", "new", m_ours->get("a").stamp, {"x", "y"})));
    QCOMPARE(late.get("a").entry->bytes, "new");
}

void TestRedisCache::clearTakesEverything()
{
    const auto stamp = m_ours->get("key").stamp;
    QVERIFY(m_ours->set(writeOf("key", "value", stamp, {"x"})));
    QVERIFY(m_others->invalidate({Scope::All, {}}));
    QCOMPARE(m_ours->get("key").outcome, Outcome::Miss);
    QVERIFY(m_ours->set(writeOf("key", "old", stamp)));
    QCOMPARE(m_ours->get("key").outcome, Outcome::Miss);
    QVERIFY(m_ours->set(writeOf("key", "new", m_ours->get("key").stamp)));
    const auto found = m_others->get("key");
    QCOMPARE(found.outcome, Outcome::Hit);
    QCOMPARE(found.entry->bytes, "new");
}

void TestRedisCache::aValueComputedBeforeAnInvalidationIsRefused_data()
{
    QTest::addColumn<CacheInvalidation>("invalidation");
    QTest::addColumn<bool>("isRefused");
    QTest::newRow("key") << CacheInvalidation{Scope::Key, "key"} << true;
    QTest::newRow("another key") << CacheInvalidation{Scope::Key, "yek"} << false;
    QTest::newRow("tag") << CacheInvalidation{Scope::Tag, "x"} << true;
    QTest::newRow("another tag") << CacheInvalidation{Scope::Tag, "key"} << false;
    QTest::newRow("all") << CacheInvalidation{Scope::All, {}} << true;
}

void TestRedisCache::aValueComputedBeforeAnInvalidationIsRefused()
{
    QFETCH(const CacheInvalidation, invalidation);
    QFETCH(const bool, isRefused);
    const auto before = m_ours->get("key").stamp;
    QVERIFY(m_others->invalidate(invalidation));
    QVERIFY(m_ours->set(writeOf("key", "old", before, {"x"})));
    QCOMPARE(m_others->get("key").outcome, isRefused ? Outcome::Miss : Outcome::Hit);
    QCOMPARE(m_ours->stats().refusedSets, isRefused ? 1 : 0);
    QVERIFY(m_ours->set(writeOf("key", "new", m_ours->get("key").stamp, {"x"})));
    QCOMPARE(m_others->get("key").entry->bytes, "new");
}

void TestRedisCache::aStampOfTheFutureIsRefused()
{
    const auto stamp = m_ours->get("key").stamp;
    QVERIFY(m_ours->set(writeOf("key", "value", stamp + 1)));
    QCOMPARE(m_ours->get("key").outcome, Outcome::Miss);
    QCOMPARE(m_ours->stats().refusedSets, 1);
}

void TestRedisCache::aStampOlderThanTheMarksIsRefused()
{
    const auto marks = QByteArray("consultantos:1:marks");
    const auto before = m_ours->get("key").stamp;
    QVERIFY(m_ours->invalidate({Scope::Key, "elsewhere"}));
    const auto now = m_server->command({"TIME"}).elements[0].text.toLongLong();
    const auto shift = [&](const char *field, int seconds) {
        m_server->command({"HSET", marks, field, QByteArray::number(now - seconds)});
    };
    // Half an hour ago: the mark of anything since is still there.
    shift("t0", 1'800);
    shift("t1", 1'800);
    QVERIFY(m_ours->set(writeOf("key", "value", before)));
    QCOMPARE(m_ours->get("key").outcome, Outcome::Hit);
    // Three hours ago: it may be gone.
    shift("t0", 3 * 3'600);
    shift("t1", 3 * 3'600);
    QVERIFY(m_ours->set(writeOf("key2", "value", before)));
    QCOMPARE(m_ours->get("key2").outcome, Outcome::Miss);
    // A computation that began after the last invalidation is fine, however long ago that was.
    QVERIFY(m_ours->set(writeOf("key2", "value", m_ours->get("key2").stamp)));
    QCOMPARE(m_ours->get("key2").outcome, Outcome::Hit);

    // The next invalidation begins a new spell and takes away marks of keys that are too old.
    m_server->command({"HSET", marks, "k:elsewhere", "1:" + QByteArray::number(now - 3 * 3'600)});
    QVERIFY(m_ours->invalidate({Scope::Key, "elsewhere too"}));
    QCOMPARE(m_server->command({"HEXISTS", marks, "k:elsewhere"}).integer, 0);
    QCOMPARE(m_server->command({"HEXISTS", marks, "k:elsewhere too"}).integer, 1);
}

void TestRedisCache::tooManyMarksBecomeOneOfAll()
{
    const auto stamp = m_ours->get("key").stamp;
    QVERIFY(m_ours->set(writeOf("key", "value", stamp)));
    QCOMPARE(m_others->get("key").outcome, Outcome::Hit);
    const auto now = m_server->command({"TIME"}).elements[0].text;
    QByteArrayList words{"HSET", "consultantos:1:marks"};
    for (int index = 0; index < 20'001; ++index)
        words << "t:tag" + QByteArray::number(index) << "1:" + now;
    m_server->command(words);
    QVERIFY(m_ours->invalidate({Scope::Tag, "one more"}));
    QVERIFY(m_server->command({"HLEN", "consultantos:1:marks"}).integer < 10);
    QCOMPARE(m_others->get("key").outcome, Outcome::Miss);
    const auto news = m_others->poll();
    QCOMPARE(news.invalidations, (QList<CacheInvalidation>{{Scope::All, {}}}));
}

void TestRedisCache::theFeedTellsWhatOthersInvalidated()
{
    QVERIFY(!m_ours->poll().isGap);
    QVERIFY(!m_others->poll().isGap);
    QVERIFY(m_ours->invalidate({Scope::Key, "mine"}));
    QVERIFY(m_others->invalidate({Scope::Key, "a"}));
    QVERIFY(m_others->invalidate({Scope::Tag, "b"}));
    QVERIFY(m_ours->invalidate({Scope::Tag, "mine"}));
    QVERIFY(m_others->invalidate({Scope::All, {}}));
    auto news = m_ours->poll();
    QVERIFY(!news.isGap);
    QCOMPARE(news.invalidations, (QList<CacheInvalidation>{{Scope::Key, "a"}, {Scope::Tag, "b"}, {Scope::All, {}}}));
    QVERIFY(m_ours->poll().invalidations.isEmpty());
    // What a get has learnt by the way is not lost.
    QVERIFY(m_others->invalidate({Scope::Key, "c"}));
    QCOMPARE(m_ours->get("x").outcome, Outcome::Miss);
    QCOMPARE(m_ours->poll().invalidations, (QList<CacheInvalidation>{{Scope::Key, "c"}}));
}

void TestRedisCache::theFeedCatchesUpOrSaysThatItCannot()
{
    QVERIFY(!m_ours->poll().isGap);
    m_server->command({"CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"});
    for (int index = 0; index < 50; ++index) {
        const CacheInvalidation invalidation{Scope::Key, QByteArray::number(index)};
        QVERIFY(comesTrue([&] { return m_others->invalidate(invalidation).has_value(); }));
    }
    QList<CacheInvalidation> told;
    QVERIFY(comesTrue([&] {
        const auto news = m_ours->poll();
        if (news.isGap)
            qFatal("nothing was missed");
        told += news.invalidations;
        return !told.isEmpty() && told.back().name == "49";
    }));
    // One that failed with the connection may have been done all the same, and is then told twice.
    for (int index = 0; index < 50; ++index)
        QVERIFY(told.contains({Scope::Key, QByteArray::number(index)}));

    for (int index = 0; index < 20; ++index)
        QVERIFY(m_others->invalidate({Scope::Key, QByteArray::number(index)}));
    m_server->command({"XTRIM", "consultantos:1:changes", "MAXLEN", "5"});
    auto news = m_ours->poll();
    QVERIFY(news.isGap);
    QVERIFY(news.invalidations.isEmpty());
    news = m_ours->poll();
    QVERIFY(!news.isGap);
}

void TestRedisCache::twoProcessesSeeEachOther()
{
    QVERIFY(!m_ours->poll().isGap);
    const auto url = m_server->url();
    const auto run = [&](const QStringList &rest) { return runPeer(QStringList{rest.first(), url} + rest.mid(1)); };
    const auto text = [](const char *ascii) { return QString::fromLatin1(ascii); };
    QCOMPARE(run({text("write"), text("key"), text("theirs"), text("tag")}), 0);
    QCOMPARE(m_ours->get("key").entry->bytes, "theirs");

    const auto before = m_ours->get("key").stamp;
    QCOMPARE(run({text("invalidate"), text("tag"), text("tag")}), 0);
    QVERIFY(m_ours->set(writeOf("key", "old", before, {"tag"})));
    QCOMPARE(m_ours->get("key").outcome, Outcome::Miss);
    QCOMPARE(m_ours->poll().invalidations, (QList<CacheInvalidation>{{Scope::Tag, "tag"}}));
}

void TestRedisCache::aScriptThatTheServerForgotIsSentAgain()
{
    const auto stamp = m_ours->get("a").stamp;
    QVERIFY(m_ours->set(writeOf("a", "A", stamp)));
    m_server->command({"SCRIPT", "FLUSH"});
    QVERIFY(m_ours->setMany({writeOf("b", "B", stamp), writeOf("c", "C", stamp)}));
    QCOMPARE(m_ours->get("b").entry->bytes, "B");
    QCOMPARE(m_ours->get("c").entry->bytes, "C");
    m_server->command({"SCRIPT", "FLUSH"});
    QVERIFY(m_ours->invalidate({Scope::Key, "b"}));
    QCOMPARE(m_ours->get("b").outcome, Outcome::Miss);
}

/// A value holds the version of what it was computed from. Whoever raises the version invalidates; after that no older one
/// may ever be seen.
void TestRedisCache::neverOlderThanTheLastInvalidation()
{
    constexpr int Versions = 300;
    std::atomic<int> version = 0;
    std::atomic<int> told = 0; ///< the version whose invalidation has returned
    std::atomic<int> tooOld = 0;
    std::atomic<int> hits = 0;
    std::atomic<bool> isOver = false;
    const auto work = [&](RedisCache &cache) {
        while (!isOver) {
            const int least = told;
            const auto found = cache.get("key");
            if (found.outcome == Outcome::Hit) {
                ++hits;
                if (found.entry->bytes.toInt() < least)
                    ++tooOld;
                continue;
            }
            if (found.outcome == Outcome::Miss)
                (void)cache.set(writeOf("key", QByteArray::number(version), found.stamp, {"tag"}));
        }
    };
    std::thread one(work, std::ref(*m_ours));
    std::thread two(work, std::ref(*m_others));
    std::thread three(work, std::ref(*m_others));
    for (int next = 1; next <= Versions; ++next) {
        version = next;
        const auto scope = next % 3 == 0 ? Scope::Key : next % 3 == 1 ? Scope::Tag : Scope::All;
        auto &cache = next % 2 == 0 ? *m_ours : *m_others;
        QVERIFY(cache.invalidate({scope, scope == Scope::Key ? "key" : scope == Scope::Tag ? "tag" : ""}));
        told = next;
        const auto seen = hits.load();
        if (next % 10 == 0)
            comesTrue([&] { return hits > seen; });
    }
    isOver = true;
    one.join();
    two.join();
    three.join();
    QCOMPARE(tooOld.load(), 0);
    QVERIFY(hits > 0);
}

void TestRedisCache::figuresCount()
{
    const auto stamp = m_ours->get("a").stamp;
    QVERIFY(m_ours->set(writeOf("a", "A", stamp)));
    QCOMPARE(m_ours->getMany({"a", "b"}).size(), 2);
    QVERIFY(m_ours->invalidate({Scope::Key, "a"}));
    const auto stats = m_ours->stats();
    QVERIFY(stats.isAvailable);
    QCOMPARE(stats.hits, 1);
    QCOMPARE(stats.misses, 2);
    QCOMPARE(stats.sets, 1);
    QCOMPARE(stats.invalidations, 1);
    QCOMPARE(stats.errors, 0);
    QCOMPARE(stats.getLatency.total, 2);
    QCOMPARE(stats.setLatency.total, 1);
    QVERIFY(stats.getLatency.sumSeconds > 0);
    QVERIFY(stats.bytes > 0);
    QVERIFY(stats.entries >= 2); // the mark and the hash of marks are keys, too
}

QTEST_GUILESS_MAIN(TestRedisCache)
#include "tst_redis_cache.moc"
