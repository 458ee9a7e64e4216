// SPDX-License-Identifier: GPL-3.0-or-later
// Another process on the same file, for the tests of the disk level:
//   lock FILE            holds the file for writing until its input ends
//   hog FILE             holds it for reading and writing
//   write FOLDER PREFIX  writes PREFIX0, PREFIX1, … and says each number once it is in the file, until its input ends or it
//                        is killed
//   invalidate FOLDER key|tag NAME  and says "done"
// and where there is a limit to the size of files (not on Windows)
//   limited FOLDER BYTES  fills the cache while no file may grow beyond BYTES; says what stats() tell of it
//   clear-limited FOLDER BYTES  waits for a line, clears it while no file may grow beyond BYTES and says "cleared"; says
//                        whether it can write, now and after the limit was lifted
#include "disk_cache_fixture.h"

#include <QCoreApplication>
#include <QFile>

#include <sqlite3.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <thread>

#ifndef Q_OS_WIN
#include <sys/resource.h>
#endif

using namespace consultantos;
using namespace consultantos::test;

namespace {

void say(const QByteArray &line)
{
    std::fputs((line + '\n').constData(), stdout);
    std::fflush(stdout);
}

void waitForEnd()
{
    while (std::getchar() != EOF) {
    }
}

int hold(const QString &file, const char *sql)
{
    sqlite3 *handle = nullptr;
    if (sqlite3_open(QFile::encodeName(file).constData(), &handle) != SQLITE_OK)
        return 1;
    sqlite3_busy_timeout(handle, 10'000);
    if (sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return 1;
    say("ready");
    waitForEnd();
    sqlite3_close(handle);
    return 0;
}

int writeOn(const QString &folder, const QByteArray &prefix)
{
    DiskCache cache(diskOptions(folder), std::make_shared<SystemClock>());
    std::atomic<bool> isOver{false};
    std::thread reader([&isOver] {
        waitForEnd();
        isOver = true;
    });
    say("ready");
    for (int number = 0; !isOver; ++number) {
        const auto key = prefix + QByteArray::number(number);
        if (!put(cache, key, valueOf(key, 0, 20'000)))
            continue;
        if (number % 10 == 9 && cache.flush(std::chrono::seconds(30)))
            say(QByteArray::number(number));
    }
    reader.join();
    return 0;
}

int invalidate(const QString &folder, const QString &scope, const QByteArray &name)
{
    DiskCache cache(diskOptions(folder), std::make_shared<SystemClock>());
    const bool isDone =
        cache
            .invalidate(
                {scope == QLatin1String("key") ? CacheInvalidation::Scope::Key : CacheInvalidation::Scope::Tag, name})
            .has_value();
    say("ready");
    waitForEnd();
    return isDone ? 0 : 1;
}

#ifndef Q_OS_WIN
/// No file may grow beyond it from now on.
bool limitFiles(rlim_t bytes)
{
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{};
    if (getrlimit(RLIMIT_FSIZE, &limit) != 0)
        return false;
    limit.rlim_cur = bytes;
    return setrlimit(RLIMIT_FSIZE, &limit) == 0;
}

void fillUp(DiskCache &cache)
{
    for (int number = 0; number < 4'000 && cache.stats().isAvailable; ++number) {
        const auto key = "n" + QByteArray::number(number);
        (void)put(cache, key, noiseOf(key, 0, 6'000));
    }
    (void)cache.flush(std::chrono::seconds(30));
}

int clearLimited(const QString &folder, rlim_t bytes)
{
    auto options = diskOptions(folder);
    options.retryDelay = std::chrono::milliseconds(100);
    DiskCache cache(options, std::make_shared<SystemClock>());
    for (int number = 0; number < 300; ++number)
        (void)put(cache, "n" + QByteArray::number(number), valueOf("n" + QByteArray::number(number), 0, 3'000));
    if (!cache.flush(std::chrono::seconds(30)) || !limitFiles(bytes))
        return 1;
    say("ready");
    while (std::getchar() != '\n') {
    }
    const auto cleared = cache.invalidate({CacheInvalidation::Scope::All, {}});
    say(cleared ? QByteArray("cleared") : cleared.error().toText().toUtf8());
    const auto write = [&cache] {
        return put(cache, "again", "v") && cache.flush(std::chrono::seconds(30)) && bytesOf(cache, "again") == "v";
    };
    say(write() ? "written" : "not written");
    say(limitFiles(RLIM_INFINITY) && eventually(write) ? "written" : "not written");
    waitForEnd();
    return 0;
}

int fillLimited(const QString &folder, rlim_t bytes)
{
    if (!limitFiles(bytes))
        return 1;
    DiskCache cache(diskOptions(folder), std::make_shared<SystemClock>());
    int wrong = 0;
    fillUp(cache);
    const auto stats = cache.stats();
    int hits = 0;
    for (int number = 0; number < 4'000; ++number) {
        const auto key = "n" + QByteArray::number(number);
        const auto bytes = bytesOf(cache, key);
        hits += bytes.isNull() ? 0 : 1;
        wrong += !bytes.isNull() && bytes != noiseOf(key, 0, 6'000) ? 1 : 0;
    }
    say("ready");
    say(stats.isAvailable ? "available" : "unavailable");
    say(QByteArray::number(hits));
    say(QByteArray::number(wrong));
    waitForEnd();
    return 0;
}
#endif

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.size() < 3)
        return 2;
    const auto &command = arguments[1];
    const auto &place = arguments[2];
    if (command == QLatin1String("lock"))
        return hold(place, "BEGIN EXCLUSIVE");
    if (command == QLatin1String("hog"))
        return hold(place, "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE head SET state = state; COMMIT");
    if (command == QLatin1String("write") && arguments.size() == 4)
        return writeOn(place, arguments[3].toLatin1());
    if (command == QLatin1String("invalidate") && arguments.size() == 5)
        return invalidate(place, arguments[3], arguments[4].toLatin1());
#ifndef Q_OS_WIN
    if (command == QLatin1String("limited") && arguments.size() == 4)
        return fillLimited(place, arguments[3].toULongLong());
    if (command == QLatin1String("clear-limited") && arguments.size() == 4)
        return clearLimited(place, arguments[3].toULongLong());
#endif
    return 2;
}
