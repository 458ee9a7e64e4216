// SPDX-License-Identifier: GPL-3.0-or-later
// The disk level where nothing more can be written, and what a clear does about it.
#include "disk_cache_fixture.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStorageInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/mount.h>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

namespace {

QByteArray keyOf(int number)
{
    return "key/" + QByteArray::number(number);
}

/// A file system of our own, as only root may have one.
class TinyDisk {
public:
    TinyDisk(const QString &place, const char *options)
        : m_place(QFile::encodeName(place))
        , m_isMounted(mount("tmpfs", m_place.constData(), "tmpfs", 0, options) == 0)
    {
    }
    ~TinyDisk()
    {
        if (m_isMounted)
            umount2(m_place.constData(), MNT_DETACH);
    }
    TinyDisk(const TinyDisk &) = delete;
    TinyDisk &operator=(const TinyDisk &) = delete;
    [[nodiscard]] bool isMounted() const { return m_isMounted; }
    bool makeReadOnly() const
    {
        return mount(nullptr, m_place.constData(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) == 0;
    }
    bool makeWritable() const { return mount(nullptr, m_place.constData(), nullptr, MS_REMOUNT, nullptr) == 0; }

private:
    QByteArray m_place;
    bool m_isMounted;
};

/// The next line that a child says; empty after a generous limit.
QByteArray nextLine(QProcess &child)
{
    (void)eventually([&child] { return child.canReadLine() || child.waitForReadyRead(100); });
    return child.canReadLine() ? child.readLine().trimmed() : QByteArray();
}

} // namespace

class TestDiskCacheFull : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aFullDiskIsSaidAndOutlived();
    void aClearOfAFullDiskMakesRoom_data();
    void aClearOfAFullDiskMakesRoom();
    void aClearIsSeenByWhoHasTheFileOpen();
    void aReadOnlyFolderIsSaidAndOutlived();
    void aLimitOnFilesIsSaid();

private:
    [[nodiscard]] std::unique_ptr<DiskCache> open() const
    {
        return std::make_unique<DiskCache>(diskOptions(m_folder->path()), m_clock);
    }
    [[nodiscard]] QStringList setAside() const
    {
        return QDir(m_folder->path()).entryList({QStringLiteral("cache.sqlite.corrupt-*")}, QDir::Files);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<ShiftedClock> m_clock;
};

void TestDiskCacheFull::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_shared<ShiftedClock>();
}

void TestDiskCacheFull::aFullDiskIsSaidAndOutlived()
{
    const TinyDisk disk(m_folder->path(), "size=3m");
    if (!disk.isMounted())
        QSKIP("only root may mount a small disk");
    auto cache = open();
    QVERIFY(put(*cache, "first", "v").has_value());
    QVERIFY(cache->flush(30s).has_value());
    for (int i = 0; i < 1'000 && cache->stats().isAvailable; ++i) {
        (void)put(*cache, keyOf(i), noiseOf(keyOf(i), 0, 20'000));
        if (i % 20 == 19)
            (void)cache->flush(30s);
    }
    QVERIFY(!cache->stats().isAvailable);
    QVERIFY(cache->stats().unavailability.contains(QStringLiteral("full")));
    // What was written is still served; what can't be is dropped at once.
    QCOMPARE(bytesOf(*cache, "first"), QByteArray("v"));
    QVERIFY(!put(*cache, "k", "v").has_value());
    QVERIFY(cache->stats().droppedSets > 0);
    // This process obeys an invalidation whether or not it could be written.
    (void)cache->invalidate({CacheInvalidation::Scope::Key, "first"});
    QVERIFY(bytesOf(*cache, "first").isNull());
    // Room again: it is tried again, later.
    QVERIFY(mount(nullptr, QFile::encodeName(m_folder->path()).constData(), nullptr, MS_REMOUNT, "size=40m") == 0);
    m_clock->advance(31s);
    QVERIFY(eventually([&] {
        (void)put(*cache, "k", "v");
        return cache->flush(30s).has_value() && cache->stats().isAvailable && bytesOf(*cache, "k") == "v";
    }));
    QVERIFY(bytesOf(*cache, "first").isNull());
    cache.reset();
    QVERIFY(bytesOf(*open(), "first").isNull());
}

void TestDiskCacheFull::aClearOfAFullDiskMakesRoom_data()
{
    QTest::addColumn<bool>("isByAnother");
    QTest::newRow("by the process that filled it") << false;
    QTest::newRow("by one that finds it full") << true;
}

void TestDiskCacheFull::aClearOfAFullDiskMakesRoom()
{
    QFETCH(bool, isByAnother);
    const TinyDisk disk(m_folder->path(), "size=4m");
    if (!disk.isMounted())
        QSKIP("only root may mount a small disk");
    const auto room = [this] { return QStorageInfo(m_folder->path()).bytesAvailable(); };
    auto filler = open();
    QVERIFY(put(*filler, "first", "v").has_value());
    for (int i = 0; i < 60; ++i)
        QVERIFY(put(*filler, keyOf(i), noiseOf(keyOf(i), 0, 20'000)).has_value());
    QVERIFY(filler->flush(30s).has_value());
    QCOMPARE(bytesOf(*filler, "first"), QByteArray("v"));
    (void)filler->poll();
    if (isByAnother)
        filler.reset(); // so that the other must open it while there is no room
    QFile rest(m_folder->filePath(QStringLiteral("of another program")));
    QVERIFY(rest.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    while (rest.write(QByteArray(4'096, 'x')) > 0) {
    }
    QCOMPARE(room(), 0);

    auto cache = isByAnother ? open() : std::move(filler);
    (void)cache->stats(); // waits for the first attempt to open it
    const auto stamp = cache->get("first").stamp;
    (void)put(*cache, "more", noiseOf("more", 0, 200'000));
    (void)cache->flush(30s);
    QVERIFY(!cache->stats().isAvailable);

    const auto cleared = cache->invalidate({CacheInvalidation::Scope::All, {}});
    QVERIFY2(cleared.has_value(), cleared ? "" : qPrintable(cleared.error().toText()));
    QVERIFY(bytesOf(*cache, "first").isNull());
    (void)cache->poll();
    QVERIFY(eventually([&] { return room() > 1'000'000; }));
    QVERIFY(setAside().isEmpty());
    // And it is of use again, at once; not for what was computed before.
    QVERIFY(eventually([&] {
        (void)cache->set({"old", entryOf("old"), usualLife(), stamp});
        (void)put(*cache, "k", "v");
        return cache->flush(30s).has_value() && bytesOf(*cache, "k") == "v" && cache->stats().isAvailable;
    }));
    QVERIFY(bytesOf(*cache, "old").isNull());
    cache.reset();
    auto later = open();
    QCOMPARE(bytesOf(*later, "k"), QByteArray("v"));
    QVERIFY(bytesOf(*later, "first").isNull());
}

void TestDiskCacheFull::aReadOnlyFolderIsSaidAndOutlived()
{
    const TinyDisk disk(m_folder->path(), "size=8m");
    if (!disk.isMounted())
        QSKIP("only root may mount a small disk");
    QVERIFY(disk.makeReadOnly());
    auto cache = open();
    QCOMPARE(cache->get("k").outcome, CacheLookup::Outcome::Unavailable);
    QVERIFY(!cache->stats().isAvailable);
    QVERIFY(!cache->stats().unavailability.isEmpty());
    QVERIFY(!cache->set({"k", entryOf("v"), usualLife(), 0}).has_value());
    QVERIFY(!cache->invalidate({CacheInvalidation::Scope::Key, "k"}).has_value());
    QVERIFY(disk.makeWritable());
    m_clock->advance(31s);
    QVERIFY(eventually([&] {
        (void)put(*cache, "k", "v");
        return bytesOf(*cache, "k") == "v" && cache->stats().isAvailable;
    }));
    QVERIFY(cache->poll().isGap);
}

void TestDiskCacheFull::aLimitOnFilesIsSaid()
{
    const auto child = startChild(QStringLiteral(CONSULTANTOS_DISK_CACHE_CHILD),
                                  {QStringLiteral("limited"), m_folder->path(), QStringLiteral("3000000")});
    QVERIFY(child != nullptr);
    QList<QByteArray> lines;
    QVERIFY(eventually([&] {
        child->waitForReadyRead(100);
        while (child->canReadLine())
            lines.append(child->readLine().trimmed());
        return lines.size() >= 3;
    }));
    QCOMPARE(lines[0], QByteArray("unavailable"));
    QVERIFY(lines[1].toInt() > 0);
    QCOMPARE(lines[2], QByteArray("0"));
    QVERIFY(endChild(*child));
    QVERIFY(open()->stats().isAvailable);
    QVERIFY(setAside().isEmpty());
}

void TestDiskCacheFull::aClearIsSeenByWhoHasTheFileOpen()
{
    constexpr int Entries = 300;
    const auto name = [](int number) { return "n" + QByteArray::number(number); };
    const auto child = startChild(QStringLiteral(CONSULTANTOS_DISK_CACHE_CHILD),
                                  {QStringLiteral("clear-limited"), m_folder->path(), QStringLiteral("4096")});
    QVERIFY(child != nullptr);
    // Read, so that what was read is in this process's pages; and queued, so that it would be written later.
    auto cache = open();
    for (int i = 0; i < Entries; ++i)
        QVERIFY2(!bytesOf(*cache, name(i)).isNull(), name(i).constData());
    (void)cache->poll();
    const auto stamp = cache->get("late").stamp;

    child->write("clear\n");
    QCOMPARE(nextLine(*child), QByteArray("cleared"));
    for (int i = 0; i < Entries; ++i)
        QVERIFY2(bytesOf(*cache, name(i)).isNull(), name(i).constData());
    (void)cache->set({"late", entryOf("old"), usualLife(), stamp});
    QVERIFY(bytesOf(*cache, "late").isNull());
    QVERIFY(cache->poll().isGap);
    // There is no room for a new file, and then there is.
    QCOMPARE(nextLine(*child), QByteArray("not written"));
    QCOMPARE(nextLine(*child), QByteArray("written"));
    QVERIFY(eventually([&] {
        (void)put(*cache, "k", "v");
        return cache->flush(30s).has_value() && bytesOf(*cache, "k") == "v" && bytesOf(*cache, "again") == "v";
    }));
    QVERIFY(bytesOf(*cache, "late").isNull());
    QVERIFY(endChild(*child));
    QVERIFY(setAside().isEmpty());
    cache.reset();
    auto later = open();
    for (int i = 0; i < Entries; ++i)
        QVERIFY2(bytesOf(*later, name(i)).isNull(), name(i).constData());
    QCOMPARE(bytesOf(*later, "k"), QByteArray("v"));
}

QTEST_GUILESS_MAIN(TestDiskCacheFull)
#include "tst_disk_cache_full.moc"
