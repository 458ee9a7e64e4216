// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk_cache_fixture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

namespace {

QByteArray keyOf(int number)
{
    return "key/" + QByteArray::number(number);
}

/// Sizes around all borders: within a page, over several, compressed and not.
QByteArray valueOfNumber(int number)
{
    const auto size = 50 + (number * 1'709) % 20'000;
    return number % 2 == 0 ? valueOf(keyOf(number), 2, size) : noiseOf(keyOf(number), 2, size);
}

} // namespace

class TestDiskCacheFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void noWrongValueAfterTenThousandFlips();
    void noWrongValueWhileBytesFlip();
    void aWrongByteCostsOneEntry();
    void aFileThatIsNoDatabaseIsSetAside_data();
    void aFileThatIsNoDatabaseIsSetAside();
    void aTruncatedFileIsRebuiltWithoutStopping_data();
    void aTruncatedFileIsRebuiltWithoutStopping();
    void aDeletedFileIsBegunAnew();
    void oldStampsAreRefusedByANewFile();
    void aNewerFormatIsLeftAlone();
    void keepsTheNewestDamagedFileOnly();
    void aFolderThatCannotBeIsSaid();

private:
    void populate(int count);
    /// Hits, after having demanded that each is right.
    [[nodiscard]] int countHits(DiskCache &cache, int count, bool *isRight) const;
    [[nodiscard]] std::unique_ptr<DiskCache> open() const
    {
        return std::make_unique<DiskCache>(diskOptions(m_folder->path()), m_clock);
    }
    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("cache.sqlite")); }
    [[nodiscard]] QStringList setAside() const
    {
        return QDir(m_folder->path()).entryList({QStringLiteral("cache.sqlite.corrupt-*")}, QDir::Files);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<ShiftedClock> m_clock;
};

void TestDiskCacheFaults::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_shared<ShiftedClock>();
}

void TestDiskCacheFaults::populate(int count)
{
    auto cache = open();
    for (int version = 0; version < 2; ++version) {
        for (int i = 0; i < count; ++i)
            QVERIFY(put(*cache, keyOf(i), version == 0 ? noiseOf(keyOf(i), 1, 3'000) : valueOfNumber(i), {"tag"})
                        .has_value());
        QVERIFY(cache->flush(60s).has_value());
    }
    // Invalidated ones must not come back either.
    for (int i = count; i < count + 50; ++i)
        QVERIFY(put(*cache, keyOf(i), "gone", {"gone"}).has_value());
    QVERIFY(cache->flush(60s).has_value());
    QVERIFY(cache->invalidate({CacheInvalidation::Scope::Tag, "gone"}).has_value());
}

int TestDiskCacheFaults::countHits(DiskCache &cache, int count, bool *isRight) const
{
    int hits = 0;
    for (int i = 0; i < count + 50; ++i) {
        const auto bytes = bytesOf(cache, keyOf(i));
        if (bytes.isNull())
            continue;
        ++hits;
        if (i >= count || bytes != valueOfNumber(i)) {
            qWarning("wrong value of key %d", i);
            *isRight = false;
        }
    }
    return hits;
}

void TestDiskCacheFaults::noWrongValueAfterTenThousandFlips()
{
    constexpr int Count = 150;
    constexpr int Rounds = 200;
    constexpr int FlipsOfRound = 50;
    populate(Count);
    QFile pristine(file());
    QVERIFY(pristine.open(QIODevice::ReadOnly));
    const auto bytes = pristine.readAll();
    pristine.close();
    QRandomGenerator random(20'261'126);
    int hits = 0;
    for (int round = 0; round < Rounds; ++round) {
        auto damaged = bytes;
        // Every other round aims at what holds the file together: the first pages.
        const auto range = round % 2 == 0 ? damaged.size() : std::min<qsizetype>(damaged.size(), 8 * 4'096);
        for (int flip = 0; flip < FlipsOfRound; ++flip) {
            auto &byte = damaged[random.bounded(range)];
            byte = char(byte ^ (1 << random.bounded(8)));
        }
        for (const auto *ending : {"-wal", "-shm"})
            QFile::remove(file() + QLatin1String(ending));
        QFile target(file());
        QVERIFY(target.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(target.write(damaged), damaged.size());
        target.close();
        auto cache = open();
        bool isRight = true;
        hits += countHits(*cache, Count, &isRight);
        QVERIFY2(isRight, QByteArray("round " + QByteArray::number(round)).constData());
        // And it goes on working.
        QVERIFY(eventually([&] {
            (void)put(*cache, "new", "new");
            return bytesOf(*cache, "new") == "new" && cache->flush(30s).has_value() && bytesOf(*cache, "new") == "new";
        }));
    }
    QVERIFY2(hits > Rounds * Count / 20, QByteArray::number(hits).constData());
}

void TestDiskCacheFaults::noWrongValueWhileBytesFlip()
{
    constexpr int Count = 100;
    populate(Count);
    auto cache = open();
    QRandomGenerator random(7);
    for (int round = 0; round < 60; ++round) {
        QFile target(file());
        if (target.open(QIODevice::ReadWrite) && target.size() > 0) {
            for (int flip = 0; flip < 5; ++flip) {
                const auto place = random.bounded(target.size());
                target.seek(place);
                char byte = 0;
                target.getChar(&byte);
                target.seek(place);
                target.putChar(char(byte ^ (1 << random.bounded(8))));
            }
            target.close();
        }
        bool isRight = true;
        (void)countHits(*cache, Count, &isRight);
        QVERIFY2(isRight, QByteArray("round " + QByteArray::number(round)).constData());
        for (int i = round % 7; i < Count; i += 7)
            (void)put(*cache, keyOf(i), valueOfNumber(i));
        (void)cache->flush(30s);
    }
}

void TestDiskCacheFaults::aWrongByteCostsOneEntry()
{
    populate(100);
    QFile target(file());
    QVERIFY(target.open(QIODevice::ReadWrite));
    const auto bytes = target.readAll();
    const auto place = bytes.indexOf(valueOfNumber(51).mid(30, 200));
    QVERIFY(place > 0);
    target.seek(place);
    target.putChar(char(bytes[place] ^ 4));
    target.close();
    auto cache = open();
    QCOMPARE(cache->get(keyOf(51)).outcome, CacheLookup::Outcome::Miss);
    QVERIFY(cache->stats().errors >= 1);
    bool isRight = true;
    QCOMPARE(countHits(*cache, 100, &isRight), 99);
    QVERIFY(isRight);
    // The entry goes with the next batch, and the file stays.
    QVERIFY(eventually([&] {
        (void)put(*cache, "any", "v");
        (void)cache->flush(30s);
        return cache->stats().entries == 100u;
    }));
    QVERIFY(setAside().isEmpty());
    QVERIFY(put(*cache, keyOf(51), "new").has_value());
    QCOMPARE(bytesOf(*cache, keyOf(51)), QByteArray("new"));
}

void TestDiskCacheFaults::aFileThatIsNoDatabaseIsSetAside_data()
{
    QTest::addColumn<QByteArray>("contents");
    QTest::addColumn<int>("keptAside");
    QTest::newRow("text") << QByteArray("This is no database, but a text that someone has put here.").repeated(200)
                          << 1;
    QTest::newRow("a header without pages") << QByteArray("SQLite format 3\0", 16) << 1;
#ifdef Q_OS_WIN
    QTest::newRow("one byte") << QByteArray("x") << 1; // SQLite takes it for empty on POSIX systems alone
#else
    QTest::newRow("one byte: as good as empty") << QByteArray("x") << 0;
#endif
}

void TestDiskCacheFaults::aFileThatIsNoDatabaseIsSetAside()
{
    QFETCH(QByteArray, contents);
    QFETCH(int, keptAside);
    QFile target(file());
    QVERIFY(target.open(QIODevice::WriteOnly));
    target.write(contents);
    target.close();
    auto cache = open();
    QVERIFY(put(*cache, "k", "v").has_value());
    QVERIFY(cache->flush(30s).has_value());
    QCOMPARE(bytesOf(*cache, "k"), QByteArray("v"));
    QVERIFY(cache->stats().isAvailable);
    QCOMPARE(setAside().size(), keptAside);
}

void TestDiskCacheFaults::aTruncatedFileIsRebuiltWithoutStopping_data()
{
    QTest::addColumn<int>("percent");
    QTest::newRow("to nothing") << 0;
    QTest::newRow("to a tenth") << 10;
    QTest::newRow("to a half") << 50;
}

void TestDiskCacheFaults::aTruncatedFileIsRebuiltWithoutStopping()
{
    QFETCH(int, percent);
    populate(200);
    auto cache = open();
    QVERIFY(!bytesOf(*cache, keyOf(0)).isNull());
    QVERIFY(QFile::resize(file(), QFileInfo(file()).size() * percent / 100));
    bool isRight = true;
    (void)countHits(*cache, 200, &isRight);
    QVERIFY(isRight);
    QVERIFY(eventually([&] {
        for (int i = 0; i < 200; ++i)
            (void)put(*cache, keyOf(i), valueOfNumber(i));
        return cache->flush(30s).has_value() && countHits(*cache, 200, &isRight) == 200;
    }));
    QVERIFY(isRight);
    cache.reset();
    QCOMPARE(countHits(*open(), 200, &isRight), 200);
    QVERIFY(isRight);
}

void TestDiskCacheFaults::aDeletedFileIsBegunAnew()
{
#ifdef Q_OS_WIN
    QSKIP("a file that is open can't be deleted there");
#endif
    populate(10);
    auto cache = open();
    QVERIFY(!cache->poll().isGap);
    QVERIFY(!bytesOf(*cache, keyOf(1)).isNull());
    QVERIFY(QFile::remove(file()));
    QVERIFY(eventually([&] {
        (void)put(*cache, "k", "v");
        return cache->flush(30s).has_value() && QFileInfo::exists(file()) && bytesOf(*cache, "k") == "v";
    }));
    QVERIFY(bytesOf(*cache, keyOf(1)).isNull());
    QVERIFY(cache->poll().isGap);
    QVERIFY(setAside().isEmpty());
    cache.reset();
    QCOMPARE(bytesOf(*open(), "k"), QByteArray("v"));
}

void TestDiskCacheFaults::oldStampsAreRefusedByANewFile()
{
#ifdef Q_OS_WIN
    QSKIP("a file that is open can't be deleted there");
#endif
    populate(10);
    auto cache = open();
    for (int i = 0; i < 5; ++i)
        QVERIFY(cache->invalidate({CacheInvalidation::Scope::Tag, "t"}).has_value());
    const auto stamp = cache->get("k").stamp;
    QVERIFY(cache->invalidate({CacheInvalidation::Scope::Key, "k"}).has_value());
    QVERIFY(QFile::remove(file()));
    QVERIFY(eventually([&] { return bytesOf(*cache, keyOf(1)).isNull() && cache->poll().isGap; }));
    QVERIFY(cache->set({"k", entryOf("old"), usualLife(), stamp}).has_value());
    QVERIFY(bytesOf(*cache, "k").isNull());
    QVERIFY(cache->get("k").stamp > stamp);
}

void TestDiskCacheFaults::aNewerFormatIsLeftAlone()
{
    populate(10);
    QFile target(file());
    QVERIFY(target.open(QIODevice::ReadWrite));
    const auto setVersion = [&target](char version) {
        target.seek(60); // user_version, big-endian: the complement of the version, and the version
        target.write(QByteArray("\xff", 1) + char(~version) + '\0' + version);
    };
    setVersion(2);
    target.close();
    {
        auto cache = open();
        QCOMPARE(cache->get(keyOf(1)).outcome, CacheLookup::Outcome::Unavailable);
        QVERIFY(!cache->stats().isAvailable);
        QVERIFY(!cache->stats().unavailability.isEmpty());
    }
    QVERIFY(target.open(QIODevice::ReadWrite));
    setVersion(1);
    target.close();
    QVERIFY(!bytesOf(*open(), keyOf(1)).isNull());
}

void TestDiskCacheFaults::keepsTheNewestDamagedFileOnly()
{
    for (int i = 0; i < 3; ++i) {
        QFile target(file());
        QVERIFY(target.open(QIODevice::WriteOnly | QIODevice::Truncate));
        target.write(QByteArray("damage").repeated(1'000 + i));
        target.close();
        m_clock->advance(1h);
        QVERIFY(open()->stats().isAvailable);
    }
    QCOMPARE(setAside().size(), 1);
    QCOMPARE(QFileInfo(m_folder->filePath(setAside().first())).size(), 6 * 1'002);
}

void TestDiskCacheFaults::aFolderThatCannotBeIsSaid()
{
    QFile obstacle(m_folder->filePath(QStringLiteral("file")));
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    auto options = diskOptions(obstacle.fileName() + QStringLiteral("/cache"));
    DiskCache cache(options, m_clock);
    QCOMPARE(cache.get("k").outcome, CacheLookup::Outcome::Unavailable);
    QVERIFY(!cache.stats().isAvailable);
    QVERIFY(!cache.flush(30s).has_value());
}

QTEST_GUILESS_MAIN(TestDiskCacheFaults)
#include "tst_disk_cache_faults.moc"
