// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk_cache_fixture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

class TestDiskCacheProcesses : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aLockOfAnotherProcessHangsNobody();
    void aHoggedFileIsUnavailableAndComesBack();
    void aKilledProcessLosesOnlyWhatWasQueued();
    void twoProcessesWriteOneFile();
    void aProcessSeesWhatAnotherInvalidated_data();
    void aProcessSeesWhatAnotherInvalidated();

private:
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList &arguments) const
    {
        return startChild(QStringLiteral(CONSULTANTOS_DISK_CACHE_CHILD), arguments);
    }
    [[nodiscard]] std::unique_ptr<DiskCache> open() const
    {
        return std::make_unique<DiskCache>(diskOptions(m_folder->path()), m_clock);
    }
    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("cache.sqlite")); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<ShiftedClock> m_clock;
};

void TestDiskCacheProcesses::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_shared<ShiftedClock>();
}

void TestDiskCacheProcesses::aLockOfAnotherProcessHangsNobody()
{
    auto cache = open();
    QVERIFY(put(*cache, "k", "v", {"t"}).has_value());
    QVERIFY(put(*cache, "other", "v").has_value());
    QVERIFY(cache->flush(30s).has_value());
    const auto child = start({QStringLiteral("lock"), file()});
    QVERIFY(child != nullptr);

    QElapsedTimer timer;
    timer.start();
    // Reading goes on, writing is queued, and an invalidation that can't be written is obeyed here.
    QCOMPARE(bytesOf(*cache, "k"), QByteArray("v"));
    QVERIFY(put(*cache, "queued", "v").has_value());
    QCOMPARE(bytesOf(*cache, "queued"), QByteArray("v"));
    const auto status = cache->invalidate({CacheInvalidation::Scope::Tag, "t"});
    QVERIFY(!status.has_value());
    QCOMPARE(status.error().code, ErrorCode::Busy);
    QVERIFY(bytesOf(*cache, "k").isNull());
    QVERIFY(!cache->flush(300ms).has_value());
    QVERIFY(timer.elapsed() < 10'000);
    QVERIFY(!cache->stats().isAvailable);
    QVERIFY(cache->stats().unavailability.contains(QStringLiteral("another process")));
    QCOMPARE(bytesOf(*cache, "other"), QByteArray("v"));

    QVERIFY(endChild(*child));
    QVERIFY(eventually([&] { return cache->flush(30s).has_value() && cache->stats().isAvailable; }));
    QCOMPARE(bytesOf(*cache, "queued"), QByteArray("v"));
    QVERIFY(bytesOf(*cache, "k").isNull());
    QVERIFY(bytesOf(*open(), "k").isNull());
}

void TestDiskCacheProcesses::aHoggedFileIsUnavailableAndComesBack()
{
    QVERIFY(put(*open(), "k", "v").has_value());
    // Exclusive locking needs the file for itself: nobody has it open.
    const auto child = start({QStringLiteral("hog"), file()});
    QVERIFY(child != nullptr);
    QElapsedTimer timer;
    timer.start();
    auto cache = open();
    for (int i = 0; i < 200; ++i)
        QCOMPARE(cache->get("k").outcome, CacheLookup::Outcome::Unavailable);
    QVERIFY(!cache->stats().isAvailable);
    QVERIFY2(timer.elapsed() < 15'000, QByteArray::number(timer.elapsed()).constData());
    QVERIFY(endChild(*child));
    QVERIFY(eventually([&] { return bytesOf(*cache, "k") == "v" && cache->stats().isAvailable; }));
}

void TestDiskCacheProcesses::aKilledProcessLosesOnlyWhatWasQueued()
{
    for (int round = 0; round < 5; ++round) {
        const auto prefix = QByteArray(1, char('a' + round));
        const auto child = start({QStringLiteral("write"), m_folder->path(), QString::fromLatin1(prefix)});
        QVERIFY(child != nullptr);
        int last = -1;
        QVERIFY(eventually([&] {
            child->waitForReadyRead(50);
            while (child->canReadLine())
                last = child->readLine().trimmed().toInt();
            return last >= 50 + 37 * round;
        }));
        child->kill();
        QVERIFY(child->waitForFinished(30'000));
        while (child->canReadLine())
            last = std::max(last, child->readLine().trimmed().toInt());
        auto cache = open();
        for (int number = 0; number <= last; ++number) {
            const auto key = prefix + QByteArray::number(number);
            QCOMPARE(bytesOf(*cache, key), valueOf(key, 0, 20'000));
        }
        QVERIFY(cache->stats().isAvailable);
        QCOMPARE(cache->stats().errors, 0u);
    }
    QVERIFY(QDir(m_folder->path()).entryList({QStringLiteral("*corrupt*")}).isEmpty());
}

void TestDiskCacheProcesses::twoProcessesWriteOneFile()
{
    // All three begin with an empty folder, at once.
    const auto one = start({QStringLiteral("write"), m_folder->path(), QStringLiteral("a")});
    const auto two = start({QStringLiteral("write"), m_folder->path(), QStringLiteral("b")});
    QVERIFY(one != nullptr && two != nullptr);
    auto cache = open();
    int mine = 0;
    int lastOne = -1;
    int lastTwo = -1;
    QVERIFY(eventually([&] {
        const auto key = "c" + QByteArray::number(mine);
        if (put(*cache, key, valueOf(key, 0, 5'000)))
            ++mine;
        for (auto [child, last] : {std::pair(one.get(), &lastOne), std::pair(two.get(), &lastTwo)}) {
            child->waitForReadyRead(1);
            while (child->canReadLine())
                *last = child->readLine().trimmed().toInt();
        }
        return lastOne > 150 && lastTwo > 150 && mine > 50;
    }));
    QVERIFY(endChild(*one));
    QVERIFY(endChild(*two));
    QVERIFY(cache->flush(60s).has_value());
    for (int number = 0; number <= lastOne; ++number)
        QCOMPARE(bytesOf(*cache, "a" + QByteArray::number(number)),
                 valueOf("a" + QByteArray::number(number), 0, 20'000));
    for (int number = 0; number <= lastTwo; ++number)
        QCOMPARE(bytesOf(*cache, "b" + QByteArray::number(number)),
                 valueOf("b" + QByteArray::number(number), 0, 20'000));
    for (int number = 0; number < mine; ++number)
        QCOMPARE(bytesOf(*cache, "c" + QByteArray::number(number)),
                 valueOf("c" + QByteArray::number(number), 0, 5'000));
}

void TestDiskCacheProcesses::aProcessSeesWhatAnotherInvalidated_data()
{
    QTest::addColumn<bool>("isFlushed");
    QTest::addColumn<QString>("scope");
    QTest::addColumn<QString>("name");
    for (const bool isFlushed : {false, true}) {
        QTest::addRow("%s, key", isFlushed ? "file" : "queue")
            << isFlushed << QStringLiteral("key") << QStringLiteral("k");
        QTest::addRow("%s, tag", isFlushed ? "file" : "queue")
            << isFlushed << QStringLiteral("tag") << QStringLiteral("t");
    }
}

void TestDiskCacheProcesses::aProcessSeesWhatAnotherInvalidated()
{
    QFETCH(bool, isFlushed);
    QFETCH(QString, scope);
    QFETCH(QString, name);
    auto options = diskOptions(m_folder->path());
    options.batchDelay = 10min;
    DiskCache cache(options, m_clock);
    QVERIFY(!cache.poll().isGap);
    QVERIFY(put(cache, "k", "v", {"t"}).has_value());
    if (isFlushed)
        QVERIFY(cache.flush(30s).has_value());
    QCOMPARE(bytesOf(cache, "k"), QByteArray("v"));
    const auto stamp = cache.get("k").stamp;
    const auto child = start({QStringLiteral("invalidate"), m_folder->path(), scope, name});
    QVERIFY(child != nullptr);
    QVERIFY(bytesOf(cache, "k").isNull());
    QVERIFY(cache.set({"k", entryOf("old", {"t"}), usualLife(), stamp}).has_value());
    QVERIFY(bytesOf(cache, "k").isNull());
    QCOMPARE(cache.poll().invalidations.size(), 1);
    QVERIFY(endChild(*child));
}

QTEST_GUILESS_MAIN(TestDiskCacheProcesses)
#include "tst_disk_cache_processes.moc"
