// SPDX-License-Identifier: GPL-3.0-or-later
// An invalidation of all takes what it makes invalid from the server, too.
#include "cache/redis/redis_cache.h"
#include "cache/redis/redis_scripts.h"

#include "cache_values.h"
#include "patient_redis.h"
#include "redis_server.h"

#include <QElapsedTimer>
#include <QTest>

using namespace consultantos;
using namespace std::chrono_literals;
using test::comesTrue;
using test::patientCache;
using test::writeOf;

using Outcome = CacheLookup::Outcome;
using Scope = CacheInvalidation::Scope;

class TestRedisClear : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void oldValuesLeaveTheServer();
    void theEndOfTheProcessWaitsForIt();
    void onlyWhatIsOldGoes();
    void whatIsWrittenMeanwhileStays();
    void aClearDuringAnOutageSweepsLater();
    void aServerThatIsAwayDelaysNoEnd();

private:
    [[nodiscard]] bool fill(RedisCache &cache, int count) const;
    [[nodiscard]] std::size_t valuesOnServer() const;

    std::unique_ptr<test::RedisServer> m_server;
};

void TestRedisClear::initTestCase()
{
    if (!test::RedisServer::isInstalled())
        QSKIP("redis-server is not installed");
}

void TestRedisClear::init()
{
    m_server = std::make_unique<test::RedisServer>();
    QVERIFY(m_server->isRunning());
}

bool TestRedisClear::fill(RedisCache &cache, int count) const
{
    const auto stamp = cache.get("any").stamp;
    QList<CacheWrite> writes;
    for (int index = 0; index < count; ++index)
        writes.append(writeOf("key" + QByteArray::number(index), QByteArray(200, 'x'), stamp, {"tag"}));
    return cache.setMany(writes).has_value() && valuesOnServer() == std::size_t(count);
}

/// Between looking at a value and removing it another process may write it anew.
void TestRedisClear::whatIsWrittenMeanwhileStays()
{
    m_server->command({"MSET", "same", "abc", "anew", "abd"});
    m_server->command({"LPUSH", "list", "x"});
    const auto swept = m_server->command(
        {"EVAL", RedisScript::sweep().text(), "3", "same", "anew", "list", "0", "2", "abc", "abc", ""});
    QCOMPARE(swept.integer, 2);
    QCOMPARE(m_server->command({"EXISTS", "same", "list"}).integer, 0);
    QCOMPARE(m_server->command({"GET", "anew"}).text, "abd");
}

std::size_t TestRedisClear::valuesOnServer() const
{
    return m_server->command({"KEYS", "consultantos:1:v:*"}).elements.size();
}

void TestRedisClear::oldValuesLeaveTheServer()
{
    RedisCache cache(m_server->endpoint(), patientCache());
    QVERIFY(fill(cache, 5'000));
    m_server->command({"SET", "another program's", "value"});
    QVERIFY(cache.invalidate({Scope::All, {}}));
    QVERIFY(comesTrue([&] { return valuesOnServer() == 0; }));
    QCOMPARE(m_server->command({"EXISTS", "another program's"}).integer, 1);
    // Again, by the same process.
    QVERIFY(fill(cache, 100));
    QVERIFY(cache.invalidate({Scope::All, {}}));
    QVERIFY(comesTrue([&] { return valuesOnServer() == 0; }));
}

void TestRedisClear::theEndOfTheProcessWaitsForIt()
{
    {
        RedisCache cache(m_server->endpoint(), patientCache());
        QVERIFY(fill(cache, 2'000));
        QVERIFY(cache.invalidate({Scope::All, {}}));
    }
    QCOMPARE(valuesOnServer(), 0U);
}

void TestRedisClear::onlyWhatIsOldGoes()
{
    RedisCache cache(m_server->endpoint(), patientCache());
    QVERIFY(fill(cache, 1'000));
    QVERIFY(cache.invalidate({Scope::All, {}}));
    QVERIFY(cache.set(writeOf("new", "value", cache.get("new").stamp)));
    QVERIFY(comesTrue([&] { return valuesOnServer() == 1; }));
    QCOMPARE(cache.get("new").outcome, Outcome::Hit);
}

void TestRedisClear::aClearDuringAnOutageSweepsLater()
{
    auto options = patientCache();
    options.link.commandLimit = 200ms;
    options.link.firstPause = 20ms;
    options.link.longestPause = 100ms;
    RedisCache other(m_server->endpoint(), patientCache());
    QVERIFY(fill(other, 1'000));
    RedisCache cache(m_server->endpoint(), options);
    QVERIFY(comesTrue([&] { return cache.get("any").outcome != Outcome::Unavailable; }));
    m_server->freeze();
    QVERIFY(!cache.invalidate({Scope::All, {}}));
    m_server->thaw();
    QVERIFY(comesTrue([&] { return valuesOnServer() == 0; }));
}

void TestRedisClear::aServerThatIsAwayDelaysNoEnd()
{
    auto options = patientCache();
    options.link.commandLimit = 200ms;
    auto cache = std::make_unique<RedisCache>(m_server->endpoint(), options);
    QVERIFY(comesTrue([&] { return cache->get("any").outcome != Outcome::Unavailable; }));
    QVERIFY(comesTrue([&] { return cache->invalidate({Scope::All, {}}).has_value(); }));
    m_server->freeze();
    (void)cache->invalidate({Scope::All, {}});
    QElapsedTimer timer;
    timer.start();
    cache.reset();
    QVERIFY2(timer.elapsed() < 1'500, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestRedisClear)
#include "tst_redis_clear.moc"
