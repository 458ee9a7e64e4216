// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/disk/disk_head.h"
#include "cache/disk/disk_marks.h"
#include "cache/disk/entry_codec.h"
#include "cache/disk/pending_invalidations.h"
#include "cache/disk/write_queue.h"

#include <QTest>

using namespace consultantos;
using namespace std::chrono_literals;

class TestDiskCacheParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void metaSurvivesItsEncoding();
    void cutOffMetaIsNone();
    void compressionFollowsSizeAndGain_data();
    void compressionFollowsSizeAndGain();
    void aFrameThatTellsAnotherSizeIsNone();
    void aDamagedHeadIsNone();
    void marksKnowTheNewestChange();
    void marksForgetUpToTheirFloor();
    void tooManyPendingBecomeAll();
    void theQueueDropsTheOldest();
    void aReplacedWriteOutlivesItsBatch();
};

void TestDiskCacheParts::metaSurvivesItsEncoding()
{
    const EntryMeta meta{{1, 2, 3, 4}, 77, 5, {0.25, -1}, {"a", "", QByteArray("\0b", 2)}, true, true};
    const auto decoded = EntryMeta::decode(meta.encode());
    QVERIFY(decoded.has_value());
    QVERIFY(*decoded == meta);
}

void TestDiskCacheParts::cutOffMetaIsNone()
{
    const auto bytes = EntryMeta{{1, 2, 3, 4}, 77, 5, {}, {"tag", "another"}, false, false}.encode();
    for (qsizetype size = 0; size < bytes.size(); ++size)
        QVERIFY(!EntryMeta::decode(QByteArrayView(bytes).first(size)).has_value());
    QVERIFY(!EntryMeta::decode(bytes + 'x').has_value());
}

void TestDiskCacheParts::compressionFollowsSizeAndGain_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isCompressed");
    QByteArray noise(20'000, Qt::Uninitialized);
    quint32 state = 1;
    for (auto &byte : noise) {
        state = state * 1'664'525u + 1'013'904'223u;
        byte = char(state >> 24);
    }
    QTest::newRow("small") << QByteArray(8'191, 'x') << false;
    QTest::newRow("from 8 KiB") << QByteArray(8'192, 'x') << true;
    QTest::newRow("no gain") << noise << false;
    QTest::newRow("a gain of less than an eighth") << noise + QByteArray(2'000, 'x') << false;
    QTest::newRow("a gain of a quarter") << noise.first(15'000) + QByteArray(5'000, 'x') << true;
}

void TestDiskCacheParts::compressionFollowsSizeAndGain()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isCompressed);
    EntryEncoder encoder;
    EntryDecoder decoder;
    const auto encoded = encoder.encode("k", CacheEntry{bytes, nullptr, 0, {}, {}, false}, {1, 1, 2, 3}, 1);
    const auto meta = EntryMeta::decode(encoded.meta);
    QVERIFY(meta.has_value());
    QCOMPARE(meta->isCompressed, isCompressed);
    QCOMPARE(encoded.value.size() < bytes.size(), isCompressed);
    QVERIFY(decoder.decode(*meta, encoded.value) == bytes);
    QCOMPARE(encoded.checksum, entryChecksum("k", encoded.meta, encoded.value));
    QVERIFY(encoded.checksum != entryChecksum("l", encoded.meta, encoded.value));
}

void TestDiskCacheParts::aFrameThatTellsAnotherSizeIsNone()
{
    EntryEncoder encoder;
    EntryDecoder decoder;
    const auto encoded =
        encoder.encode("k", CacheEntry{QByteArray(9'000, 'x'), nullptr, 0, {}, {}, false}, {1, 1, 2, 3}, 1);
    auto meta = EntryMeta::decode(encoded.meta);
    QVERIFY(meta.has_value());
    meta->rawBytes = 1LL << 40;
    QVERIFY(!decoder.decode(*meta, encoded.value).has_value());
    meta->rawBytes = -1;
    QVERIFY(!decoder.decode(*meta, encoded.value).has_value());
    meta->isCompressed = false;
    QVERIFY(!decoder.decode(*meta, encoded.value).has_value());
}

void TestDiskCacheParts::aDamagedHeadIsNone()
{
    const DiskHead head{1, 2, 3, 4, 5, -6, 7, 8};
    const auto bytes = head.encode();
    QVERIFY(DiskHead::decode(bytes) == head);
    for (qsizetype place = 0; place < bytes.size(); ++place) {
        auto damaged = bytes;
        damaged[place] = char(damaged[place] ^ 1);
        QVERIFY(!DiskHead::decode(damaged).has_value());
    }
    QVERIFY(!DiskHead::decode({}).has_value());
}

void TestDiskCacheParts::marksKnowTheNewestChange()
{
    DiskMarks marks;
    marks.reset(10, 1);
    marks.add({12, DiskChange::Scope::Key, "k", 0, 0});
    marks.add({11, DiskChange::Scope::Key, "k", 0, 0});
    marks.add({13, DiskChange::Scope::Tag, "t", 0, 0});
    QVERIFY(marks.isNamed("k", {}, 11));
    QVERIFY(!marks.isNamed("k", {}, 12));
    QVERIFY(marks.isNamed("x", {"s", "t"}, 12));
    QVERIFY(!marks.isNamed("x", {"s", "t"}, 13));
    QVERIFY(!marks.isNamed("t", {"k"}, 10));
    marks.add({14, DiskChange::Scope::All, {}, 0, 0});
    QVERIFY(marks.isNamed("x", {}, 13));
    QCOMPARE(marks.sequence(), 14u);
}

void TestDiskCacheParts::marksForgetUpToTheirFloor()
{
    DiskMarks marks;
    marks.reset(1, 1);
    marks.add({2, DiskChange::Scope::Key, "k", 0, 0});
    marks.add({3, DiskChange::Scope::Tag, "t", 0, 0});
    marks.raiseFloor(2);
    QVERIFY(!marks.isNamed("k", {}, 1));
    QVERIFY(marks.isRefused("k", {}, 1));
    QVERIFY(!marks.isRefused("k", {}, 2));
    QVERIFY(marks.isRefused("x", {"t"}, 2));
}

void TestDiskCacheParts::tooManyPendingBecomeAll()
{
    PendingInvalidations pending(3);
    for (const auto *key : {"a", "b", "c"})
        (void)pending.add({CacheInvalidation::Scope::Key, key});
    QVERIFY(!pending.isNamed("x", {}));
    const auto last = pending.add({CacheInvalidation::Scope::Key, "d"});
    QVERIFY(pending.isNamed("x", {}));
    (void)pending.add({CacheInvalidation::Scope::Tag, "t"});
    pending.finish(last);
    QVERIFY(pending.isFinished(last));
    QVERIFY(!pending.isNamed("x", {}));
    QVERIFY(pending.isNamed("x", {"t"}));
}

void TestDiskCacheParts::theQueueDropsTheOldest()
{
    WriteQueue queue(3, 1'000'000);
    const auto write = [](const QByteArray &key) {
        return QueuedWrite{key, std::make_shared<const CacheEntry>(), {}, 0, 0, false};
    };
    for (const auto *key : {"a", "b", "c"})
        QCOMPARE(queue.push(write(key)), 0);
    QCOMPARE(queue.push(write("a")), 0); // now the newest
    const auto batch = queue.beginBatch(1, 1'000'000);
    QCOMPARE(batch.front().key, QByteArray("b"));
    QCOMPARE(queue.push(write("d")), 1);
    QVERIFY(queue.find("b") != nullptr); // on its way already
    QVERIFY(queue.find("c") == nullptr);
    queue.finish(batch);
    QCOMPARE(queue.count(), 2);
}

void TestDiskCacheParts::aReplacedWriteOutlivesItsBatch()
{
    WriteQueue queue(10, 1'000'000);
    const auto write = [](const QByteArray &bytes) {
        return QueuedWrite{
            "k", std::make_shared<const CacheEntry>(CacheEntry{bytes, nullptr, 0, {}, {}, false}), {}, 0, 0, false};
    };
    QCOMPARE(queue.push(write("old")), 0);
    const auto batch = queue.beginBatch(10, 1'000'000);
    QCOMPARE(queue.push(write("new")), 0);
    queue.finish(batch);
    QVERIFY(queue.find("k") != nullptr);
    QCOMPARE(queue.find("k")->entry->bytes, QByteArray("new"));
    queue.finish(queue.beginBatch(10, 1'000'000));
    QVERIFY(queue.isEmpty());
    QCOMPARE(queue.bytes(), 0);
}

QTEST_APPLESS_MAIN(TestDiskCacheParts)
#include "tst_disk_cache_parts.moc"
