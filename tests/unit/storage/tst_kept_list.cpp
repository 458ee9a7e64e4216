// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres_server.h"

#include "metrics/program_metrics.h"
#include "storage/collections/query_cache.h"
#include "storage/conversation_repository.h"
#include "storage/list_state.h"
#include "storage/monitor_repository.h"
#include "storage/report_repository.h"

#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <functional>
#include <thread>

using namespace consultantos;

namespace {

const QDateTime Now(QDate(2026, 3, 1), QTime(0, 0), Qt::UTC);

Report report(const QString &id, const QString &claim = QStringLiteral("Grow abroad"))
{
    Report report;
    report.id = id;
    report.createdAt = Now;
    report.status = QStringLiteral("completed");
    report.company.id = QStringLiteral("acme");
    report.company.name = QStringLiteral("Acme");
    report.summary.answer = ClaimBuilder(QStringLiteral("answer"), Grade::Playbook, 0.5).text(claim).build();
    return report;
}

Monitor monitor(const QString &id)
{
    Monitor monitor;
    monitor.id = id;
    monitor.name = QStringLiteral("The watch on ") + id;
    monitor.companyId = QStringLiteral("acme");
    monitor.nextCheck = Now;
    return monitor;
}

MonitorAlert alert(const QString &id)
{
    MonitorAlert alert;
    alert.id = id;
    alert.monitorId = QStringLiteral("m1");
    alert.companyId = QStringLiteral("acme");
    alert.subject = QStringLiteral("figure/revenue/FY2021");
    alert.created = alert.changed = Now;
    alert.history.append({Now, QStringLiteral("raised"), {}, {}});
    return alert;
}

ConversationSummary conversation(const QString &id)
{
    ConversationSummary summary;
    summary.id = id;
    summary.title = QStringLiteral("Margins of ") + id;
    summary.createdAt = summary.changedAt = Now;
    return summary;
}

ChatMessage message(const QString &id, const QString &text)
{
    ChatMessage message;
    message.id = id;
    message.when = Now;
    message.text = text;
    return message;
}

/// A store as two processes have it: one that keeps its lists, and one that knows nothing of that.
template <class Repository>
struct Shared {
    explicit Shared(const char *file)
        : path(dir.filePath(QLatin1String(file)))
    {
    }
    [[nodiscard]] std::shared_ptr<Database> open(const std::shared_ptr<QueryCache> &cache) const
    {
        DatabaseOptions options;
        options.metrics = metrics;
        options.queries = cache;
        return *test::openStore(path, Repository::schema(), clock, options);
    }
    /// Queries of ours so far that the cache answered.
    [[nodiscard]] int hits() const
    {
        double count = 0;
        for (const auto &family : metrics->snapshot()) {
            if (family.name != "consultantos_db_queries_total")
                continue;
            for (const auto &series : family.series)
                count += series.labels.last() == "cache" ? series.value : 0;
        }
        return qRound(count);
    }

    QTemporaryDir dir;
    QString path;
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    std::shared_ptr<ProgramMetrics> metrics = std::make_shared<ProgramMetrics>();
    std::shared_ptr<QueryCache> cache = QueryCache::inMemory(clock);
    std::shared_ptr<Database> database = open(cache);
    Repository ours{database};
    Repository others{open(nullptr)};
};

/// Asks twice, the second time from the cache; then after each write by us or by others, of which every single one must be
/// seen. What is right is what the one without a cache says.
template <class Shared, class Ask>
void everyWriteIsSeen(Shared &shared, const Ask &ask,
                      const QList<std::function<Status(decltype(shared.ours) &)>> &writes)
{
    int number = 0;
    for (const auto &write : writes) {
        auto &writer = number % 2 == 0 ? shared.ours : shared.others;
        const auto before = ask(shared.ours);
        QVERIFY(before);
        const int hits = shared.hits();
        QVERIFY(*ask(shared.ours) == *before);
        QCOMPARE(shared.hits(), hits + 1);
        const auto written = write(writer);
        QVERIFY2(written, qPrintable(written ? QString() : written.error().toText()));
        const auto after = ask(shared.ours);
        QVERIFY(after);
        QCOMPARE(shared.hits(), hits + 1);
        QVERIFY2(*after == *ask(shared.others), qPrintable(QString::number(number)));
        QVERIFY2(!(*after == *before), qPrintable(QString::number(number)));
        ++number;
    }
}

} // namespace

class TestKeptList : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (test::isOnPostgres() && !test::PostgresTestServer::isInstalled())
            QSKIP("PostgreSQL is not installed");
    }

    void reports()
    {
        Shared<ReportRepository> library("library.db");
        using Writes = QList<std::function<Status(ReportRepository &)>>;
        const QString a = QStringLiteral("a");
        everyWriteIsSeen(
            library, [](const ReportRepository &reports) { return reports.list(); },
            Writes{[&](auto &to) { return to.save(report(a)); },
                   [&](auto &to) { return to.save(report(QStringLiteral("b"))); },
                   [&](auto &to) {
                       return to.saveAll({report(QStringLiteral("c")), report(QStringLiteral("d"))});
                   },
                   [&](auto &to) { return to.keep(report(QStringLiteral("e"))); },
                   [&](auto &to) { return to.remove(a, Now); }, [&](auto &to) { return to.restore(a); }});
        ReportFilter deleted;
        deleted.deleted = true;
        everyWriteIsSeen(
            library, [&](const ReportRepository &reports) { return reports.count(deleted); },
            Writes{[&](auto &to) { return to.remove(a, Now); }, [&](auto &to) { return to.purge(a); },
                   [&](auto &to) { return to.remove(QStringLiteral("b"), Now); },
                   [&](auto &to) { return to.purgeDeleted(Now.addDays(1)).map([](int) {}); }});
        ReportFilter words;
        words.text = QStringLiteral("unusual");
        everyWriteIsSeen(
            library, [&](const ReportRepository &reports) { return reports.list(words); },
            Writes{[&](auto &to) { return to.save(report(QStringLiteral("f"), QStringLiteral("An unusual claim"))); },
                   [&](auto &to) { return to.save(report(QStringLiteral("f"), QStringLiteral("A usual claim"))); }});
    }

    void eachQuestionHasItsOwnAnswer()
    {
        Shared<ReportRepository> library("library.db");
        for (int i = 0; i < 5; ++i)
            QVERIFY(library.ours.save(report(QStringLiteral("r%1").arg(i)), QStringLiteral("u%1").arg(i % 2)));
        QList<ReportFilter> filters(11);
        filters[1].limit = 2;
        filters[2].limit = 2;
        filters[2].offset = 2;
        filters[3].owner = QStringLiteral("u1");
        filters[4].status = QStringLiteral("partial");
        filters[5].isReversed = true;
        filters[6].text = QStringLiteral("nothing");
        filters[7].limit = 2;
        filters[7].cursor = library.others.page(filters[1])->cursor;
        filters[8].limit = 3;
        filters[9].ids = QStringList{QStringLiteral("r1")};
        filters[10].ids = QStringList();
        QSet<QStringList> answers;
        for (int round = 0; round < 2; ++round) {
            for (const auto &filter : std::as_const(filters)) {
                const auto ours = library.ours.page(filter);
                const auto theirs = library.others.page(filter);
                QVERIFY(ours && theirs);
                QCOMPARE(ours->reports, theirs->reports);
                QCOMPARE(ours->cursor, theirs->cursor);
                QStringList ids;
                for (const auto &one : ours->reports)
                    ids.append(one.id);
                answers.insert(ids);
            }
        }
        QVERIFY(answers.size() >= 6); // a page by offset is that by cursor, and nothing is found twice
        QCOMPARE(library.hits(), int(filters.size()));
    }

    void conversations()
    {
        Shared<ConversationRepository> store("conversations.db");
        using Writes = QList<std::function<Status(ConversationRepository &)>>;
        const QString id = QStringLiteral("c1");
        everyWriteIsSeen(
            store, [](const ConversationRepository &to) { return to.list(QStringLiteral("margins")); },
            Writes{[&](auto &to) {
                       return to.append(conversation(id),
                                        {message(QStringLiteral("m1"), QStringLiteral("What of margins?"))});
                   },
                   [&](auto &to) {
                       return to.append(conversation(QStringLiteral("c2")),
                                        {message(QStringLiteral("m1"), QStringLiteral("Of revenue"))});
                   },
                   [&](auto &to) {
                       return to.replace(id, message(QStringLiteral("m1"), QStringLiteral("Whose margins?")));
                   },
                   [&](auto &to) { return to.rename(id, QStringLiteral("Profit")); },
                   [&](auto &to) { return to.remove(id); }});
    }

    void monitorsAndAlerts()
    {
        Shared<MonitorRepository> store("monitors.db");
        using Writes = QList<std::function<Status(MonitorRepository &)>>;
        const QString id = QStringLiteral("m1");
        const QString holder = QStringLiteral("me");
        everyWriteIsSeen(
            store, [](const MonitorRepository &to) { return to.monitors(); },
            Writes{[&](auto &to) { return to.insert(monitor(id)); },
                   [&](auto &to) { return to.insert(monitor(QStringLiteral("m2"))); },
                   [&](auto &to) {
                       return to
                           .changeMonitor(id,
                                          [](Monitor &changed) {
                                              changed.isActive = false;
                                              return Status();
                                          })
                           .map([](const Monitor &) {});
                   },
                   [&](auto &to) { return to.remove(QStringLiteral("m2")); }});
        everyWriteIsSeen(
            store, [](const MonitorRepository &to) { return to.alerts({}); },
            Writes{[&](auto &to) {
                       const auto lease = to.lease(id, holder, Now);
                       return lease ? to.finish({*lease->monitor, {}, {alert(QStringLiteral("a1"))}}, holder)
                                    : Status(tl::unexpected(lease.error()));
                   },
                   [&](auto &to) {
                       return to
                           .changeAlert(QStringLiteral("a1"),
                                        [](MonitorAlert &changed) {
                                            changed.state = AlertState::Dismissed;
                                            return Status();
                                        })
                           .map([](const MonitorAlert &) {});
                   }});
        // Alerts of one company aren't those of another.
        AlertSelection other;
        other.companyId = QStringLiteral("another");
        QVERIFY(store.ours.alerts(other)->isEmpty());
        QCOMPARE(store.ours.alerts({})->size(), 1);
    }

    /// Even a statement of nobody's knowledge, as a cascade or another version of the program may issue.
    void aWriteAroundTheRepositoryIsSeen()
    {
        Shared<ReportRepository> library("library.db");
        QVERIFY(library.ours.save(report(QStringLiteral("a"))));
        QCOMPARE(*library.ours.count(), 1);
        const auto other = library.open(nullptr);
        const auto connection = other->connection();
        QVERIFY(connection);
        QVERIFY((*connection)->run(QStringLiteral("DELETE FROM reports WHERE id = 'a'")));
        QCOMPARE(*library.ours.count(), 0);
    }

    void whatIsRolledBackLeavesTheListAsItWas()
    {
        Shared<ReportRepository> library("library.db");
        QVERIFY(library.ours.save(report(QStringLiteral("a"))));
        QCOMPARE(*library.ours.count(), 1);
        const auto failed = library.database->change([](const Connection &connection) -> Status {
            auto gone = connection.run(QStringLiteral("DELETE FROM reports"));
            return gone ? Status(fail(ErrorCode::Internal, QStringLiteral("no")))
                        : Status(tl::unexpected(gone.error()));
        });
        QVERIFY(!failed);
        const int hits = library.hits();
        QCOMPARE(*library.ours.count(), 1);
        QCOMPARE(library.hits(), hits + 1);
    }

    /// A file put in the place of one that the cache has lists of; counters would come to numbers that they had.
    void anotherFileInThePlaceIsAnotherList()
    {
        if (test::isOnPostgres())
            QSKIP("files only");
        QTemporaryDir dir;
        const auto clock = std::make_shared<SystemClock>();
        DatabaseOptions options;
        options.queries = QueryCache::inMemory(clock);
        const auto path = dir.filePath(QStringLiteral("library.db"));
        const auto countWith = [&](const QString &id) {
            ReportRepository reports(*Database::open(path, ReportRepository::schema(), clock, options));
            if (!id.isEmpty() && !reports.save(report(id)))
                return -1;
            return reports.count().value_or(-1);
        };
        QCOMPARE(countWith(QStringLiteral("a")), 1);
        QVERIFY(QFile::copy(path, path + QStringLiteral(".copy")));
        QCOMPARE(countWith(QStringLiteral("b")), 2);
        QVERIFY(QFile::remove(path) && QFile::copy(path + QStringLiteral(".copy"), path));
        QCOMPARE(countWith({}), 1);
        QCOMPARE(countWith(QStringLiteral("c")), 2);
        QVERIFY(QFile::remove(path));
        QCOMPARE(countWith({}), 0);
    }

    /// Writers and readers at once, in threads: nobody sees less than what he wrote himself.
    void ownWritesAreSeenAtOnceWhoeverElseWrites()
    {
        Shared<ReportRepository> library("library.db");
        constexpr int Each = 25;
        std::atomic<int> faults = 0;
        std::vector<std::thread> threads;
        for (int thread = 0; thread < 3; ++thread)
            threads.emplace_back([&, thread] {
                ReportFilter mine;
                mine.owner = QStringLiteral("u%1").arg(thread);
                for (int i = 1; i <= Each; ++i) {
                    const auto saved =
                        library.ours.save(report(QStringLiteral("r%1-%2").arg(thread).arg(i)), *mine.owner);
                    const auto count = library.ours.count(mine);
                    const auto list = library.ours.list(mine);
                    if (!saved || !count || *count != i || !list || list->size() != i)
                        ++faults;
                }
            });
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(faults.load(), 0);
        QCOMPARE(*library.ours.count(), 3 * Each);
    }

    void aServerThatTellsOfChangesHasItsListsLetGo()
    {
        if (!test::isOnPostgres())
            QSKIP("PostgreSQL only");
        const auto clock = std::make_shared<SystemClock>();
        const auto server = std::make_shared<PostgresServer>(*PostgresUrl::parse(test::sharedPostgres().url()));
        server->beginListening();
        QTRY_VERIFY_WITH_TIMEOUT(server->isListening(), 30'000);
        DatabaseOptions options;
        options.metrics = std::make_shared<ProgramMetrics>();
        options.queries = QueryCache::inMemory(clock);
        const PostgresStoreName name{QStringLiteral("heard-1"), QStringLiteral("heard"), QStringLiteral("monitors")};
        const MonitorRepository ours(*server->openStore(name, MonitorRepository::schema(), options));
        const auto elsewhere = std::make_shared<PostgresServer>(*PostgresUrl::parse(test::sharedPostgres().url()));
        MonitorRepository others(*elsewhere->openStore(name, MonitorRepository::schema()));
        QVERIFY(ours.monitors()->isEmpty());
        QVERIFY(options.queries->kept() == 1);
        QVERIFY(others.insert(monitor(QStringLiteral("m1"))));
        QTRY_COMPARE_WITH_TIMEOUT(options.queries->kept(), 0, 30'000);
        QCOMPARE(ours.monitors()->size(), 1);
        bool hasPool = false;
        for (const auto &family : options.metrics->snapshot())
            hasPool = hasPool || (family.name == "consultantos_db_pool_leases_total" && family.series[0].value > 0);
        QVERIFY(hasPool);
    }
};

QTEST_GUILESS_MAIN(TestKeptList)
#include "tst_kept_list.moc"
