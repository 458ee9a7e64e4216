// SPDX-License-Identifier: GPL-3.0-or-later
// Many look-ups in a row, for which the disk level keeps a read transaction open.
#include "cache/disk/read_anchor.h"
#include "disk_cache_fixture.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <thread>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

class TestDiskCacheReads : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theyAnchorOnlyWhenTheyComeOneAfterTheOther();
    void theySeeEachInvalidationOfAnother();
    void theyAnchorNotWhileTheLogIsLong();
    void theyLetTheLogBeBegunAnew();

private:
    [[nodiscard]] std::unique_ptr<DiskCache> open() const
    {
        return std::make_unique<DiskCache>(diskOptions(m_folder->path()), m_clock);
    }
    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("cache.sqlite")); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<ShiftedClock> m_clock;
};

void TestDiskCacheReads::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_shared<ShiftedClock>();
}

void TestDiskCacheReads::theyAnchorOnlyWhenTheyComeOneAfterTheOther()
{
    QVERIFY(open()->flush(30s).has_value());
    ReadAnchor anchor(file(), 100ms);
    const auto isHeldAfter = [&](std::chrono::nanoseconds from, std::chrono::nanoseconds step, int count) {
        for (int i = 0; i < count; ++i)
            anchor.note(from + i * step);
        return anchor.isHeld();
    };
    QVERIFY(!isHeldAfter(1s, 10ms, 200));
    QVERIFY(isHeldAfter(10s, 10us, 200));
    anchor.releaseIfOver(10s + 3ms);
    QVERIFY(anchor.isHeld());
    QVERIFY(!isHeldAfter(10s + ReadAnchor::HoldTime + 1ms, 10us, 100)); // writers have their turn
    QVERIFY(isHeldAfter(10s + ReadAnchor::HoldTime + 10ms, 10us, 200));
    anchor.releaseIfOver(11s);
    QVERIFY(!anchor.isHeld());

    ReadAnchor ofNone(m_folder->filePath(QStringLiteral("none.sqlite")), 100ms);
    for (int i = 0; i < 200; ++i)
        ofNone.note(20s + i * 10us);
    QVERIFY(!ofNone.isHeld());
}

void TestDiskCacheReads::theyAnchorNotWhileTheLogIsLong()
{
    constexpr qint64 Long = 16'777'216;
    auto cache = open();
    QVERIFY(cache->flush(30s).has_value());
    ReadAnchor blocking(file(), 100ms);
    ReadAnchor anchor(file(), 100ms);
    const auto isHeldAt = [](ReadAnchor &which, std::chrono::nanoseconds now) {
        for (int i = 0; i < 200; ++i)
            which.note(now + i * 10us);
        return which.isHeld();
    };
    int entries = 0;
    const auto write = [&] {
        for (int i = 0; i < 50; ++i, ++entries) {
            const auto key = QByteArray::number(entries);
            if (!put(*cache, key, noiseOf(key, 0, 20'000)))
                return false;
        }
        return cache->flush(30s).has_value();
    };
    const auto logBytes = [&] { return QFileInfo(file() + QStringLiteral("-wal")).size(); };

    QVERIFY(isHeldAt(blocking, 10s));
    while (logBytes() <= Long)
        QVERIFY(write());
    QVERIFY(!isHeldAt(anchor, 20s));
    blocking.release(20s);
    QVERIFY(eventually([&] { return write() && logBytes() <= Long; }));
    QVERIFY(isHeldAt(anchor, 30s));
}

void TestDiskCacheReads::theySeeEachInvalidationOfAnother()
{
    auto cache = open();
    auto other = open();
    for (int round = 0; round < 30; ++round) {
        const auto value = QByteArray::number(round);
        QVERIFY(put(*other, "k", value, {"t"}).has_value());
        QVERIFY(other->flush(30s).has_value());
        for (int i = 0; i < 500; ++i)
            QCOMPARE(bytesOf(*cache, "k"), value);
        QVERIFY(other->invalidate({CacheInvalidation::Scope::Tag, "t"}).has_value());
        QVERIFY(bytesOf(*cache, "k").isNull());
    }
}

void TestDiskCacheReads::theyLetTheLogBeBegunAnew()
{
    constexpr int Batches = 120;
    constexpr int Entries = 50;
    constexpr qsizetype Bytes = 20'000;
    auto cache = open();
    auto other = open();
    QVERIFY(put(*other, "k", "v").has_value());
    QVERIFY(other->flush(30s).has_value());
    std::atomic<bool> isOver{false};
    std::thread reader([&] {
        while (!isOver)
            (void)cache->get("k");
    });
    qint64 largest = 0;
    bool isWritten = true;
    for (int batch = 0; batch < Batches; ++batch) {
        for (int i = 0; i < Entries; ++i) {
            const auto key = QByteArray::number(batch * Entries + i);
            isWritten = isWritten && put(*other, key, noiseOf(key, 0, Bytes)).has_value();
        }
        isWritten = isWritten && other->flush(30s).has_value();
        largest = std::max(largest, QFileInfo(file() + QStringLiteral("-wal")).size());
    }
    isOver = true;
    reader.join();
    QVERIFY(isWritten);
    QVERIFY2(largest < Batches * Entries * Bytes / 2, QByteArray::number(largest).constData());
}

QTEST_GUILESS_MAIN(TestDiskCacheReads)
#include "tst_disk_cache_reads.moc"
