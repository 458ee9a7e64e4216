// SPDX-License-Identifier: GPL-3.0-or-later
// How long a team's store takes beside raw libpq on the same server: reads of one report, batches of 100 and 500 of facts,
// a list. Ours and raw take turns; what counts is the ratio of their medians. Settings of the server: fsync is off, so that
// the disk doesn't decide; see docs/benchmarks.md.
#include "postgres_server.h"

#include "storage/document_repository.h"
#include "storage/fact_repository.h"
#include "storage/report_repository.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <vector>

#include <libpq-fe.h>

using namespace consultantos;

namespace {

constexpr int Rounds = 31;

double microseconds(const std::function<bool()> &work)
{
    const auto began = std::chrono::steady_clock::now();
    if (!work()) {
        std::fputs("a benchmark's work failed\n", stderr);
        std::exit(EXIT_FAILURE);
    }
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - began).count();
}

double median(std::vector<double> times)
{
    std::nth_element(times.begin(), times.begin() + std::ssize(times) / 2, times.end());
    return times[times.size() / 2];
}

/// Both in turn, so that what else the machine does meets both.
void compare(const char *name, const std::function<bool()> &ours, const std::function<bool()> &raw)
{
    std::vector<double> mine;
    std::vector<double> theirs;
    for (int round = 0; round < Rounds; ++round) {
        mine.push_back(microseconds(ours));
        theirs.push_back(microseconds(raw));
    }
    const auto a = median(mine);
    const auto b = median(theirs);
    std::printf("%-44s %10.0f us %10.0f us   %5.2f x\n", name, a, b, a / b);
}

Report report(int number)
{
    Report report;
    report.id = QStringLiteral("r%1").arg(number);
    report.createdAt = QDateTime(QDate(2020, 1, 1), QTime(12, 0), Qt::UTC).addSecs(number);
    report.status = QStringLiteral("completed");
    report.company.id = QStringLiteral("c%1").arg(number % 50);
    report.company.name = QStringLiteral("Company %1").arg(number % 50);
    return report;
}

std::vector<std::string> rowOf(int number)
{
    return {
        "x",          "t/" + std::to_string(number),  "us-gaap", "Tag" + std::to_string(number), "USD", "2020-01-01",
        "2020-12-31", std::to_string(1000.5 * number)};
}

/// One statement, prepared once, for each row within a transaction: what a program does that knows libpq but no trick.
bool rawRows(PGconn *connection, int from, int count)
{
    PQclear(PQexec(connection, "BEGIN"));
    for (int i = from; i < from + count; ++i) {
        const auto row = rowOf(i);
        std::vector<const char *> values;
        for (const auto &value : row)
            values.push_back(value.c_str());
        auto *result = PQexecPrepared(connection, "fact", int(values.size()), values.data(), nullptr, nullptr, 0);
        const bool isDone = PQresultStatus(result) == PGRES_COMMAND_OK;
        PQclear(result);
        if (!isDone)
            return false;
    }
    PQclear(PQexec(connection, "COMMIT"));
    return true;
}

/// All rows as one statement with arrays.
bool rawArrays(PGconn *connection, int from, int count)
{
    PQclear(PQexec(connection, "BEGIN"));
    std::vector<std::string> columns(8, "{");
    for (int i = from; i < from + count; ++i) {
        const auto row = rowOf(i);
        for (std::size_t column = 0; column < row.size(); ++column)
            columns[column] += (i > from ? "," : "") + row[column];
    }
    std::vector<const char *> values;
    for (auto &column : columns)
        values.push_back((column += "}").c_str());
    auto *result = PQexecPrepared(connection, "facts", int(values.size()), values.data(), nullptr, nullptr, 0);
    const bool isDone = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    PQclear(PQexec(connection, "COMMIT"));
    return isDone;
}

bool rawRead(PGconn *connection, const char *statement, const char *value)
{
    auto *result = PQexecPrepared(connection, statement, 1, &value, nullptr, nullptr, 0);
    const bool isRead = PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) > 0;
    PQclear(result);
    return isRead;
}

/// 100,000 passages of 60 words, of which the word "often" is in every fourth, "seldom" in one of 500.
bool fillPassages(DocumentRepository &documents)
{
    constexpr int Documents = 100;
    constexpr int Blocks = 1'000;
    constexpr int Words = 60;
    for (int i = 0; i < Documents; ++i) {
        Document document;
        document.id = QStringLiteral("d%1").arg(i);
        document.name = document.id + QStringLiteral(".txt");
        document.format = QStringLiteral("text");
        for (int j = 0; j < Blocks; ++j) {
            const int number = i * Blocks + j;
            QStringList words;
            for (int k = 0; k < Words - 2; ++k)
                words.append(QStringLiteral("w%1").arg((number * 31 + k * k * 17) % 5'003));
            words.append(number % 4 == 0 ? QStringLiteral("often") : QStringLiteral("other"));
            words.append(number % 500 == 0 ? QStringLiteral("seldom") : QStringLiteral("else"));
            Block block;
            block.text = words.join(QLatin1Char(' '));
            document.blocks.append(block);
        }
        DocumentOrigin origin;
        origin.path = QLatin1Char('/') + document.name;
        if (!documents.store(document, origin))
            return false;
    }
    return true;
}

/// Searches beside what finding alone takes on the server: the words matched by its index, and the hits counted.
bool compareSearches(PostgresServer &pool, PGconn *raw)
{
    const auto store = pool.openStore({QStringLiteral("main"), QStringLiteral("main"), QStringLiteral("documents")},
                                      DocumentRepository::schema());
    if (!store)
        return false;
    DocumentRepository documents(*store, std::make_shared<SystemClock>());
    if (!fillPassages(documents))
        return false;
    PQclear(PQexec(raw, "ANALYZE main_documents.passages"));
    PQclear(
        PQprepare(raw, "find",
                  "SELECT count(*) FROM main_documents.passages WHERE words @@ to_tsquery('consultantos.porter', $1)",
                  0, nullptr));
    for (const char *word : {"seldom", "often"}) {
        PassageFilter filter;
        filter.text = QLatin1String(word);
        const auto found = documents.search(filter);
        if (!found)
            return false;
        const auto name = std::string("search, ") + std::to_string(found->total) + " hits";
        compare(
            name.c_str(), [&] { return documents.search(filter).has_value(); },
            [&] { return rawRead(raw, "find", word); });
    }
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv); // Qt SQL finds its plugins by it
    if (!test::PostgresTestServer::isInstalled()) {
        std::puts("PostgreSQL is not installed");
        return EXIT_SUCCESS;
    }
    test::PostgresTestServer server;
    const auto url = PostgresUrl::parse(server.url());
    if (!url)
        return EXIT_FAILURE;
    const auto pool = std::make_shared<PostgresServer>(*url);
    const auto named = [](const char *store) {
        return PostgresStoreName{QStringLiteral("main"), QStringLiteral("main"), QLatin1String(store)};
    };
    auto library = pool->openStore(named("library"), ReportRepository::schema());
    auto scratch =
        pool->openStore(named("scratch"), {QStringLiteral("scratch"),
                                           1,
                                           {{1,
                                             {QStringLiteral("CREATE TABLE f(company TEXT, id TEXT, taxonomy "
                                                             "TEXT, tag TEXT, unit TEXT, start TEXT, until "
                                                             "TEXT, value REAL, PRIMARY KEY(company, id))")}}}});
    if (!library || !scratch)
        return EXIT_FAILURE;
    ReportRepository reports(*library);
    constexpr int Reports = 2'000;
    for (int i = 0; i < Reports; ++i) {
        if (!reports.save(report(i)))
            return EXIT_FAILURE;
    }
    auto *raw = PQconnectdb(qPrintable(server.url()));
    PQclear(PQexec(raw, "SET search_path TO main_library, main_scratch"));
    PQclear(PQprepare(raw, "one", "SELECT b.body FROM reports r JOIN report_bodies b USING(number) WHERE r.id = $1", 0,
                      nullptr));
    PQclear(
        PQprepare(raw, "list",
                  "SELECT r.id, r.created_at, r.company_id, r.company_name, r.question, r.frameworks, r.depth, "
                  "r.status, r.duration_s, r.engine_version, r.deleted_at FROM reports r WHERE r.deleted_at IS NULL "
                  "AND r.company_id = $1 ORDER BY r.created_at DESC, r.number DESC LIMIT 100",
                  0, nullptr));
    const char *upsert = " ON CONFLICT(company, id) DO UPDATE SET value = excluded.value";
    PQclear(PQprepare(raw, "fact", (std::string("INSERT INTO f VALUES($1,$2,$3,$4,$5,$6,$7,$8)") + upsert).c_str(), 0,
                      nullptr));
    PQclear(PQprepare(raw, "facts",
                      (std::string("INSERT INTO f SELECT * FROM unnest($1::text[],$2::text[],$3::text[],$4::text[],"
                                   "$5::text[],$6::text[],$7::text[],$8::float8[])")
                       + upsert)
                          .c_str(),
                      0, nullptr));
    std::printf("%-44s %13s %13s   %7s\n", "", "ours", "libpq", "ratio");
    compare(
        "one report's body", [&] { return reports.loadJson(QStringLiteral("r77")).has_value(); },
        [&] { return rawRead(raw, "one", "r77"); });
    ReportFilter filter;
    filter.companyId = QStringLiteral("c7");
    filter.limit = 100;
    compare(
        "list of a company's reports (40 rows)", [&] { return reports.list(filter).has_value(); },
        [&] { return rawRead(raw, "list", "c7"); });
    const auto batch = [&](int count) {
        return [&, count, next = 1'000'000]() mutable {
            QList<QVariantList> rows;
            for (int i = 0; i < count; ++i, ++next) {
                QVariantList values;
                for (const auto &value : rowOf(next))
                    values.append(QString::fromStdString(value));
                values.last() = values.last().toDouble();
                rows.append(values);
            }
            return (*scratch)
                ->change([&](const Connection &connection) {
                    return connection.runAll(
                        QStringLiteral("INSERT INTO f(company, id, taxonomy, tag, unit, start, until, value) "
                                       "VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON "
                                       "CONFLICT(company, id) DO UPDATE SET value = excluded.value"),
                        rows);
                })
                .has_value();
        };
    };
    for (const int count : {100, 500}) {
        const auto name = [count](const char *by) { return "batch of " + std::to_string(count) + ", libpq " + by; };
        compare(name("by prepared statements").c_str(), batch(count),
                [&, next = 0]() mutable { return rawRows(raw, next += count, count); });
        PQclear(PQexec(raw, "TRUNCATE f"));
        compare(name("by arrays (unnest)").c_str(), batch(count),
                [&, next = 0]() mutable { return rawArrays(raw, next += count, count); });
        PQclear(PQexec(raw, "TRUNCATE f"));
    }
    if (!compareSearches(*pool, raw))
        return EXIT_FAILURE;
    PQfinish(raw);
    const auto figures = pool->figures();
    std::printf("pool: %d open, %lld leases, %lld waits\n", figures.open, static_cast<long long>(figures.leases),
                static_cast<long long>(figures.waits));
    return EXIT_SUCCESS;
}
