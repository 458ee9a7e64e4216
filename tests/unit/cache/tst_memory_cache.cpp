// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/memory/memory_cache.h"
#include "cache/memory/memory_marks.h"
#include "told_clock.h"

#include <QTest>

#include <atomic>
#include <random>
#include <thread>

using namespace consultantos;
using namespace std::chrono_literals;
using Outcome = CacheLookup::Outcome;
using Scope = CacheInvalidation::Scope;

namespace {

CacheEntryPtr entryOf(const QByteArray &bytes, const QByteArrayList &tags = {}, double seconds = 1)
{
    auto entry = std::make_shared<CacheEntry>();
    entry->bytes = bytes;
    entry->tags = tags;
    entry->cost.seconds = seconds;
    return entry;
}

CacheWrite writeOf(const QByteArray &key, const QByteArray &bytes, CacheStamp stamp, const QByteArrayList &tags = {})
{
    return {key, entryOf(bytes, tags), {5min, 10min, 0ms}, stamp};
}

bool has(MemoryCache &cache, const QByteArray &key)
{
    return cache.get(key).outcome == Outcome::Hit;
}

CacheStamp stampOf(MemoryCache &cache)
{
    return cache.get("").stamp;
}

} // namespace

class TestMemoryCache : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsAndSharesAnEntry();
    void keepsNothingThatItRefuses();
    void replacesAnEntry();
    void countsLifeByTheClock();
    void sweepsExpiredEntriesLittleByLittle();
    void anInvalidationDuringAComputationWins_data();
    void anInvalidationDuringAComputationWins();
    void anInvalidationRemovesWhatItNames();
    void forgottenMarksRefuseWhatIsOlder();
    void removesManyTagsOfManyEntries();
    void holdsTheBoundOfBytes_data();
    void holdsTheBoundOfBytes();
    void doesNotKeepWhatIsLargerThanAShard();
    void keepsWhatIsDear();
    void countsAndMeasures();
    void holdsUnderConcurrentLoad();
    void neverGivesWhatWasInvalidated();
};

void TestMemoryCache::keepsAndSharesAnEntry()
{
    TestClock clock;
    MemoryCache cache(clock);
    QCOMPARE(cache.name(), "l1");
    const auto before = cache.get("a");
    QCOMPARE(before.outcome, Outcome::Miss);
    QVERIFY(!before.entry);
    const auto entry = entryOf("value", {"t"});
    QVERIFY(cache.set({"a", entry, {5s, 9s, 2s}, before.stamp}));
    const auto lookup = cache.get("a");
    QCOMPARE(lookup.outcome, Outcome::Hit);
    QCOMPARE(lookup.entry, entry); // the same one, not a copy
    QCOMPARE(lookup.life, (CacheLife{5s, 9s, 2s}));
    QCOMPARE(cache.getMany({"b", "a"}).last().entry, entry);
}

void TestMemoryCache::keepsNothingThatItRefuses()
{
    TestClock clock;
    MemoryCache cache(clock);
    const auto stamp = stampOf(cache);
    QVERIFY(!cache.set({"a", nullptr, {5s, 9s, 0s}, stamp}));
    QVERIFY(!cache.set(writeOf(QByteArray(513, 'k'), "v", stamp)));
    QVERIFY(cache.set(writeOf(QByteArray(512, 'k'), "v", stamp)));
    QVERIFY(has(cache, QByteArray(512, 'k')));
    QVERIFY(cache.set({"dead", entryOf("v"), {0s, 0s, 0s}, stamp}));
    QVERIFY(!has(cache, "dead"));
    QCOMPARE(cache.stats().droppedSets, 3U);
}

void TestMemoryCache::replacesAnEntry()
{
    TestClock clock;
    MemoryCache cache(clock);
    const auto stamp = stampOf(cache);
    QVERIFY(cache.set(writeOf("a", "old", stamp, {"x"})));
    const auto bytesBefore = cache.stats().bytes;
    QVERIFY(cache.set(writeOf("a", "newer", stamp, {"y"})));
    QCOMPARE(cache.get("a").entry->bytes, QByteArray("newer"));
    QCOMPARE(cache.stats().entries, 1U);
    QCOMPARE(cache.stats().bytes, bytesBefore + 2);
    QVERIFY(cache.invalidate({Scope::Tag, "x"}));
    QVERIFY(has(cache, "a"));
    // A write without life takes the value away all the same: it is newer.
    QVERIFY(cache.set({"a", entryOf("v"), {0s, 0s, 0s}, stampOf(cache)}));
    QVERIFY(!has(cache, "a"));
    QCOMPARE(cache.stats().bytes, 0U);
}

void TestMemoryCache::countsLifeByTheClock()
{
    TestClock clock;
    MemoryCache cache(clock);
    QVERIFY(cache.set({"a", entryOf("v"), {5s, 9s, 1s}, stampOf(cache)}));
    clock.advance(4s);
    QCOMPARE(cache.get("a").life, (CacheLife{1s, 5s, 5s}));
    clock.advance(1s);
    const auto stale = cache.get("a");
    QCOMPARE(stale.outcome, Outcome::Hit);
    QCOMPARE(stale.life, (CacheLife{0s, 4s, 6s}));
    clock.advance(4s);
    QCOMPARE(cache.get("a").outcome, Outcome::Miss);
    const auto stats = cache.stats();
    QCOMPARE(stats.hits, 1U);
    QCOMPARE(stats.staleHits, 1U);
    QCOMPARE(stats.expirations, 1U);
    QCOMPARE(stats.entries, 0U);
    // A life beyond all measure neither overflows nor ends at once.
    constexpr auto Forever = std::chrono::milliseconds::max();
    QVERIFY(cache.set({"b", entryOf("v"), {Forever, Forever, Forever}, stampOf(cache)}));
    clock.advance(24h);
    QVERIFY(cache.get("b").life.fresh > 24h);
}

void TestMemoryCache::sweepsExpiredEntriesLittleByLittle()
{
    TestClock clock;
    MemoryCache cache(clock, 10'000'000);
    const auto stamp = stampOf(cache);
    for (int i = 0; i < 100; ++i)
        QVERIFY(cache.set({QByteArray::number(i), entryOf("v"), {1s, 1s, 0s}, stamp}));
    clock.advance(1s);
    for (int i = 0; i < 100; ++i)
        QVERIFY(cache.set(writeOf("live" + QByteArray::number(i), "v", stamp)));
    QCOMPARE(cache.stats().entries, 100U);
    QCOMPARE(cache.stats().expirations, 100U);
    for (int i = 0; i < 100; ++i)
        QVERIFY(has(cache, "live" + QByteArray::number(i)));
}

void TestMemoryCache::anInvalidationDuringAComputationWins_data()
{
    QTest::addColumn<CacheInvalidation>("invalidation");
    QTest::addColumn<bool>("isRefused");
    QTest::newRow("the key") << CacheInvalidation{Scope::Key, "a"} << true;
    QTest::newRow("another key") << CacheInvalidation{Scope::Key, "b"} << false;
    QTest::newRow("a tag of its") << CacheInvalidation{Scope::Tag, "t2"} << true;
    QTest::newRow("another tag") << CacheInvalidation{Scope::Tag, "t3"} << false;
    QTest::newRow("a tag named as the key") << CacheInvalidation{Scope::Tag, "a"} << false;
    QTest::newRow("everything") << CacheInvalidation{Scope::All, {}} << true;
}

void TestMemoryCache::anInvalidationDuringAComputationWins()
{
    QFETCH(CacheInvalidation, invalidation);
    QFETCH(bool, isRefused);
    TestClock clock;
    MemoryCache cache(clock);
    const auto before = cache.get("a").stamp;
    QVERIFY(cache.invalidate(invalidation));
    QVERIFY(cache.set(writeOf("a", "of before", before, {"t1", "t2"})));
    QCOMPARE(has(cache, "a"), !isRefused);
    QCOMPARE(cache.stats().refusedSets, isRefused ? 1U : 0U);
    QVERIFY(cache.set(writeOf("a", "of after", stampOf(cache), {"t1", "t2"})));
    QCOMPARE(cache.get("a").entry->bytes, QByteArray("of after"));
    QCOMPARE(cache.stats().invalidations, 1U);
}

void TestMemoryCache::anInvalidationRemovesWhatItNames()
{
    TestClock clock;
    MemoryCache cache(clock);
    const auto fill = [&cache] {
        const auto stamp = stampOf(cache);
        QVERIFY(cache.set(writeOf("a", "1", stamp, {"x"})));
        QVERIFY(cache.set(writeOf("b", "2", stamp, {"x", "y", "x"})));
        QVERIFY(cache.set(writeOf("c", "3", stamp, {"y"})));
        QVERIFY(cache.set(writeOf("d", "4", stamp)));
    };
    const auto left = [&cache] {
        QByteArray keys;
        for (const auto &key : {QByteArray("a"), QByteArray("b"), QByteArray("c"), QByteArray("d")})
            keys += has(cache, key) ? key : QByteArray();
        return keys;
    };
    fill();
    QVERIFY(cache.invalidate({Scope::Key, "d"}));
    QCOMPARE(left(), QByteArray("abc"));
    QVERIFY(cache.invalidate({Scope::Tag, "x"}));
    QCOMPARE(left(), QByteArray("c"));
    fill();
    QCOMPARE(left(), QByteArray("abcd"));
    QVERIFY(cache.invalidate({Scope::Tag, "y"}));
    QCOMPARE(left(), QByteArray("ad"));
    QVERIFY(cache.invalidate({Scope::All, {}}));
    QCOMPARE(left(), QByteArray());
    QCOMPARE(cache.stats().bytes, 0U);
}

void TestMemoryCache::forgottenMarksRefuseWhatIsOlder()
{
    MemoryMarks marks(4);
    for (quint64 i = 1; i <= 4; ++i)
        marks.markKey(100 + i, i);
    QVERIFY(marks.refuses(101, {}, 0));
    QVERIFY(!marks.refuses(101, {}, 1));
    QVERIFY(!marks.refuses(999, {}, 0));
    marks.markTag(7, 5); // the mark of stamp 1 gives way
    QCOMPARE(marks.count(), size_t{4});
    QVERIFY(marks.refuses(999, {}, 0)); // nobody knows whether it was that one
    QVERIFY(!marks.refuses(999, {}, 1));
    QVERIFY(marks.refuses(999, {3, 7}, 4));
    QVERIFY(!marks.refuses(7, {}, 4)); // a key is not a tag
    for (quint64 i = 6; i < 1000; ++i)
        marks.markKey(104, i); // always the same: it needs one place
    QVERIFY(marks.count() <= 4);
    QVERIFY(marks.refuses(104, {}, 998));
    QVERIFY(!marks.refuses(104, {}, 999));
    marks.markAll(1000);
    QCOMPARE(marks.count(), size_t{0});
    QVERIFY(marks.refuses(1, {}, 999));
    QVERIFY(!marks.refuses(1, {}, 1000));
    // Told late:
    marks.markAll(500);
    QVERIFY(marks.refuses(1, {}, 999));

    TestClock clock;
    MemoryCache cache(clock, 1'000'000, 1);
    const auto before = stampOf(cache);
    for (int i = 0; i < 3000; ++i)
        QVERIFY(cache.invalidate({Scope::Key, QByteArray::number(i)}));
    QVERIFY(cache.set(writeOf("0", "of before", before)));
    QVERIFY(!has(cache, "0"));
    QVERIFY(cache.set(writeOf("0", "of after", stampOf(cache))));
    QVERIFY(has(cache, "0"));
}

void TestMemoryCache::removesManyTagsOfManyEntries()
{
    // Against a plain list of what should be there, over random writes and invalidations.
    TestClock clock;
    MemoryCache cache(clock, 50'000'000);
    std::mt19937 random(7);
    QHash<QByteArray, QByteArrayList> expected;
    for (int step = 0; step < 5'000; ++step) {
        const auto key = QByteArray::number(random() % 300);
        if (random() % 10 != 0) {
            QByteArrayList tags;
            for (auto n = random() % 4; n > 0; --n)
                tags.append("t" + QByteArray::number(random() % 20));
            QVERIFY(cache.set(writeOf(key, key, stampOf(cache), tags)));
            expected[key] = tags;
        } else if (random() % 2 == 0) {
            QVERIFY(cache.invalidate({Scope::Key, key}));
            expected.remove(key);
        } else {
            const auto tag = "t" + QByteArray::number(random() % 20);
            QVERIFY(cache.invalidate({Scope::Tag, tag}));
            expected.removeIf([&tag](const auto &entry) { return entry.value().contains(tag); });
        }
        if (step % 500 == 0) {
            QCOMPARE(cache.stats().entries, static_cast<quint64>(expected.size()));
            for (int i = 0; i < 300; ++i)
                QCOMPARE(has(cache, QByteArray::number(i)), expected.contains(QByteArray::number(i)));
        }
    }
}

void TestMemoryCache::holdsTheBoundOfBytes_data()
{
    QTest::addColumn<quint64>("capacity");
    QTest::addColumn<int>("shards");
    QTest::newRow("nothing") << quint64{0} << 0;
    QTest::newRow("one byte") << quint64{1} << 0;
    QTest::newRow("one entry or so") << quint64{1'000} << 0;
    QTest::newRow("three entries or so") << quint64{3'000} << 0;
    QTest::newRow("more shards than bytes") << quint64{3} << 16;
    QTest::newRow("100 kB in 4 shards") << quint64{100'000} << 4;
    QTest::newRow("1 MB") << quint64{1'000'000} << 0;
}

void TestMemoryCache::holdsTheBoundOfBytes()
{
    QFETCH(quint64, capacity);
    QFETCH(int, shards);
    TestClock clock;
    MemoryCache cache(clock, capacity, shards);
    std::mt19937 random(1);
    quint64 kept = 0;
    for (int i = 0; i < 6'000; ++i) {
        const auto key = QByteArray::number(random() % 2000);
        const auto lookup = cache.get(key);
        if (lookup.outcome == Outcome::Hit) {
            QVERIFY(lookup.entry->bytes.startsWith(key + ':'));
            ++kept;
            continue;
        }
        auto entry = std::make_shared<CacheEntry>();
        entry->bytes = key + ':' + QByteArray(static_cast<int>(random() % 200), 'v');
        entry->objectBytes = static_cast<qint64>(random() % 500);
        entry->tags = {"t" + QByteArray::number(random() % 10)};
        entry->cost.seconds = static_cast<double>(random() % 100) / 10;
        QVERIFY(cache.set({key, entry, {5min, 5min, 0s}, lookup.stamp}));
        QVERIFY(cache.stats().bytes <= capacity);
    }
    const auto stats = cache.stats();
    QVERIFY(stats.capacity <= capacity);
    QCOMPARE(stats.hits, kept);
    QCOMPARE(kept > 0, capacity >= 1'000);
    QVERIFY(cache.invalidate({Scope::All, {}}));
    QCOMPARE(cache.stats().bytes, 0U);
    QCOMPARE(cache.stats().entries, 0U);
}

void TestMemoryCache::doesNotKeepWhatIsLargerThanAShard()
{
    TestClock clock;
    MemoryCache cache(clock, 40'000, 4);
    const auto stamp = stampOf(cache);
    QVERIFY(cache.set(writeOf("a", QByteArray(5'000, 'v'), stamp)));
    QVERIFY(has(cache, "a"));
    QVERIFY(cache.set(writeOf("a", QByteArray(10'000, 'v'), stamp)));
    QVERIFY(!has(cache, "a")); // nor is the former value given, which is out of date
    QCOMPARE(cache.stats().droppedSets, 1U);
    auto entry = std::make_shared<CacheEntry>();
    entry->objectBytes = std::numeric_limits<qint64>::max() / 2;
    QVERIFY(cache.set({"b", entry, {5s, 5s, 0s}, stamp}));
    QVERIFY(!has(cache, "b"));
    QCOMPARE(cache.stats().droppedSets, 2U);
}

void TestMemoryCache::keepsWhatIsDear()
{
    // Half of the keys cost a hundred times as much as the other half and are asked for as often: they must be the ones kept.
    TestClock clock;
    MemoryCache cache(clock, 90'000, 1);
    std::mt19937 random(3);
    int dearHits = 0;
    int cheapHits = 0;
    for (int i = 0; i < 40'000; ++i) {
        const auto number = random() % 200;
        const bool isDear = number % 2 == 0;
        const auto key = QByteArray::number(number);
        const auto lookup = cache.get(key);
        if (lookup.outcome == Outcome::Hit)
            ++(isDear ? dearHits : cheapHits);
        else
            QVERIFY(cache.set({key, entryOf("v", {}, isDear ? 10 : 0.1), {5min, 5min, 0s}, lookup.stamp}));
    }
    QVERIFY2(dearHits > 17'000, qPrintable(QString::number(dearHits)));
    QVERIFY2(cheapHits < 5'000, qPrintable(QString::number(cheapHits)));
}

void TestMemoryCache::countsAndMeasures()
{
    TestClock clock;
    MemoryCache cache(clock, 3'000, 1);
    for (int i = 0; i < 640; ++i) {
        const auto key = QByteArray::number(i);
        const auto stamp = cache.get(key).stamp;
        QVERIFY(cache.set(writeOf(key, "v", stamp)));
    }
    const auto stats = cache.stats();
    QVERIFY(stats.isAvailable);
    QCOMPARE(stats.misses, 640U);
    QCOMPARE(stats.sets, 640U);
    QCOMPARE(stats.evictions + stats.droppedSets + stats.entries, 640U);
    QVERIFY(stats.entries >= 3);
    QVERIFY(stats.bytes <= 3'000);
    QCOMPARE(stats.getLatency.total, 10U);
    QVERIFY(stats.setLatency.total > 0);
    QVERIFY(stats.getLatency.sumSeconds > 0);
}

void TestMemoryCache::holdsUnderConcurrentLoad()
{
    SystemClock clock;
    constexpr quint64 Capacity = 400'000;
    MemoryCache cache(clock, Capacity, 4);
    std::atomic<int> wrong{0};
    std::atomic<bool> isOver{false};
    std::vector<std::thread> threads;
    for (unsigned worker = 0; worker < 4; ++worker) {
        threads.emplace_back([&, worker] {
            std::mt19937 random(worker);
            for (int i = 0; i < 8'000; ++i) {
                const auto key = QByteArray::number(random() % 3000);
                const auto lookup = cache.get(key);
                if (lookup.outcome == Outcome::Hit) {
                    if (!lookup.entry->bytes.startsWith(key + ':'))
                        ++wrong;
                } else {
                    const auto bytes = key + ':' + QByteArray(static_cast<int>(random() % 300), 'v');
                    if (!cache.set({key,
                                    entryOf(bytes, {"t" + QByteArray::number(random() % 9)}),
                                    {1h, 1h, 0s},
                                    lookup.stamp}))
                        ++wrong;
                }
                if (random() % 500 == 0 && !cache.invalidate({Scope::Tag, "t" + QByteArray::number(random() % 9)}))
                    ++wrong;
            }
        });
    }
    std::thread watcher([&] {
        while (!isOver) {
            if (cache.stats().bytes > Capacity)
                ++wrong;
            std::this_thread::yield();
        }
    });
    for (auto &thread : threads)
        thread.join();
    isOver = true;
    watcher.join();
    QCOMPARE(wrong.load(), 0);
    const auto stats = cache.stats();
    QCOMPARE(stats.hits + stats.misses, 32'000U);
    QVERIFY(stats.hits > 0);
}

void TestMemoryCache::neverGivesWhatWasInvalidated()
{
    // One thread raises the version of the truth and invalidates; after that nobody may be given an older one, whatever the
    // computations that are under way write.
    SystemClock clock;
    MemoryCache cache(clock, 1'000'000, 2);
    constexpr int Keys = 8;
    struct Truth {
        std::atomic<int> version{0};     ///< what a computation reads
        std::atomic<int> invalidated{0}; ///< versions below were invalidated, and that has returned
    };
    std::array<Truth, Keys> truths;
    std::atomic<int> wrong{0};
    std::atomic<bool> isOver{false};
    const auto keyOf = [](int i) { return "k" + QByteArray::number(i); };
    const auto tagOf = [](int i) { return "t" + QByteArray::number(i); };
    std::vector<std::thread> readers;
    for (unsigned worker = 0; worker < 3; ++worker) {
        readers.emplace_back([&, worker] {
            std::mt19937 random(worker);
            while (!isOver) {
                const auto i = static_cast<int>(random() % Keys);
                auto &truth = truths[static_cast<size_t>(i)];
                const auto least = truth.invalidated.load();
                const auto lookup = cache.get(keyOf(i));
                if (lookup.outcome == Outcome::Hit) {
                    if (lookup.entry->bytes.toInt() < least)
                        ++wrong;
                    continue;
                }
                const auto computed = QByteArray::number(truth.version.load());
                if (random() % 2 == 0)
                    std::this_thread::yield();
                if (!cache.set({keyOf(i), entryOf(computed, {tagOf(i)}), {1h, 1h, 0s}, lookup.stamp}))
                    ++wrong;
            }
        });
    }
    std::mt19937 random(99);
    for (int step = 0; step < 4'000; ++step) {
        const auto i = static_cast<int>(random() % Keys);
        auto &truth = truths[static_cast<size_t>(i)];
        const auto version = ++truth.version;
        const auto kind = random() % 10;
        const auto status = cache.invalidate(kind == 0       ? CacheInvalidation{Scope::All, {}}
                                             : kind % 2 == 0 ? CacheInvalidation{Scope::Key, keyOf(i)}
                                                             : CacheInvalidation{Scope::Tag, tagOf(i)});
        if (!status)
            ++wrong;
        truth.invalidated = version;
        if (step % 10 == 0)
            std::this_thread::yield();
    }
    isOver = true;
    for (auto &reader : readers)
        reader.join();
    QCOMPARE(wrong.load(), 0);
}

QTEST_APPLESS_MAIN(TestMemoryCache)
#include "tst_memory_cache.moc"
