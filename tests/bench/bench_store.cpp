// SPDX-License-Identifier: GPL-3.0-or-later
// The document store: batches beside raw prepared statements of SQLite in one transaction, single reads, queries with and
// without the cache, lists of a library of 100,000 reports with and without their indexes. Ours and the peer take turns;
// what is told are medians and their ratio. reference_ms is what the reference says of the same.
#include "base/clock.h"
#include "storage/collections/collection.h"
#include "storage/collections/query_cache.h"
#include "storage/conversation_repository.h"
#include "storage/monitor_repository.h"
#include "storage/report_repository.h"
#include "synthetic_library.h"

#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <vector>

using namespace consultantos;

namespace {

constexpr int Many = 100'000;

CollectionSchema watches()
{
    CollectionSchema schema{QStringLiteral("watches")};
    schema.columns = {{QStringLiteral("user"), ColumnKind::Text, {}, QString()},
                      {QStringLiteral("active"), ColumnKind::Flag, {}, true},
                      {QStringLiteral("next_check"), ColumnKind::Time, QStringLiteral("schedule.next"), 0}};
    schema.indexes = {QStringLiteral("user, active, next_check"), QStringLiteral("user, created_at desc")};
    return schema;
}

/// Of about a kilobyte, as a monitor is.
QJsonObject document(int index)
{
    QJsonArray lines;
    for (int i = 0; i < 12; ++i)
        lines.append(QJsonObject{{QStringLiteral("concept"), QStringLiteral("Revenues")},
                                 {QStringLiteral("above"), 1'000.5 * (index + i)},
                                 {QStringLiteral("note"), QStringLiteral("tell me of this, line %1").arg(i)}});
    const auto next = QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC).addSecs(index * 61);
    return {{QStringLiteral("user"), QStringLiteral("user %1").arg(index % 50)},
            {QStringLiteral("active"), index % 4 != 0},
            {QStringLiteral("schedule"), QJsonObject{{QStringLiteral("next"), next.toString(Qt::ISODateWithMs)}}},
            {QStringLiteral("lines"), lines}};
}

QString idOf(int index)
{
    return QStringLiteral("w%1").arg(index, 8, 10, QLatin1Char('0'));
}

struct Store {
    QTemporaryDir dir;
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    std::shared_ptr<QueryCache> cache = QueryCache::inMemory(clock);
    std::shared_ptr<Database> database =
        *Database::open(dir.filePath(QStringLiteral("watches.db")),
                        collectionsSchema(QStringLiteral("The watches"), 0x54455354, {watches()}), clock);
    Collection collection{database, watches(), clock, cache};

    void fill(int count)
    {
        QList<DocumentWrite> writes;
        for (int i = 0; i < count; ++i)
            writes.append({idOf(i), document(i), {}});
        if (!collection.batchSet(writes))
            std::abort();
    }
};

/// The peer: SQLite's own interface, the same tables and settings, one statement a kind prepared once.
class RawStore {
public:
    RawStore()
    {
        check(sqlite3_open(m_dir.filePath(QStringLiteral("raw.db")).toUtf8().constData(), &m_database));
        run("PRAGMA journal_mode = WAL");
        run("PRAGMA foreign_keys = ON");
        run("PRAGMA synchronous = FULL");
        const auto statements = watches().createStatements();
        for (const auto &statement : statements)
            run(statement.toUtf8().constData());
        prepare(m_insert, "INSERT INTO watches VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET version = "
                          "excluded.version, updated_at = excluded.updated_at, user = excluded.user, active = "
                          "excluded.active, next_check = excluded.next_check, body = excluded.body");
        prepare(m_get, "SELECT id, version, created_at, updated_at, body FROM watches WHERE id = ?");
    }
    ~RawStore()
    {
        sqlite3_finalize(m_insert);
        sqlite3_finalize(m_get);
        sqlite3_close(m_database);
    }
    RawStore(const RawStore &) = delete;
    RawStore &operator=(const RawStore &) = delete;

    void write(const QList<DocumentWrite> &documents)
    {
        run("BEGIN IMMEDIATE");
        for (const auto &one : documents) {
            const auto id = one.id.toUtf8();
            const auto body = QJsonDocument(one.body).toJson(QJsonDocument::Compact);
            const auto user = one.body.value(QStringLiteral("user")).toString().toUtf8();
            const auto next = QDateTime::fromString(
                one.body.value(QStringLiteral("schedule")).toObject().value(QStringLiteral("next")).toString(),
                Qt::ISODateWithMs);
            bind(m_insert, 1, id);
            sqlite3_bind_int64(m_insert, 2, ++m_version);
            sqlite3_bind_int64(m_insert, 3, 0);
            sqlite3_bind_int64(m_insert, 4, 0);
            bind(m_insert, 5, user);
            sqlite3_bind_int64(m_insert, 6, one.body.value(QStringLiteral("active")).toBool() ? 1 : 0);
            sqlite3_bind_int64(m_insert, 7, next.toMSecsSinceEpoch());
            bind(m_insert, 8, body);
            check(sqlite3_step(m_insert), SQLITE_DONE);
            sqlite3_reset(m_insert);
        }
        run("COMMIT");
    }

    StoredDocument read(const QString &id)
    {
        const auto key = id.toUtf8();
        bind(m_get, 1, key);
        check(sqlite3_step(m_get), SQLITE_ROW);
        StoredDocument found;
        found.id = QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(m_get, 0)));
        found.version = sqlite3_column_int64(m_get, 1);
        found.body = QJsonDocument::fromJson(QByteArray(reinterpret_cast<const char *>(sqlite3_column_text(m_get, 4)),
                                                        sqlite3_column_bytes(m_get, 4)))
                         .object();
        sqlite3_reset(m_get);
        return found;
    }

private:
    static void check(int code, int wanted = SQLITE_OK)
    {
        if (code != wanted)
            std::abort();
    }
    static void bind(sqlite3_stmt *statement, int place, const QByteArray &text)
    {
        sqlite3_bind_text(statement, place, text.constData(), int(text.size()), SQLITE_STATIC);
    }
    void run(const char *sql) { check(sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr)); }
    void prepare(sqlite3_stmt *&statement, const char *sql)
    {
        check(sqlite3_prepare_v3(m_database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
    }

    QTemporaryDir m_dir;
    sqlite3 *m_database = nullptr;
    sqlite3_stmt *m_insert = nullptr;
    sqlite3_stmt *m_get = nullptr;
    qint64 m_version = 0;
};

double milliseconds(const std::function<void()> &call)
{
    QElapsedTimer timer;
    timer.start();
    call();
    return double(timer.nsecsElapsed()) / 1e6;
}

double medianOf(std::vector<double> times)
{
    std::nth_element(times.begin(), times.begin() + std::ptrdiff_t(times.size() / 2), times.end());
    return times[times.size() / 2];
}

/// Ours and the peer in turns, the one first and then the other; the iteration's time is ours.
void compare(benchmark::State &state, const char *oursName, const std::function<void()> &ours, const char *peerName,
             const std::function<void()> &peer)
{
    std::vector<double> own;
    std::vector<double> others;
    bool isOursFirst = true;
    for (auto _ : state) {
        if (!isOursFirst)
            others.push_back(milliseconds(peer));
        own.push_back(milliseconds(ours));
        if (isOursFirst)
            others.push_back(milliseconds(peer));
        isOursFirst = !isOursFirst;
        state.SetIterationTime(own.back() / 1e3);
    }
    state.counters[oursName] = medianOf(own);
    state.counters[peerName] = medianOf(others);
    state.counters["ratio"] = medianOf(own) / medianOf(others);
}

void batchWritten(benchmark::State &state)
{
    Store store;
    RawStore raw;
    const int size = int(state.range(0));
    int next = 0;
    const auto batch = [&](int from) {
        QList<DocumentWrite> writes;
        for (int i = from; i < from + size; ++i)
            writes.append({idOf(i), document(i), {}});
        return writes;
    };
    QList<DocumentWrite> writes;
    std::vector<double> own;
    std::vector<double> others;
    for (auto _ : state) {
        writes = batch(next);
        const auto ours = [&] {
            if (!store.collection.batchSet(writes))
                state.SkipWithError("could not write");
        };
        const auto peer = [&] { raw.write(writes); };
        if ((next / size) % 2 == 0) {
            own.push_back(milliseconds(ours));
            others.push_back(milliseconds(peer));
        } else {
            others.push_back(milliseconds(peer));
            own.push_back(milliseconds(ours));
        }
        next += size;
        state.SetIterationTime(own.back() / 1e3);
    }
    state.counters["ours_ms"] = medianOf(own);
    state.counters["raw_ms"] = medianOf(others);
    state.counters["ratio"] = medianOf(own) / medianOf(others);
    if (size == 100)
        state.counters["reference_ms"] = 120;
}
BENCHMARK(batchWritten)->Arg(100)->Arg(500)->UseManualTime()->Iterations(101)->Unit(benchmark::kMillisecond);

void batchRead(benchmark::State &state)
{
    Store store;
    RawStore raw;
    store.fill(5'000);
    QList<DocumentWrite> writes;
    for (int i = 0; i < 5'000; ++i)
        writes.append({idOf(i), document(i), {}});
    raw.write(writes);
    QStringList ids;
    for (int i = 0; i < int(state.range(0)); ++i)
        ids.append(idOf((i * 37) % 5'000));
    compare(
        state, "ours_ms",
        [&] {
            const auto batch = store.collection.batchGet(ids);
            if (!batch || batch->documents.size() != ids.size())
                state.SkipWithError("could not read");
        },
        "raw_ms",
        [&] {
            for (const auto &id : std::as_const(ids))
                benchmark::DoNotOptimize(raw.read(id));
        });
}
BENCHMARK(batchRead)->Arg(100)->Arg(500)->UseManualTime()->Iterations(101)->Unit(benchmark::kMillisecond);

void singleRead(benchmark::State &state)
{
    Store store;
    RawStore raw;
    store.fill(5'000);
    QList<DocumentWrite> writes;
    for (int i = 0; i < 5'000; ++i)
        writes.append({idOf(i), document(i), {}});
    raw.write(writes);
    int next = 0;
    const auto id = [&] { return idOf((next += 37) % 5'000); };
    compare(
        state, "ours_ms", [&] { benchmark::DoNotOptimize(store.collection.get(id())); }, "raw_ms",
        [&] { benchmark::DoNotOptimize(raw.read(id())); });
}
BENCHMARK(singleRead)->UseManualTime()->Iterations(2'001)->Unit(benchmark::kMillisecond);

/// A page of 100 documents of 100,000, by user and time of the next check.
void queryUncachedAndCached(benchmark::State &state)
{
    Store store;
    store.fill(Many);
    DocumentQuery query;
    query.filters = {{QStringLiteral("user"), FilterOperator::Equal, QStringLiteral("user 7")},
                     {QStringLiteral("active"), FilterOperator::Equal, true}};
    query.orderBy = {{QStringLiteral("next_check"), false}};
    auto uncached = query;
    uncached.useCache = false;
    const auto ask = [&](const DocumentQuery &one) {
        const auto page = store.collection.query(one);
        if (!page || page->documents.size() != one.limit)
            state.SkipWithError("could not query");
    };
    ask(query);
    compare(
        state, "cached_ms", [&] { ask(query); }, "use_cache_false_ms", [&] { ask(uncached); });
    state.counters["times_faster"] = 1 / state.counters["ratio"];
    state.counters["reference_cached_ms"] = 5;
    state.counters["reference_uncached_ms"] = 80;
}
BENCHMARK(queryUncachedAndCached)->UseManualTime()->Iterations(301)->Unit(benchmark::kMillisecond);

/// Of a library of 100,000 reports: the partial ones of a company's name and after, a page of 50 in the middle.
void complexQuery(benchmark::State &state)
{
    struct Library {
        QTemporaryDir dir;
        std::shared_ptr<Database> database = *Database::open(
            dir.filePath(QStringLiteral("library.db")), ReportRepository::schema(), std::make_shared<SystemClock>());
        ReportRepository reports{database};
    };
    const Library indexed;
    const Library bare;
    for (const auto *library : {&indexed, &bare}) {
        if (!test::fillLibrary(*library->database, Many))
            std::abort();
    }
    auto &connection = **bare.database->connection();
    auto names = connection.run(QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = "
                                               "'reports' AND sql IS NOT NULL"));
    QStringList dropped;
    while (names->next())
        dropped.append(names->value(0).toString());
    names->finish();
    for (const auto &name : std::as_const(dropped)) {
        if (!connection.run(QStringLiteral("DROP INDEX ") + name))
            std::abort();
    }
    ReportFilter filter;
    filter.status = QStringLiteral("partial");
    filter.limit = 50;
    switch (state.range(0)) {
    case 0: // the newest partial reports
        break;
    case 1: // of one company
        filter.companyId = QStringLiteral("x-77");
        break;
    case 2: // in the order of companies
        filter.sort = ReportSort::Company;
        break;
    default: // what holds two words
        filter.text = QStringLiteral("margins steel");
    }
    const auto ask = [&](const Library &library) {
        const auto page = library.reports.page(filter);
        if (!page || page->reports.isEmpty())
            state.SkipWithError("could not query");
    };
    compare(
        state, "indexed_ms", [&] { ask(indexed); }, "not_indexed_ms", [&] { ask(bare); });
    state.counters["times_faster"] = 1 / state.counters["ratio"];
    state.counters["reference_indexed_ms"] = 120;
    state.counters["reference_bare_ms"] = 500;
}
BENCHMARK(complexQuery)->DenseRange(0, 3)->UseManualTime()->Iterations(15)->Unit(benchmark::kMillisecond);

/// Pages of repositories as the window asks for them: once from the query cache, once from the store. The cache's answer
/// has a look at the list's state in it.
void listKept(benchmark::State &state)
{
    const QTemporaryDir dir;
    const auto clock = std::make_shared<SystemClock>();
    DatabaseOptions keeping;
    keeping.queries = QueryCache::inMemory(clock);
    const auto now = QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC);
    const auto measured = [&](const auto &ask, const auto &kept, const auto &asked) {
        if (!ask(kept))
            state.SkipWithError("could not list");
        compare(
            state, "kept_ms", [&] { benchmark::DoNotOptimize(ask(kept)); }, "asked_ms",
            [&] { benchmark::DoNotOptimize(ask(asked)); });
        state.counters["times_faster"] = 1 / state.counters["ratio"];
    };
    const auto open = [&](const char *name, const DatabaseSchema &schema, const DatabaseOptions &options) {
        return *Database::open(dir.filePath(QLatin1String(name)), schema, clock, options);
    };
    const int rows = int(state.range(1));
    if (state.range(0) == 0) {
        const auto database = open("library.db", ReportRepository::schema(), keeping);
        if (!test::fillLibrary(*database, 5'000))
            std::abort();
        ReportFilter filter;
        filter.limit = rows;
        measured([&](const ReportRepository &reports) { return reports.page(filter); }, ReportRepository(database),
                 ReportRepository(open("library.db", ReportRepository::schema(), {})));
    } else if (state.range(0) == 1) {
        ConversationRepository conversations(open("conversations.db", ConversationRepository::schema(), keeping));
        for (int i = 0; i < rows; ++i) {
            ConversationSummary summary;
            summary.id = idOf(i);
            summary.title = QStringLiteral("What of margins, %1?").arg(i);
            summary.createdAt = summary.changedAt = now.addSecs(i);
            if (!conversations.append(summary, {}))
                std::abort();
        }
        measured([](const ConversationRepository &from) { return from.list(); }, conversations,
                 ConversationRepository(open("conversations.db", ConversationRepository::schema(), {})));
    } else {
        MonitorRepository monitors(open("monitors.db", MonitorRepository::schema(), keeping));
        for (int i = 0; i < rows; ++i) {
            Monitor monitor;
            monitor.id = idOf(i);
            monitor.name = QStringLiteral("The watch, %1").arg(i);
            monitor.companyId = QStringLiteral("acme");
            if (!monitors.insert(monitor))
                std::abort();
        }
        measured([](const MonitorRepository &from) { return from.monitors(); }, monitors,
                 MonitorRepository(open("monitors.db", MonitorRepository::schema(), {})));
    }
}
BENCHMARK(listKept)
    ->ArgNames({"list", "rows"})
    ->ArgsProduct({{0, 1, 2}, {1, 200}})
    ->UseManualTime()
    ->Iterations(201)
    ->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv); // Qt SQL finds its plugins by it
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return EXIT_FAILURE;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return EXIT_SUCCESS;
}
