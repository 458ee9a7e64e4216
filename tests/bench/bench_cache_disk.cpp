// SPDX-License-Identifier: GPL-3.0-or-later
// The disk level against SQLite itself, in one run. Each benchmark alternates between the peer and ours, look by look or
// batch by batch, and tells medians, 99th percentiles (µs) and their ratio. Values of the compressed cases are JSON as
// reports are; CONSULTANTOS_BENCH_VALUES may name a folder of real ones.
#include "cache/disk/disk_cache.h"
#include "cache/disk/entry_codec.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>
#include <sqlite3.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <random>
#include <thread>
#include <vector>

using namespace consultantos;
using namespace std::chrono_literals;

namespace {

using SteadyClock = std::chrono::steady_clock;

class Times {
public:
    template <typename Work>
    void measure(Work work)
    {
        const auto begun = SteadyClock::now();
        work();
        m_microseconds.push_back(std::chrono::duration<double, std::micro>(SteadyClock::now() - begun).count());
    }
    double quantile(double share)
    {
        std::sort(m_microseconds.begin(), m_microseconds.end());
        return m_microseconds.empty() ? 0 : m_microseconds[size_t(double(m_microseconds.size() - 1) * share)];
    }

private:
    std::vector<double> m_microseconds;
};

void report(benchmark::State &state, Times &peer, Times &ours, double share)
{
    state.counters["peer_p50"] = peer.quantile(0.5);
    state.counters["ours_p50"] = ours.quantile(0.5);
    state.counters["peer_p99"] = peer.quantile(0.99);
    state.counters["ours_p99"] = ours.quantile(0.99);
    state.counters["ratio"] = ours.quantile(share) / peer.quantile(share);
}

QByteArray noise(qsizetype size, quint64 seed)
{
    std::mt19937_64 random(seed);
    QByteArray bytes(size, Qt::Uninitialized);
    for (auto &byte : bytes)
        byte = char(random());
    return bytes;
}

/// Claims with evidence, as in a report.
QByteArray json(qsizetype size, quint64 seed)
{
    std::mt19937_64 random(seed);
    QByteArray bytes = "{\"claims\":[";
    while (bytes.size() < size) {
        bytes += "{\"text\":\"Gross margin rose from " + QByteArray::number(random() % 1'000) + " to "
                 + QByteArray::number(random() % 1'000) + " basis points\",\"grade\":\"Computed\",\"confidence\":0."
                 + QByteArray::number(random() % 100) + ",\"evidence\":[\"f" + QByteArray::number(random(), 16)
                 + "\"]},";
    }
    return bytes.first(size);
}

/// SQLite as one would use it by hand: a rowid table, a unique index, prepared statements, the same pragmas.
class RawTable {
public:
    explicit RawTable(const QString &path)
    {
        sqlite3_open(QFile::encodeName(path).constData(), &m_handle);
        run("PRAGMA page_size=4096; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "CREATE TABLE cache(id INTEGER PRIMARY KEY, key TEXT NOT NULL, value BLOB NOT NULL);"
            "CREATE UNIQUE INDEX cache_key ON cache(key)");
        sqlite3_prepare_v2(m_handle, "SELECT value FROM cache WHERE key = ?1", -1, &m_select, nullptr);
        sqlite3_prepare_v2(m_handle, "INSERT OR REPLACE INTO cache(key, value) VALUES(?1, ?2)", -1, &m_insert, nullptr);
    }
    ~RawTable()
    {
        sqlite3_finalize(m_select);
        sqlite3_finalize(m_insert);
        sqlite3_close(m_handle);
    }
    RawTable(const RawTable &) = delete;
    RawTable &operator=(const RawTable &) = delete;
    void run(const char *sql) { sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr); }
    void insert(const QByteArray &key, const QByteArray &value)
    {
        sqlite3_bind_text(m_insert, 1, key.constData(), int(key.size()), SQLITE_STATIC);
        sqlite3_bind_blob(m_insert, 2, value.constData(), int(value.size()), SQLITE_STATIC);
        sqlite3_step(m_insert);
        sqlite3_reset(m_insert);
    }
    QByteArray select(const QByteArray &key)
    {
        sqlite3_bind_text(m_select, 1, key.constData(), int(key.size()), SQLITE_STATIC);
        QByteArray value;
        if (sqlite3_step(m_select) == SQLITE_ROW)
            value = QByteArray(static_cast<const char *>(sqlite3_column_blob(m_select, 0)),
                               sqlite3_column_bytes(m_select, 0));
        sqlite3_reset(m_select);
        return value;
    }

private:
    sqlite3 *m_handle = nullptr;
    sqlite3_stmt *m_select = nullptr;
    sqlite3_stmt *m_insert = nullptr;
};

/// As the program's keys are: a kind, an engagement, a digest.
QByteArray keyOf(qint64 number)
{
    return "analysis/0f3a91c2/"
           + QCryptographicHash::hash(QByteArray::number(number), QCryptographicHash::Sha256).toHex();
}

CacheWrite writeOf(const QByteArray &key, const QByteArray &bytes)
{
    return {key,
            std::make_shared<const CacheEntry>(CacheEntry{bytes, nullptr, 0, {"company:x"}, {1, 0}, false}),
            {1h, 2h, 0ms},
            1};
}

QByteArray compressed(const QByteArray &bytes)
{
    QByteArray packed(qsizetype(ZSTD_compressBound(size_t(bytes.size()))), Qt::Uninitialized);
    packed.resize(
        qsizetype(ZSTD_compress(packed.data(), size_t(packed.size()), bytes.constData(), size_t(bytes.size()), 1)));
    return packed;
}

enum Contents { Noise, Json };

/// Peer: SELECT and copy, of JSON SELECT, copy and decompress what is stored compressed.
void getAgainstSelect(benchmark::State &state)
{
    const auto size = qsizetype(state.range(0));
    const bool isCompressed = state.range(1) == Json && size >= 8 * 1'024;
    const auto contents = [&](quint64 seed) { return state.range(1) == Json ? json(size, seed) : noise(size, seed); };
    const qint64 count = size > 16'384 ? 500 : 4'000;
    const QTemporaryDir folder;
    DiskCacheOptions options;
    options.folder = folder.path();
    options.queueBytes = 1LL << 30;
    options.queueEntries = 100'000;
    DiskCache cache(options, std::make_shared<SystemClock>());
    RawTable table(folder.filePath(QStringLiteral("raw.sqlite")));
    (void)cache.get("opened");
    table.run("BEGIN");
    for (qint64 i = 0; i < count; ++i) {
        const auto bytes = contents(quint64(i));
        table.insert(keyOf(i), isCompressed ? compressed(bytes) : bytes);
        (void)cache.set(writeOf(keyOf(i), bytes));
    }
    table.run("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
    if (!cache.flush(60s))
        return state.SkipWithError("the cache could not be filled");
    auto *context = ZSTD_createDCtx();
    Times peer;
    Times ours;
    std::mt19937_64 random(1);
    for (auto _ : state) {
        const auto key = keyOf(qint64(random() % quint64(count)));
        const auto another = keyOf(qint64(random() % quint64(count)));
        peer.measure([&] {
            auto value = table.select(key);
            if (isCompressed) {
                QByteArray bytes(size, Qt::Uninitialized);
                ZSTD_decompressDCtx(context, bytes.data(), size_t(size), value.constData(), size_t(value.size()));
                value = bytes;
            }
            benchmark::DoNotOptimize(value);
        });
        ours.measure([&] {
            const auto found = cache.get(another);
            if (found.outcome != CacheLookup::Outcome::Hit)
                std::abort();
            benchmark::DoNotOptimize(found.entry);
        });
    }
    ZSTD_freeDCtx(context);
    report(state, peer, ours, 0.5);
}

/// Without a peer in between: to be held against tests/bench/peer_python.py, which runs alone, too.
void getAlone(benchmark::State &state)
{
    const auto size = qsizetype(state.range(0));
    const QTemporaryDir folder;
    DiskCacheOptions options;
    options.folder = folder.path();
    options.queueBytes = 1LL << 30;
    DiskCache cache(options, std::make_shared<SystemClock>());
    (void)cache.get("opened");
    for (qint64 i = 0; i < 1'000; ++i)
        (void)cache.set(writeOf(keyOf(i), noise(size, quint64(i))));
    if (!cache.flush(60s))
        return state.SkipWithError("the cache could not be filled");
    std::mt19937_64 random(1);
    Times times;
    for (auto _ : state) {
        const auto key = keyOf(qint64(random() % 1'000));
        times.measure([&] { benchmark::DoNotOptimize(cache.get(key).entry); });
    }
    state.counters["p50"] = times.quantile(0.5);
    state.counters["p99"] = times.quantile(0.99);
}

/// What a caller of set() waits, at 99 %, against an INSERT of its own transaction.
void setAgainstAutocommit(benchmark::State &state)
{
    const auto size = qsizetype(state.range(0));
    const QTemporaryDir folder;
    DiskCacheOptions options;
    options.folder = folder.path();
    Times peer;
    Times ours;
    std::vector<QByteArray> values;
    for (quint64 i = 0; i < 64; ++i)
        values.push_back(noise(size, i));
    {
        DiskCache cache(options, std::make_shared<SystemClock>());
        RawTable table(folder.filePath(QStringLiteral("raw.sqlite")));
        (void)cache.get("opened");
        qint64 number = 0;
        for (auto _ : state) {
            const auto &bytes = values[size_t(number % 64)];
            const auto write = writeOf(keyOf(number), bytes);
            ours.measure([&] { (void)cache.set(write); });
            peer.measure([&] { table.insert(write.key, bytes); });
            ++number;
        }
        (void)cache.flush(60s);
        state.counters["dropped"] = double(cache.stats().droppedSets);
    }
    report(state, peer, ours, 0.99);
}

double processSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

/// Until 100 values are in the file, against 100 INSERTs in a transaction; the peer's thread is another than the caller's,
/// too. cpu_ratio is of the whole process's processor time.
void durableBatch(benchmark::State &state)
{
    const auto size = qsizetype(state.range(0));
    const QTemporaryDir folder;
    DiskCacheOptions options;
    options.folder = folder.path();
    DiskCache cache(options, std::make_shared<SystemClock>());
    RawTable table(folder.filePath(QStringLiteral("raw.sqlite")));
    (void)cache.get("opened");
    std::vector<QByteArray> values;
    for (quint64 i = 0; i < 100; ++i)
        values.push_back(noise(size, i));
    Times peer;
    Times ours;
    std::vector<double> peerCpu;
    std::vector<double> oursCpu;
    qint64 number = 0;
    for (auto _ : state) {
        std::vector<CacheWrite> writes;
        for (qint64 i = 0; i < 100; ++i)
            writes.push_back(writeOf(keyOf(number + i), values[size_t(i)]));
        number += 100;
        const double before = processSeconds();
        peer.measure([&] {
            std::thread([&] {
                table.run("BEGIN");
                for (const auto &write : writes)
                    table.insert(write.key, write.entry->bytes);
                table.run("COMMIT");
            }).join();
        });
        const double between = processSeconds();
        ours.measure([&] {
            for (const auto &write : writes)
                (void)cache.set(write);
            (void)cache.flush(60s);
        });
        peerCpu.push_back(between - before);
        oursCpu.push_back(processSeconds() - between);
    }
    report(state, peer, ours, 0.5);
    for (auto *times : {&peerCpu, &oursCpu})
        std::sort(times->begin(), times->end());
    state.counters["cpu_ratio"] = oursCpu[oursCpu.size() / 2] / peerCpu[peerCpu.size() / 2];
}

void pollWithoutNews(benchmark::State &state)
{
    const QTemporaryDir folder;
    DiskCacheOptions options;
    options.folder = folder.path();
    DiskCache cache(options, std::make_shared<SystemClock>());
    (void)cache.poll();
    for (auto _ : state)
        benchmark::DoNotOptimize(cache.poll());
}

/// Megabytes a second and ratio on real values: what the choice of docs/decisions/0017 rests on.
void compress(benchmark::State &state)
{
    QList<QByteArray> values;
    const QDir folder(qEnvironmentVariable("CONSULTANTOS_BENCH_VALUES"));
    if (qEnvironmentVariableIsSet("CONSULTANTOS_BENCH_VALUES")) {
        for (const auto &name : folder.entryList(QDir::Files)) {
            QFile file(folder.filePath(name));
            if (file.open(QIODevice::ReadOnly))
                values.append(file.readAll());
        }
    }
    if (values.isEmpty())
        values.append(json(1'000'000, 1));
    const bool isZstd = state.range(0) == 1;
    const int level = int(state.range(1));
    const auto part = qsizetype(state.range(2));
    QList<QByteArray> parts;
    for (const auto &value : values)
        for (qsizetype from = 0; from + part <= value.size() && from < 8 * part; from += part)
            parts.append(value.mid(from, part));
    Times in;
    Times out;
    double raw = 0;
    double packed = 0;
    QByteArray room(qsizetype(std::max(ZSTD_compressBound(size_t(part)), size_t(compressBound(uLong(part))))),
                    Qt::Uninitialized);
    QByteArray back(part, Qt::Uninitialized);
    auto *compressor = ZSTD_createCCtx();
    auto *decompressor = ZSTD_createDCtx();
    for (auto _ : state) {
        for (const auto &value : parts) {
            size_t size = 0;
            in.measure([&] {
                if (isZstd) {
                    size = ZSTD_compressCCtx(compressor, room.data(), size_t(room.size()), value.constData(),
                                             size_t(part), level);
                } else {
                    auto bytes = uLongf(room.size());
                    compress2(reinterpret_cast<Bytef *>(room.data()), &bytes,
                              reinterpret_cast<const Bytef *>(value.constData()), uLong(part), level);
                    size = bytes;
                }
            });
            out.measure([&] {
                if (isZstd) {
                    ZSTD_decompressDCtx(decompressor, back.data(), size_t(part), room.constData(), size);
                } else {
                    auto bytes = uLongf(part);
                    uncompress(reinterpret_cast<Bytef *>(back.data()), &bytes,
                               reinterpret_cast<const Bytef *>(room.constData()), uLong(size));
                }
            });
            raw += double(part);
            packed += double(size);
        }
    }
    ZSTD_freeCCtx(compressor);
    ZSTD_freeDCtx(decompressor);
    state.counters["in_MBps"] = double(part) / in.quantile(0.5);
    state.counters["out_MBps"] = double(part) / out.quantile(0.5);
    state.counters["packed_to"] = packed / raw;
}

} // namespace

BENCHMARK(getAgainstSelect)
    ->Args({4'096, Noise})
    ->Args({65'536, Noise})
    ->Args({4'096, Json})
    ->Args({65'536, Json})
    ->Iterations(20'000);
BENCHMARK(getAlone)->Arg(4'096)->Arg(65'536)->Iterations(10'000);
BENCHMARK(setAgainstAutocommit)->Arg(4'096)->Arg(65'536)->Iterations(2'000);
BENCHMARK(durableBatch)->Arg(4'096)->Arg(65'536)->Iterations(40);
BENCHMARK(pollWithoutNews);
BENCHMARK(compress)->ArgsProduct({{0}, {1, 3, 6}, {4'096, 65'536, 524'288}})->Iterations(20);
BENCHMARK(compress)->ArgsProduct({{1}, {-1, 1, 3, 5}, {4'096, 65'536, 524'288}})->Iterations(20);

BENCHMARK_MAIN();
