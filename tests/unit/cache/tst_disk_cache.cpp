// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk_cache_fixture.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

class TestDiskCache : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsAnEntryOverTheEndOfTheProgram_data();
    void keepsAnEntryOverTheEndOfTheProgram();
    void readsWhatIsStillQueued();
    void tellsWhatIsLeftOfALife();
    void staleThenGone();
    void keepsNothingThatWasInvalidatedSinceItsStamp_data();
    void keepsNothingThatWasInvalidatedSinceItsStamp();
    void invalidationsReachWhatIsWritten_data();
    void invalidationsReachWhatIsWritten();
    void clearGivesTheRoomBack();
    void feedTellsWhatOthersInvalidated();
    void feedTellsAGapWhereItsPlaceIsForgotten();
    void dropsTheOldestOfAFullQueue();
    void refusesWhatIsTooLarge();
    void staysWithinItsSizeUnderLoad();
    void keepsWhatIsDearAndRead();
    void removesExpiredEntriesGradually();
    void aClockSetBackProlongsNoLife_data();
    void aClockSetBackProlongsNoLife();
    void aClockSetBackBetweenRunsProlongsNoLife();
    void aClockSetForwardEndsLives();
    void invalidationsRaceWithWritesAndReads();

private:
    [[nodiscard]] std::unique_ptr<DiskCache> open() const { return open(diskOptions(m_folder->path())); }
    [[nodiscard]] std::unique_ptr<DiskCache> open(const DiskCacheOptions &options) const
    {
        return std::make_unique<DiskCache>(options, m_clock);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<ShiftedClock> m_clock;
};

void TestDiskCache::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_shared<ShiftedClock>();
}

void TestDiskCache::keepsAnEntryOverTheEndOfTheProgram_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("small") << QByteArray("value");
    QTest::newRow("not compressed: too small") << valueOf("k", 1, 8 * 1024 - 1);
    QTest::newRow("compressed") << valueOf("k", 1, 8 * 1024);
    QTest::newRow("compressed, large") << valueOf("k", 1, 3'000'000);
    QTest::newRow("not compressed: no gain") << noiseOf("k", 1, 300'000);
}

void TestDiskCache::keepsAnEntryOverTheEndOfTheProgram()
{
    QFETCH(QByteArray, bytes);
    const CacheEntry entry{bytes, nullptr, 0, {"company:tesla", ""}, {1.5, 70}, true};
    {
        auto cache = open();
        const auto stamp = cache->get("k").stamp;
        QVERIFY(cache->set({"k", std::make_shared<const CacheEntry>(entry), usualLife(), stamp}).has_value());
    }
    auto cache = open();
    const auto lookup = cache->get("k");
    QCOMPARE(lookup.outcome, CacheLookup::Outcome::Hit);
    QCOMPARE(lookup.entry->bytes, bytes);
    QCOMPARE(lookup.entry->tags, entry.tags);
    QVERIFY(lookup.entry->cost == entry.cost);
    QVERIFY(lookup.entry->isNegative);
    QCOMPARE(cache->stats().entries, 1u);
    QVERIFY(cache->stats().bytes > 0);
    QCOMPARE(cache->get("another").outcome, CacheLookup::Outcome::Miss);
}

void TestDiskCache::readsWhatIsStillQueued()
{
    auto options = diskOptions(m_folder->path());
    options.batchDelay = 10min;
    auto cache = open(options);
    QVERIFY(put(*cache, "k", "one").has_value());
    QCOMPARE(bytesOf(*cache, "k"), QByteArray("one"));
    QVERIFY(put(*cache, "k", "two").has_value());
    QCOMPARE(bytesOf(*cache, "k"), QByteArray("two"));
    QCOMPARE(cache->stats().entries, 0u);
    QVERIFY(cache->flush(30s).has_value());
    QCOMPARE(cache->stats().entries, 1u);
    QCOMPARE(bytesOf(*cache, "k"), QByteArray("two"));
}

void TestDiskCache::tellsWhatIsLeftOfALife()
{
    auto cache = open();
    QVERIFY(put(*cache, "k", "v", {}, {10min, 30min, 5min}).has_value());
    QVERIFY(cache->flush(30s).has_value());
    m_clock->advance(4min);
    const auto life = cache->get("k").life;
    const auto isNear = [](std::chrono::milliseconds is, std::chrono::milliseconds expected) {
        return is <= expected + 1min && is >= expected - 1min;
    };
    QVERIFY(isNear(life.fresh, 6min));
    QVERIFY(isNear(life.usable, 26min));
    QVERIFY(isNear(life.age, 9min));
    QVERIFY(life.fresh <= 6min);
}

void TestDiskCache::staleThenGone()
{
    auto cache = open();
    QVERIFY(put(*cache, "k", "v", {}, {10min, 30min, 0min}).has_value());
    QVERIFY(cache->flush(30s).has_value());
    m_clock->advance(11min);
    const auto stale = cache->get("k");
    QCOMPARE(stale.outcome, CacheLookup::Outcome::Hit);
    QCOMPARE(stale.life.fresh, 0ms);
    m_clock->advance(20min);
    QCOMPARE(cache->get("k").outcome, CacheLookup::Outcome::Miss);
    QCOMPARE(cache->stats().staleHits, 1u);
    QCOMPARE(cache->stats().expirations, 1u);
}

void TestDiskCache::keepsNothingThatWasInvalidatedSinceItsStamp_data()
{
    QTest::addColumn<int>("scope");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("isKept");
    using Scope = CacheInvalidation::Scope;
    QTest::newRow("its key") << int(Scope::Key) << QByteArray("k") << false;
    QTest::newRow("its tag") << int(Scope::Tag) << QByteArray("t2") << false;
    QTest::newRow("all") << int(Scope::All) << QByteArray() << false;
    QTest::newRow("another key") << int(Scope::Key) << QByteArray("t2") << true;
    QTest::newRow("another tag") << int(Scope::Tag) << QByteArray("k") << true;
}

void TestDiskCache::keepsNothingThatWasInvalidatedSinceItsStamp()
{
    QFETCH(int, scope);
    QFETCH(QByteArray, name);
    QFETCH(bool, isKept);
    auto cache = open();
    const auto stamp = cache->get("k").stamp;
    QVERIFY(cache->invalidate({CacheInvalidation::Scope(scope), name}).has_value());
    QVERIFY(cache->set({"k", entryOf("old", {"t1", "t2"}), usualLife(), stamp}).has_value());
    QCOMPARE(bytesOf(*cache, "k").isNull(), !isKept);
    QCOMPARE(cache->stats().refusedSets, isKept ? 0u : 1u);
    QVERIFY(put(*cache, "k", "new", {"t1", "t2"}).has_value());
    QCOMPARE(bytesOf(*cache, "k"), QByteArray("new"));
    cache.reset();
    QCOMPARE(bytesOf(*open(), "k"), QByteArray("new"));
}

void TestDiskCache::invalidationsReachWhatIsWritten_data()
{
    QTest::addColumn<bool>("isFlushed");
    QTest::addColumn<int>("scope");
    QTest::addColumn<QByteArray>("name");
    using Scope = CacheInvalidation::Scope;
    for (const bool isFlushed : {false, true}) {
        const QByteArray place = isFlushed ? "file, " : "queue, ";
        QTest::newRow((place + "key").constData()) << isFlushed << int(Scope::Key) << QByteArray("k");
        QTest::newRow((place + "tag").constData()) << isFlushed << int(Scope::Tag) << QByteArray("t");
        QTest::newRow((place + "all").constData()) << isFlushed << int(Scope::All) << QByteArray();
    }
}

void TestDiskCache::invalidationsReachWhatIsWritten()
{
    QFETCH(bool, isFlushed);
    QFETCH(int, scope);
    QFETCH(QByteArray, name);
    auto cache = open();
    auto another = open();
    QVERIFY(put(*cache, "k", "v", {"t"}).has_value());
    QVERIFY(put(*cache, "other", "v", {"u"}).has_value());
    if (isFlushed) {
        QVERIFY(cache->flush(30s).has_value());
        QCOMPARE(bytesOf(*another, "k"), QByteArray("v"));
    }
    QVERIFY(cache->invalidate({CacheInvalidation::Scope(scope), name}).has_value());
    QVERIFY(bytesOf(*cache, "k").isNull());
    QVERIFY(bytesOf(*another, "k").isNull());
    const bool isAll = CacheInvalidation::Scope(scope) == CacheInvalidation::Scope::All;
    QCOMPARE(bytesOf(*cache, "other").isNull(), isAll);
    // The sweep takes the room back.
    QVERIFY(cache->flush(30s).has_value());
    QVERIFY(eventually([&] { return cache->stats().entries == (isAll ? 0u : 1u); }));
    cache.reset();
    another.reset();
    QVERIFY(bytesOf(*open(), "k").isNull());
}

void TestDiskCache::clearGivesTheRoomBack()
{
    auto cache = open();
    for (int i = 0; i < 300; ++i)
        QVERIFY(put(*cache, "k" + QByteArray::number(i), noiseOf("k", i, 60'000)).has_value());
    QVERIFY(cache->flush(30s).has_value());
    QCOMPARE(cache->stats().entries, 300u);
    QVERIFY(cache->stats().bytes > 300u * 60'000u);
    QVERIFY(cache->invalidate({CacheInvalidation::Scope::All, {}}).has_value());
    QCOMPARE(cache->stats().entries, 0u);
    QVERIFY(cache->stats().bytes < 1'000'000u);
    // So does the file, little by little; closing writes the log back.
    const auto path = m_folder->filePath(QStringLiteral("cache.sqlite"));
    QVERIFY(eventually([&] {
        cache.reset();
        const auto size = QFileInfo(path).size();
        cache = open();
        QTest::qWait(300);
        return size < 8'000'000;
    }));
}

void TestDiskCache::feedTellsWhatOthersInvalidated()
{
    auto one = open();
    auto two = open();
    QVERIFY(one->poll().invalidations.isEmpty());
    QVERIFY(two->poll().invalidations.isEmpty());
    using Scope = CacheInvalidation::Scope;
    const QList<CacheInvalidation> told{{Scope::Key, "k"}, {Scope::Tag, "t"}, {Scope::All, {}}};
    for (const auto &invalidation : told)
        QVERIFY(one->invalidate(invalidation).has_value());
    QVERIFY(one->poll().invalidations.isEmpty());
    const auto news = two->poll();
    QVERIFY(!news.isGap);
    QVERIFY(news.invalidations == told);
    QVERIFY(two->poll().invalidations.isEmpty());
    QVERIFY(two->invalidate({Scope::Key, "mine"}).has_value());
    QVERIFY(two->poll().invalidations.isEmpty());
    QCOMPARE(one->poll().invalidations.size(), 1);
}

void TestDiskCache::feedTellsAGapWhereItsPlaceIsForgotten()
{
    auto one = open();
    auto two = open();
    QVERIFY(!two->poll().isGap);
    const auto oldStamp = two->get("k").stamp;
    QVERIFY(one->invalidate({CacheInvalidation::Scope::Tag, "t"}).has_value());
    // Changes are forgotten after an hour, by a round that a write takes part in.
    m_clock->advance(61min);
    QVERIFY(one->invalidate({CacheInvalidation::Scope::Tag, "u"}).has_value());
    QVERIFY(eventually([&] {
        (void)put(*one, "any", "v");
        (void)one->flush(30s);
        (void)two->get("k");
        (void)two->set({"k", entryOf("old"), usualLife(), oldStamp});
        return two->stats().refusedSets > 0;
    }));
    QVERIFY(two->poll().isGap);
    QVERIFY(!two->poll().isGap);
}

void TestDiskCache::dropsTheOldestOfAFullQueue()
{
    auto options = diskOptions(m_folder->path());
    options.batchDelay = 10min;
    options.queueEntries = 10;
    options.queueBytes = 100'000;
    auto cache = open(options);
    for (int i = 0; i < 15; ++i)
        QVERIFY(put(*cache, "k" + QByteArray::number(i), "v").has_value());
    QCOMPARE(cache->stats().droppedSets, 5u);
    QVERIFY(bytesOf(*cache, "k4").isNull());
    QCOMPARE(bytesOf(*cache, "k5"), QByteArray("v"));
    QVERIFY(put(*cache, "large", QByteArray(95'000, 'x')).has_value());
    QVERIFY(cache->stats().droppedSets > 5u);
    QCOMPARE(bytesOf(*cache, "large").size(), 95'000);
}

void TestDiskCache::refusesWhatIsTooLarge()
{
    auto options = diskOptions(m_folder->path());
    options.capacity = 1'000'000;
    auto cache = open(options);
    QVERIFY(put(*cache, "k", QByteArray(200'000, 'x')).has_value());
    QCOMPARE(cache->stats().droppedSets, 1u);
    QVERIFY(bytesOf(*cache, "k").isNull());
    QVERIFY(!put(*cache, QByteArray(513, 'k'), "v").has_value());
    QVERIFY(!put(*cache, "", "v").has_value());
}

void TestDiskCache::staysWithinItsSizeUnderLoad()
{
    auto options = diskOptions(m_folder->path());
    options.capacity = 8'000'000;
    auto cache = open(options);
    constexpr int Count = 2'000;
    for (int i = 0; i < Count; ++i) {
        const auto key = "k" + QByteArray::number(i);
        (void)put(*cache, key, noiseOf(key, 0, 1'000 + (i * 7'919) % 30'000));
        if (i % 100 == 99) {
            QVERIFY(cache->flush(60s).has_value());
            // A batch is of 8 MiB at most.
            QVERIFY2(cache->stats().bytes <= 8'000'000u + 8u * 1'024 * 1'024,
                     QByteArray::number(cache->stats().bytes).constData());
        }
    }
    QVERIFY(eventually([&] {
        (void)put(*cache, "last", "v");
        (void)cache->flush(30s);
        return cache->stats().bytes <= 8'000'000u;
    }));
    QVERIFY(cache->stats().evictions > 1'000u);
    QVERIFY(cache->stats().bytes > 6'000'000u);
    QVERIFY(QFileInfo(m_folder->filePath(QStringLiteral("cache.sqlite"))).size() < 16'000'000);
    int hits = 0;
    for (int i = 0; i < Count; ++i) {
        const auto key = "k" + QByteArray::number(i);
        const auto bytes = bytesOf(*cache, key);
        QVERIFY(bytes.isNull() || bytes == noiseOf(key, 0, 1'000 + (i * 7'919) % 30'000));
        hits += bytes.isNull() ? 0 : 1;
    }
    QVERIFY(hits > 100);
}

void TestDiskCache::keepsWhatIsDearAndRead()
{
    auto options = diskOptions(m_folder->path());
    options.capacity = 4'000'000;
    auto cache = open(options);
    const auto write = [&](const QByteArray &key, CacheCost cost) {
        const auto stamp = cache->get(key).stamp;
        QVERIFY(cache->set({key, entryOf(noiseOf(key, 0, 10'000), {}, cost), usualLife(), stamp}).has_value());
    };
    for (int i = 0; i < 50; ++i)
        write("dear" + QByteArray::number(i), {60, 0});
    for (int i = 0; i < 50; ++i)
        write("paid" + QByteArray::number(i), {0, 500'000});
    for (int i = 0; i < 2'000; ++i) {
        write("cheap" + QByteArray::number(i), {0.01, 0});
        if (i % 50 == 0)
            QVERIFY(cache->flush(60s).has_value());
    }
    QVERIFY(cache->flush(60s).has_value());
    int kept = 0;
    for (int i = 0; i < 50; ++i) {
        kept += bytesOf(*cache, "dear" + QByteArray::number(i)).isNull() ? 0 : 1;
        kept += bytesOf(*cache, "paid" + QByteArray::number(i)).isNull() ? 0 : 1;
    }
    // Without regard to cost a fifth would be left.
    QVERIFY2(kept >= 90, QByteArray::number(kept).constData());
}

void TestDiskCache::removesExpiredEntriesGradually()
{
    auto cache = open();
    for (int i = 0; i < 600; ++i)
        QVERIFY(put(*cache, "k" + QByteArray::number(i), "v", {}, {1min, 2min, 0min}).has_value());
    QVERIFY(cache->flush(30s).has_value());
    QCOMPARE(cache->stats().entries, 600u);
    // The next round through all of them has begun when this has passed; each write does its share, of 256 rows.
    m_clock->advance(31min);
    QVERIFY(eventually([&] {
        (void)put(*cache, "fresh", "v");
        (void)cache->flush(30s);
        return cache->stats().entries == 1u;
    }));
    QVERIFY(cache->stats().expirations >= 600u);
}

void TestDiskCache::aClockSetBackProlongsNoLife_data()
{
    QTest::addColumn<int>("minutesPassed");
    QTest::addColumn<int>("minutesBack");
    QTest::newRow("by more than its life") << 10 << 200;
    QTest::newRow("by little more than its life") << 1 << 121;
    QTest::newRow("by less than what has passed") << 50 << 30;
    QTest::newRow("before it was written") << 10 << 20;
}

void TestDiskCache::aClockSetBackProlongsNoLife()
{
    QFETCH(int, minutesPassed);
    QFETCH(int, minutesBack);
    auto cache = open();
    QVERIFY(put(*cache, "k", "v").has_value());
    QVERIFY(cache->flush(30s).has_value());
    m_clock->advance(std::chrono::minutes(minutesPassed));
    QVERIFY(put(*cache, "seen", "v").has_value());
    m_clock->setWall(-std::chrono::minutes(minutesBack));
    QCOMPARE(cache->get("k").outcome, CacheLookup::Outcome::Miss);
    // Life goes on by the new clock.
    QVERIFY(eventually([&] {
        (void)put(*cache, "k", "new");
        return bytesOf(*cache, "k") == "new";
    }));
    QVERIFY(cache->flush(30s).has_value());
    QVERIFY(bytesOf(*cache, "seen").isNull());
    QCOMPARE(bytesOf(*cache, "k"), QByteArray("new"));
    // And so it does for others.
    QCOMPARE(bytesOf(*open(), "k"), QByteArray("new"));
}

void TestDiskCache::aClockSetBackBetweenRunsProlongsNoLife()
{
    QVERIFY(put(*open(), "k", "v").has_value());
    m_clock->advance(50min);
    QVERIFY(put(*open(), "later", "v").has_value());
    m_clock->setWall(-30min);
    auto cache = open();
    QCOMPARE(cache->get("k").outcome, CacheLookup::Outcome::Miss);
    QCOMPARE(cache->get("later").outcome, CacheLookup::Outcome::Miss);
    QVERIFY(eventually([&] {
        (void)put(*cache, "k", "new");
        return bytesOf(*cache, "k") == "new";
    }));
}

void TestDiskCache::aClockSetForwardEndsLives()
{
    auto cache = open();
    QVERIFY(put(*cache, "k", "v").has_value());
    QVERIFY(cache->flush(30s).has_value());
    m_clock->setWall(24h);
    QCOMPARE(cache->get("k").outcome, CacheLookup::Outcome::Miss);
    QVERIFY(put(*cache, "k", "new").has_value());
    QCOMPARE(bytesOf(*cache, "k"), QByteArray("new"));
}

/// Each key has a truth that grows: a writer looks, reads the truth, and sets it; an invalidator makes the truth grow and
/// then invalidates. Once an invalidation has returned, no reader may see an older truth.
void TestDiskCache::invalidationsRaceWithWritesAndReads()
{
    constexpr int Keys = 8;
    struct Truth {
        std::atomic<int> version{0};
        std::atomic<int> invalidated{0}; ///< versions below are known to be gone
    };
    std::vector<Truth> truths(Keys);
    const auto keyOf = [](int key) { return "k" + QByteArray::number(key); };
    const auto tagOf = [](int key) { return "t" + QByteArray::number(key); };
    auto here = open();
    auto there = open(); // as another process would
    std::atomic<int> wrong{0};
    std::atomic<int> hits{0};
    std::atomic<bool> isOver{false};
    const auto work = [&](DiskCache &cache, int seed) {
        for (int i = 0; !isOver; ++i) {
            const int key = (i * 5 + seed) % Keys;
            auto &truth = truths[size_t(key)];
            const int least = truth.invalidated;
            const auto lookup = cache.get(keyOf(key));
            if (lookup.outcome == CacheLookup::Outcome::Hit) {
                ++hits;
                if (lookup.entry->bytes.toInt() < least)
                    ++wrong;
            } else if (lookup.outcome == CacheLookup::Outcome::Miss) {
                const int version = truth.version;
                (void)cache.set(
                    {keyOf(key), entryOf(QByteArray::number(version), {tagOf(key)}), usualLife(), lookup.stamp});
            }
        }
    };
    std::vector<std::thread> threads;
    threads.emplace_back([&] { work(*here, 0); });
    threads.emplace_back([&] { work(*here, 3); });
    threads.emplace_back([&] { work(*there, 1); });
    for (int i = 0; i < 400; ++i) {
        const int key = (i * 3) % Keys;
        auto &truth = truths[size_t(key)];
        const int version = ++truth.version;
        auto &cache = i % 2 == 0 ? *here : *there;
        const auto status = i % 3 == 0    ? cache.invalidate({CacheInvalidation::Scope::Key, keyOf(key)})
                            : i % 50 == 1 ? cache.invalidate({CacheInvalidation::Scope::All, {}})
                                          : cache.invalidate({CacheInvalidation::Scope::Tag, tagOf(key)});
        if (status)
            truth.invalidated = version;
    }
    isOver = true;
    for (auto &thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
    QVERIFY(hits > 0);
}

QTEST_GUILESS_MAIN(TestDiskCache)
#include "tst_disk_cache.moc"
