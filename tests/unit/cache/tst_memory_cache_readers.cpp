// SPDX-License-Identifier: GPL-3.0-or-later
// Level 1 as its readers see it, who take no lock: what they are given stays theirs, and writers never get in their way.
#include "base/clock.h"
#include "cache/memory/key_hash.h"
#include "cache/memory/memory_cache.h"
#include "cache/memory/memory_record_index.h"
#include "cache/memory/memory_record_pool.h"
#include "cache/memory/read_stripes.h"
#include "told_clock.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QSet>
#include <QString>
#include <QTest>

#include <atomic>
#include <bit>
#include <map>
#include <random>
#include <thread>

using namespace consultantos;
using namespace std::chrono_literals;
using Outcome = CacheLookup::Outcome;
using Scope = CacheInvalidation::Scope;

namespace {

CacheEntryPtr entryOf(const QByteArray &bytes, const QByteArrayList &tags = {})
{
    auto entry = std::make_shared<CacheEntry>();
    entry->bytes = bytes;
    entry->tags = tags;
    entry->cost.seconds = 1;
    return entry;
}

bool put(MemoryCache &cache, const QByteArray &key, const CacheEntryPtr &entry)
{
    return cache.set({key, entry, {1h, 1h, 0s}, cache.get("").stamp}).has_value();
}

} // namespace

class TestMemoryCacheReaders : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasHandedOutOutlivesTheCache();
    void whatIsRemovedIsFreedAtOnceWhereNobodyReads();
    void anEntryPutBackIsNotWrappedAgain();
    void keysOfAnyLengthAreTold();
    void hashesDiffer();
    void theIndexFindsWhatIsThere();
    void placesToReadAtAreClaimedByOne();
    void aRetiredThingWaitsForItsReaders();
    void blocksOutliveTheirPool();
    void renewedValuesAreCounted();
    void usesReachEviction();
    void readersAndWritersAtOnce();
};

void TestMemoryCacheReaders::whatWasHandedOutOutlivesTheCache()
{
    CacheEntryPtr kept;
    std::weak_ptr<const CacheEntry> alive;
    {
        TestClock clock;
        MemoryCache cache(clock);
        auto entry = entryOf("value");
        alive = entry;
        QVERIFY(put(cache, "a", entry));
        entry.reset();
        kept = cache.get("a").entry;
        QVERIFY(cache.invalidate({Scope::All, {}}));
        QCOMPARE(kept->bytes, QByteArray("value"));
        QVERIFY(put(cache, "b", entryOf("other")));
    }
    QCOMPARE(kept->bytes, QByteArray("value"));
    QVERIFY(!alive.expired());
    kept.reset();
    QVERIFY(alive.expired());
}

void TestMemoryCacheReaders::whatIsRemovedIsFreedAtOnceWhereNobodyReads()
{
    TestClock clock;
    MemoryCache cache(clock, 20'000, 1);
    auto entry = entryOf("value", {"t"});
    const std::weak_ptr<const CacheEntry> first = entry;
    QVERIFY(put(cache, "a", entry));
    entry = entryOf("newer", {"t"});
    const std::weak_ptr<const CacheEntry> second = entry;
    QVERIFY(put(cache, "a", entry));
    entry.reset();
    QVERIFY(first.expired());
    QVERIFY(!second.expired());
    QVERIFY(cache.invalidate({Scope::Tag, "t"}));
    QVERIFY(second.expired());
    std::vector<std::weak_ptr<const CacheEntry>> all;
    for (int i = 0; i < 500; ++i) {
        entry = entryOf("value");
        all.push_back(entry);
        QVERIFY(put(cache, QByteArray::number(i), entry));
        entry.reset();
    }
    const auto alive = std::count_if(all.begin(), all.end(), [](const auto &one) { return !one.expired(); });
    QCOMPARE(static_cast<quint64>(alive), cache.stats().entries);
}

void TestMemoryCacheReaders::anEntryPutBackIsNotWrappedAgain()
{
    TestClock clock;
    MemoryCache cache(clock);
    auto entry = entryOf("value");
    const auto owners = [&entry] { return entry.use_count(); };
    QVERIFY(put(cache, "a", entry));
    const auto before = owners();
    for (int i = 0; i < 10; ++i)
        QVERIFY(put(cache, "a", cache.get("a").entry));
    QCOMPARE(cache.get("a").entry, entry);
    QCOMPARE(owners(), before);
}

void TestMemoryCacheReaders::keysOfAnyLengthAreTold()
{
    TestClock clock;
    MemoryCache cache(clock, 50'000'000, 1);
    QByteArrayList keys;
    for (int size = 0; size <= 512; ++size) {
        QByteArray key(size, 'k');
        keys.append(key);
        // The same but for one byte: at the beginning, in the middle, at the end.
        for (const auto at : {0, size / 2, size - 1}) {
            if (at < 0 || at >= size)
                continue;
            auto other = key;
            other[at] = static_cast<char>('a' + at % 5);
            keys.append(other);
        }
    }
    for (const auto &key : keys)
        QVERIFY(put(cache, key, entryOf("of " + key)));
    for (const auto &key : keys) {
        const auto lookup = cache.get(key);
        QCOMPARE(lookup.outcome, Outcome::Hit);
        QCOMPARE(lookup.entry->bytes, "of " + key);
    }
    QCOMPARE(cache.stats().entries, static_cast<quint64>(QSet<QByteArray>(keys.begin(), keys.end()).size()));
}

void TestMemoryCacheReaders::hashesDiffer()
{
    std::mt19937_64 random(5);
    for (int round = 0; round < 20; ++round) {
        const auto seed = round == 0 ? 0 : random();
        QSet<quint64> hashes;
        int bits = 0;
        constexpr int Keys = 3'000;
        for (int i = 0; i < Keys; ++i) {
            const auto text = QByteArray::number(i);
            const auto hash = keyHash(text, seed);
            hashes.insert(hash);
            // A bit of the key changes about half of the hash's.
            auto near = text;
            near[0] = static_cast<char>(near[0] ^ 1);
            bits += std::popcount(hash ^ keyHash(near, seed));
        }
        QCOMPARE(hashes.size(), Keys);
        QVERIFY2(bits > 31 * Keys && bits < 33 * Keys, qPrintable(QString::number(bits)));
    }
    QVERIFY(keyHash("a", 1) != keyHash("a", 2));
    QVERIFY(keyHash(QByteArray(1, '\0'), 1) != keyHash(QByteArray(2, '\0'), 1));
}

void TestMemoryCacheReaders::theIndexFindsWhatIsThere()
{
    // Few hashes, so that many records stand in one another's way.
    MemoryRecordPool pool;
    MemoryRecordIndex index;
    std::mt19937 random(8);
    struct Kept {
        quint64 hash;
        MemoryRecord *record;
    };
    std::map<QByteArray, Kept> kept;
    const auto entry = entryOf("v");
    for (int step = 0; step < 20'000; ++step) {
        const auto number = random() % 200;
        const auto key = QByteArray::number(number);
        const quint64 hash = (number % 23) * 5 | quint64{number % 3} << 60;
        const auto place = kept.find(key);
        QCOMPARE(index.find(hash, key) != nullptr, place != kept.end());
        if (place == kept.end()) {
            auto *record = MemoryRecord::make(pool, key, entry, {}, 0);
            index.insert(hash, record);
            kept[key] = {hash, record};
        } else if (random() % 3 == 0) {
            auto *record = MemoryRecord::make(pool, key, entry, {}, 0);
            index.replace(hash, place->second.record, record);
            QCOMPARE(index.find(hash, key), record);
            QVERIFY(place->second.record->retire());
            place->second.record = record;
        } else {
            index.erase(hash, place->second.record);
            QVERIFY(place->second.record->retire());
            kept.erase(place);
        }
    }
    QVERIFY(!kept.empty());
    for (const auto &[key, one] : kept)
        QVERIFY(one.record->retire());
    QCOMPARE(entry.use_count(), 1);
}

void TestMemoryCacheReaders::placesToReadAtAreClaimedByOne()
{
    ReadStripes stripes;
    std::vector<std::unique_ptr<ReadStripes::Claim>> claims;
    QSet<ReadStripes::Stripe *> claimed;
    for (size_t i = 0; i < ReadStripes::Count; ++i) {
        claims.push_back(std::make_unique<ReadStripes::Claim>(stripes));
        QVERIFY(*claims.back());
        claimed.insert(&**claims.back());
    }
    QCOMPARE(claimed.size(), static_cast<qsizetype>(ReadStripes::Count));
    QVERIFY(!ReadStripes::Claim(stripes));
    QVERIFY(!ReadStripes::Claim(stripes, stripes.all()[0]));
    claims[3]->leave();
    QVERIFY(ReadStripes::Claim(stripes));
    claims.clear();
    QVERIFY(ReadStripes::Claim(stripes, stripes.all()[0]));
}

void TestMemoryCacheReaders::aRetiredThingWaitsForItsReaders()
{
    ReadStripes stripes;
    const auto before = stripes.retire();
    QVERIFY(before < stripes.oldestRead());
    ReadStripes::Claim early(stripes);
    const auto number = stripes.retire();
    QVERIFY(before < stripes.oldestRead());
    QVERIFY(number >= stripes.oldestRead());
    ReadStripes::Claim late(stripes);
    early.leave();
    QVERIFY(number < stripes.oldestRead()); // who came later can't have found it
    QVERIFY(stripes.retire() >= stripes.oldestRead());
}

void TestMemoryCacheReaders::blocksOutliveTheirPool()
{
    std::vector<CacheEntryPtr> handles;
    const auto entry = entryOf("v");
    {
        MemoryRecordPool pool;
        QSet<const void *> places;
        for (int i = 0; i < 3'000; ++i) {
            auto *record = MemoryRecord::make(pool, QByteArray(i % 513, 'k'), entry, {}, 0);
            QVERIFY(record->hasKey(QByteArray(i % 513, 'k')));
            QVERIFY(!record->hasKey(QByteArray((i + 1) % 513, 'k')));
            places.insert(record);
            auto handle = record->retire();
            if (i % 2 == 0)
                handles.push_back(handle);
        }
        QVERIFY(places.size() >= 1'500);
    }
    std::thread other([&handles] { handles.resize(700); });
    other.join();
    for (const auto &handle : handles)
        QCOMPARE(handle->bytes, QByteArray("v"));
    handles.clear();
    QCOMPARE(entry.use_count(), 1);
}

void TestMemoryCacheReaders::renewedValuesAreCounted()
{
    TestClock clock;
    constexpr quint64 Capacity = 60'000;
    MemoryCache cache(clock, Capacity, 1);
    std::mt19937 random(4);
    std::map<QByteArray, QByteArray> latest;
    int renewed = 0;
    for (int i = 0; i < 10'000; ++i) {
        const auto key = QByteArray::number(random() % 60);
        const auto before = cache.get(key);
        if (before.outcome == Outcome::Hit) {
            QCOMPARE(before.entry->bytes, latest.at(key));
            ++renewed;
        }
        const auto size = random() % 20 == 0 ? random() % 70'000 : random() % 800;
        latest[key] = QByteArray::number(i) + QByteArray(static_cast<int>(size), 'v');
        QVERIFY(put(cache, key, entryOf(latest[key], {"t"})));
        const auto after = cache.get(key);
        if (after.outcome == Outcome::Hit)
            QCOMPARE(after.entry->bytes, latest.at(key));
        QVERIFY(cache.stats().bytes <= Capacity);
    }
    QVERIFY(renewed > 3'000);
    quint64 bytes = 0;
    quint64 entries = 0;
    for (const auto &[key, value] : latest) {
        if (cache.get(key).outcome != Outcome::Hit)
            continue;
        ++entries;
        bytes += static_cast<quint64>(MemoryCache::chargeOf({key, entryOf(value, {"t"}), {}, 0}));
    }
    QCOMPARE(cache.stats().entries, entries);
    QCOMPARE(cache.stats().bytes, bytes);
    QVERIFY(cache.invalidate({Scope::All, {}}));
    QCOMPARE(cache.stats().bytes, 0U);
}

void TestMemoryCacheReaders::usesReachEviction()
{
    // Uses are noted by readers and told later: they must have been told when somebody has to go.
    TestClock clock;
    MemoryCache cache(clock, 60'000, 1);
    for (int i = 0; i < 40; ++i)
        QVERIFY(put(cache, QByteArray::number(i), entryOf("v")));
    const auto full = cache.stats().entries;
    for (int round = 0; round < 300; ++round) {
        for (int i = 0; i < 10; ++i)
            QCOMPARE(cache.get(QByteArray::number(i)).outcome, Outcome::Hit);
        QVERIFY(put(cache, "new" + QByteArray::number(round), entryOf("v")));
    }
    QCOMPARE(full, 40U);
    QVERIFY(cache.stats().evictions + cache.stats().droppedSets > 200);
    QCOMPARE(cache.stats().hits, 3'000U);
}

void TestMemoryCacheReaders::readersAndWritersAtOnce()
{
    // Many more readers than writers, on few keys: values are replaced, evicted, invalidated and expire under the readers'
    // eyes, the index grows, and no reader may be given what another key or an earlier version wrote.
    SystemClock clock;
    MemoryCache cache(clock, 300'000, 2);
    constexpr int Keys = 400;
    std::atomic<bool> isOver{false};
    std::atomic<int> wrong{0};
    std::atomic<quint64> hits{0};
    std::atomic<quint64> misses{0};
    std::array<std::atomic<int>, Keys> written{};
    const auto keyOf = [](int i) { return QByteArray(i % 60, 'k') + QByteArray::number(i); };
    std::vector<std::thread> threads;
    for (unsigned worker = 0; worker < 20; ++worker) { // more than there are places to read at
        threads.emplace_back([&, worker] {
            std::mt19937 random(worker);
            std::vector<CacheEntryPtr> held;
            while (!isOver) {
                const auto i = static_cast<int>(random() % (random() % 4 == 0 ? Keys : 20));
                const auto least = written[static_cast<size_t>(i)].load();
                const auto lookup = cache.get(keyOf(i));
                if (lookup.outcome != Outcome::Hit) {
                    ++misses;
                    continue;
                }
                ++hits;
                const auto parts = lookup.entry->bytes.split(' ');
                if (parts.size() != 2 || parts[0].toInt() != i || parts[1].toInt() < least)
                    ++wrong;
                if (held.size() < 100)
                    held.push_back(lookup.entry);
                else
                    held[random() % held.size()] = lookup.entry;
            }
            for (const auto &entry : held) {
                if (entry->bytes.split(' ').size() != 2)
                    ++wrong;
            }
        });
    }
    std::mt19937 random(77);
    for (int step = 1; step <= 20'000; ++step) {
        const auto i = static_cast<int>(random() % (random() % 2 == 0 ? Keys : 20));
        const auto key = keyOf(i);
        auto entry = entryOf(QByteArray::number(i) + ' ' + QByteArray::number(step), {"t" + QByteArray::number(i % 7)});
        const auto life = random() % 50 == 0 ? 1ms : 1h;
        if (!cache.set({key, entry, {life, life, 0s}, cache.get("").stamp}))
            ++wrong;
        written[static_cast<size_t>(i)] = step;
        if (step % 97 == 0 && !cache.invalidate({Scope::Key, key}))
            ++wrong;
        if (step % 331 == 0 && !cache.invalidate({Scope::Tag, "t" + QByteArray::number(i % 7)}))
            ++wrong;
        if (step % 1'999 == 0 && !cache.invalidate({Scope::All, {}}))
            ++wrong;
    }
    isOver = true;
    for (auto &thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
    const auto stats = cache.stats();
    QCOMPARE(stats.hits + stats.staleHits, hits.load());
    QCOMPARE(stats.misses, misses.load() + 20'000U); // get("") for a stamp
    QVERIFY(stats.hits > 1'000);
    QVERIFY(stats.bytes <= 300'000);
}

QTEST_APPLESS_MAIN(TestMemoryCacheReaders)
#include "tst_memory_cache_readers.moc"
