// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres_server.h"
#include "tcp_proxy.h"

#include "storage/change_counter.h"
#include "storage/conversation_repository.h"
#include "storage/document_repository.h"
#include "storage/original_repository.h"
#include "storage/postgres/change_listener.h"
#include "storage/report_repository.h"

#include <QMutex>
#include <QTest>

#include <atomic>
#include <thread>

using namespace consultantos;
using test::PostgresTestServer;

namespace {

const QString Reading = QStringLiteral("SELECT value FROM counters WHERE name = 'changes'");

std::shared_ptr<PostgresServer> serverAt(const QString &url, const QString &person = {})
{
    const auto parsed = PostgresUrl::parse(url);
    return parsed ? std::make_shared<PostgresServer>(*parsed, person) : nullptr;
}

PostgresStoreName library(const QString &engagement)
{
    return {engagement, engagement, QStringLiteral("library")};
}

Report report(const QString &id)
{
    Report report;
    report.id = id;
    report.createdAt = QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC);
    report.status = QStringLiteral("completed");
    report.company.id = QStringLiteral("acme");
    report.company.name = QStringLiteral("Acme");
    return report;
}

/// A document whose paragraphs are the texts.
Document documentOf(const QStringList &texts)
{
    Document document;
    document.id = QStringLiteral("d1");
    document.name = QStringLiteral("d.txt");
    document.format = QStringLiteral("text");
    for (const auto &text : texts) {
        Block block;
        block.text = text;
        document.blocks.append(block);
    }
    return document;
}

} // namespace

class PostgresStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // Before Qt has loaded its drivers: it keeps them.
        const auto paths = QCoreApplication::libraryPaths();
        QCoreApplication::setLibraryPaths({QStringLiteral("/nowhere")});
        const auto without = serverAt(QStringLiteral("postgresql://a@127.0.0.1:1/b"))->check();
        QCoreApplication::setLibraryPaths(paths);
        QVERIFY(!without);
        QCOMPARE(without.error().code, ErrorCode::NotFound);
        QVERIFY(without.error().detail.contains(QLatin1String("libqt6sql6-psql")));
        if (!PostgresTestServer::isInstalled())
            QSKIP("PostgreSQL is not installed");
        m_server = std::make_unique<PostgresTestServer>();
        QVERIFY(m_server->isRunning());
        for (const auto &name : {"reader", "stranger", "service"})
            QVERIFY(m_server->addLogin(QLatin1String(name)));
    }

    void addressesAreTakenApart()
    {
        const auto url = PostgresUrl::parse(QStringLiteral(
            "postgresql://ann:p%40ss%2F@db.example:5433/team?sslmode=verify-full&pool=3&statement_timeout=7"));
        QVERIFY(url);
        QCOMPARE(url->host, QStringLiteral("db.example"));
        QCOMPARE(url->port, 5433);
        QCOMPARE(url->password, QStringLiteral("p@ss/"));
        QCOMPARE(url->pool, 3);
        QCOMPARE(url->statementTimeout, std::chrono::milliseconds(7'000));
        QCOMPARE(url->text(), QStringLiteral("postgresql://ann@db.example:5433/team"));
        for (const auto *wrong : {"http://a@b/c", "postgresql://a@b", "postgresql://b/c", "postgresql://a@b/c?sslmod=x",
                                  "postgresql://a@b/c?pool=0", "postgresql://a:secret@b:x/c"}) {
            const auto refused = PostgresUrl::parse(QLatin1String(wrong));
            QVERIFY2(!refused, wrong);
            QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
            QVERIFY(!refused.error().toText().contains(QLatin1String("secret")));
        }
    }

    void whatCanNotBeReachedOrEnteredIsAnErrorWithoutThePassword()
    {
        const auto codeOf = [](QString url, const QString &from, const QString &to) {
            const auto status = serverAt(url.replace(from, to))->check();
            if (status)
                return ErrorCode::Internal;
            if (status.error().toText().contains(QLatin1String("hunter2")))
                qWarning().noquote() << status.error().toText();
            return status.error().toText().contains(QLatin1String("hunter2")) ? ErrorCode::Internal
                                                                              : status.error().code;
        };
        const auto url = m_server->url();
        QVERIFY(serverAt(url)->check());
        QCOMPARE(codeOf(url, QStringLiteral("keeper:keeper"), QStringLiteral("keeper:hunter2")), ErrorCode::Denied);
        QCOMPARE(codeOf(url, QStringLiteral("keeper:keeper"), QStringLiteral("nobody:hunter2")), ErrorCode::Denied);
        QCOMPARE(codeOf(url, QStringLiteral("/team"), QStringLiteral("/other")), ErrorCode::NotFound);
        QCOMPARE(codeOf(url, QStringLiteral(":%1/").arg(m_server->port()), QStringLiteral(":1/")), ErrorCode::Network);
        QCOMPARE(codeOf(url, QStringLiteral("/team"), QStringLiteral("/team?sslmode=require")), ErrorCode::Network);
    }

    void twoThatSetUpAtOnceBothSucceed()
    {
        std::atomic<int> opened = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                if (serverAt(m_server->url())->openStore(library(QStringLiteral("race-1")), ReportRepository::schema()))
                    ++opened;
            });
        }
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(opened, 4);
    }

    void aNewerStoreIsRefused()
    {
        const auto server = serverAt(m_server->url());
        auto schema = ReportRepository::schema();
        QVERIFY(server->openStore(library(QStringLiteral("newer-1")), schema));
        schema.migrations.removeLast();
        const auto opened = server->openStore(library(QStringLiteral("newer-1")), schema);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::NewerVersion);
    }

    void aServerThatWasRestartedIsUsedAgain()
    {
        PostgresTestServer own;
        const auto server = serverAt(own.url());
        const auto database = server->openStore(library(QStringLiteral("main")), ReportRepository::schema());
        QVERIFY(database);
        ReportRepository reports(*database);
        QVERIFY(reports.save(report(QStringLiteral("a"))));
        own.stop();
        const auto away = reports.list();
        QVERIFY(!away);
        QCOMPARE(away.error().code, ErrorCode::Network);
        QVERIFY(away.error().retryable);
        QVERIFY(own.start());
        QCOMPARE(reports.list()->size(), 1);
        own.kill();
        QVERIFY(own.start());
        QVERIFY(reports.save(report(QStringLiteral("b")))); // the first call after it writes
        QCOMPARE(reports.list()->size(), 2);
    }

    void aCutConnectionIsMadeAgain()
    {
        test::TcpProxy proxy(m_server->port());
        auto url = m_server->url();
        url.replace(QString::number(m_server->port()), QString::number(proxy.port()));
        const auto database = serverAt(url)->openStore(library(QStringLiteral("cut-1")), ReportRepository::schema());
        QVERIFY(database);
        ReportRepository reports(*database);
        QVERIFY(reports.save(report(QStringLiteral("a"))));
        proxy.setCut(true);
        QCOMPARE(reports.save(report(QStringLiteral("b"))).error().code, ErrorCode::Network);
        proxy.setCut(false);
        QVERIFY(reports.save(report(QStringLiteral("b"))));
        QCOMPARE(reports.list()->size(), 2);
    }

    void aChangeThatIsCutInItsMiddleLeavesNothing()
    {
        const auto database =
            *serverAt(m_server->url())->openStore(library(QStringLiteral("half-1")), ReportRepository::schema());
        const auto changed = database->change([&](const Connection &connection) -> Status {
            if (auto counted = countChange(connection); !counted)
                return counted;
            m_server->execute(QStringLiteral("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                                             "WHERE usename = 'keeper'"));
            return countChange(connection);
        });
        QVERIFY(!changed);
        QCOMPARE(changed.error().code, ErrorCode::Network);
        QCOMPARE(*countedChanges(*database), 0);
        QVERIFY(database->change([](const Connection &connection) { return countChange(connection); }));
        QCOMPARE(*countedChanges(*database), 1);
    }

    void statementsAndLocksHaveTheirTime()
    {
        const auto server =
            serverAt(m_server->url(QStringLiteral("keeper"), QStringLiteral("?statement_timeout=1&lock_timeout=1")));
        const auto database = *server->openStore(library(QStringLiteral("slow-1")), ReportRepository::schema());
        const auto slow = (*database->connection())->run(QStringLiteral("SELECT pg_sleep(30)"));
        QVERIFY(!slow);
        QCOMPARE(slow.error().code, ErrorCode::TimedOut);
        QVERIFY(slow.error().retryable);
        const auto other =
            *serverAt(m_server->url())->openStore(library(QStringLiteral("slow-1")), ReportRepository::schema());
        const auto held = database->change([&](const Connection &) -> Status {
            std::optional<ErrorCode> code;
            std::thread([&] {
                const auto third = serverAt(m_server->url(QStringLiteral("keeper"), QStringLiteral("?lock_timeout=1")));
                const auto blocked = (*third->openStore(library(QStringLiteral("slow-1")), ReportRepository::schema()))
                                         ->change([](const Connection &) { return Status(); });
                code = blocked ? ErrorCode::Internal : blocked.error().code;
            }).join();
            return code == ErrorCode::Busy ? Status() : fail(ErrorCode::Internal, QStringLiteral("not busy"));
        });
        QVERIFY2(held, held ? "" : qPrintable(held.error().toText()));
        QVERIFY(other->change([](const Connection &connection) { return countChange(connection); }));
    }

    void connectionsAreLentUpToTheLimitAndWaitedFor()
    {
        const auto server =
            serverAt(m_server->url(QStringLiteral("keeper"), QStringLiteral("?pool=2&lock_timeout=20")));
        const auto database = *server->openStore(library(QStringLiteral("pool-1")), ReportRepository::schema());
        std::atomic<int> done = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 6; ++i) {
            threads.emplace_back([&] {
                const auto connection = database->connection();
                if (connection && (*connection)->run(QStringLiteral("SELECT pg_sleep(0.1)")))
                    ++done;
            });
        }
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(done, 6);
        const auto figures = server->figures();
        QVERIFY(figures.open <= 2);
        QCOMPARE(figures.idle, figures.open);
        QVERIFY(figures.waits >= 1);
        QVERIFY(figures.longestWait.count() > 0);
    }

    void aPoolThatStaysEmptyIsBusy()
    {
        const auto server = serverAt(m_server->url(QStringLiteral("keeper"), QStringLiteral("?pool=1&lock_timeout=1")));
        const auto database = *server->openStore(library(QStringLiteral("pool-2")), ReportRepository::schema());
        const auto held = database->connection();
        std::optional<ErrorCode> code;
        std::thread([&] {
            const auto none = database->connection();
            code = none ? ErrorCode::Internal : none.error().code;
        }).join();
        QCOMPARE(code, ErrorCode::Busy);
        QCOMPARE((*database->connection()).get(), held->get()); // the same thread has it already
    }

    void whoHasNoRightSeesNothingEvenWithSqlOfTheirOwn()
    {
        const auto mine =
            *serverAt(m_server->url())->openStore(library(QStringLiteral("rights-1")), ReportRepository::schema());
        ReportRepository reports(mine);
        QVERIFY(reports.save(report(QStringLiteral("a"))));
        const auto grant = [&](const char *person, const char *role) {
            return mine->connection().and_then([&](const auto &connection) {
                return connection->run(QStringLiteral("SELECT consultantos.grant_right('rights-1', ?, ?)"),
                                       {QLatin1String(person), QLatin1String(role)});
            });
        };
        QVERIFY(grant("reader", "reader"));

        const auto refused = serverAt(m_server->url(QStringLiteral("stranger")))
                                 ->openStore(library(QStringLiteral("rights-1")), ReportRepository::schema());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Denied);

        ConnectionOptions options;
        options.title = QStringLiteral("raw");
        const auto counting = QStringLiteral("SELECT count(*) FROM \"rights-1_library\".reports");
        const auto raw = *serverAt(m_server->url(QStringLiteral("stranger")), QStringLiteral("keeper"))
                              ->lease(options, QStringLiteral("rights-1_library"));
        QCOMPARE(raw->scalar(counting)->toInt(), 0);
        QVERIFY(raw->run(QStringLiteral("SELECT set_config('app.user', 'keeper', false)")));
        QCOMPARE(raw->scalar(counting)->toInt(), 0);
        QCOMPARE(raw->scalar(QStringLiteral("SELECT count(*) FROM match_report_text('acme')"))->toInt(), 0);
        QCOMPARE(raw->scalar(QStringLiteral("SELECT count(*) FROM \"rights-1_library\".report_bodies"))->toInt(), 0);
        QCOMPARE(raw->run(QStringLiteral("DELETE FROM reports"))->numRowsAffected(), 0);
        for (const auto *forbidden :
             {"INSERT INTO counters VALUES('x', 1)", "SELECT * FROM consultantos.rights",
              "SELECT consultantos.grant_right('rights-1', 'stranger', 'owner')",
              "INSERT INTO consultantos.services VALUES('stranger')", "SET row_security = off; SELECT * FROM reports",
              "ALTER TABLE reports DISABLE ROW LEVEL SECURITY", "SET ROLE keeper"}) {
            const auto done = static_cast<PostgresConnection &>(*raw).script(QLatin1String(forbidden));
            QVERIFY2(!done, forbidden);
            QCOMPARE(done.error().code, ErrorCode::Denied);
        }

        const auto theirs = serverAt(m_server->url(QStringLiteral("reader")))
                                ->openStore(library(QStringLiteral("rights-1")), ReportRepository::schema());
        QVERIFY(theirs);
        QVERIFY((*theirs)->isReadOnly());
        ReportRepository read(*theirs);
        QCOMPARE(read.list()->size(), 1);
        QCOMPARE(read.save(report(QStringLiteral("b"))).error().code, ErrorCode::Denied);
        QVERIFY(!read.remove(QStringLiteral("a"), QDateTime::currentDateTimeUtc()));
        QCOMPARE(reports.list()->size(), 1);

        // A table of one's own can't stand for the store's in a function that runs with the owner's rights.
        const auto sly =
            *serverAt(m_server->url(QStringLiteral("reader")))->lease(options, QStringLiteral("rights-1_library"));
        const auto hits = QStringLiteral("SELECT count(*) FROM match_report_text('acme')");
        QCOMPARE(sly->scalar(hits)->toInt(), 1);
        QVERIFY(
            sly->run(QStringLiteral("CREATE TEMP TABLE report_text(rowid bigint, words tsvector, searched bigint)")));
        QCOMPARE(sly->scalar(hits)->toInt(), 1);
        // Nor does an engagement belong to whoever names it first without being able to make it.
        QVERIFY(sly->run(QStringLiteral("SELECT consultantos.begin_engagement('taken-1', 'taken')")));
        QVERIFY(serverAt(m_server->url())->openStore(library(QStringLiteral("taken-1")), ReportRepository::schema()));
    }

    void aServiceSpeaksForThePersonThatItNames()
    {
        const auto mine =
            *serverAt(m_server->url())->openStore(library(QStringLiteral("service-1")), ReportRepository::schema());
        QVERIFY(m_server->execute(QStringLiteral("INSERT INTO consultantos.services VALUES('service')")));
        QVERIFY((*mine->connection())
                    ->run(QStringLiteral("SELECT consultantos.grant_right('service-1', 'ann', 'editor')")));
        const auto opens = [&](const char *person) {
            return serverAt(m_server->url(QStringLiteral("service")), QLatin1String(person))
                ->openStore(library(QStringLiteral("service-1")), ReportRepository::schema())
                .has_value();
        };
        QVERIFY(opens("ann"));
        QVERIFY(!opens("bob"));
        QVERIFY(!opens(""));
    }

    void changesOfOthersAreHeardAndMissedOnesCaughtUpWith()
    {
        PostgresTestServer own;
        const auto name = library(QStringLiteral("main"));
        const auto url = *PostgresUrl::parse(own.url());
        ReportRepository reports(*serverAt(own.url())->openStore(name, ReportRepository::schema()));
        QMutex mutex;
        qint64 heard = -1;
        const auto last = [&] {
            const QMutexLocker lock(&mutex);
            return heard;
        };
        const ChangeListener listener(url, {name.schema()}, [&](const QString &schema, qint64 changes) {
            const QMutexLocker lock(&mutex);
            heard = schema == name.schema() ? changes : -2;
        });
        QTRY_VERIFY_WITH_TIMEOUT(listener.isListening(), 30'000);
        QVERIFY(reports.save(report(QStringLiteral("a"))));
        QTRY_COMPARE_WITH_TIMEOUT(last(), *reports.changeCounter(), 30'000);
        own.stop();
        QTRY_VERIFY_WITH_TIMEOUT(!listener.isListening(), 30'000);
        QVERIFY(own.start());
        QVERIFY(reports.save(report(QStringLiteral("b"))));
        QTRY_COMPARE_WITH_TIMEOUT(last(), *reports.changeCounter(), 30'000);
    }

    void originalsComeBackByteForByteAndAreKeptOnce()
    {
        QByteArray bytes(300'000, '\0');
        for (qsizetype i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<char>((i * 131) ^ (i >> 7));
        OriginalRepository originals(
            *serverAt(m_server->url())
                 ->openStore({QStringLiteral("originals-1"), QStringLiteral("o"), QStringLiteral("originals")},
                             OriginalRepository::schema()));
        QVERIFY(originals.keep(QStringLiteral("d1"), {QStringLiteral("pdf"), bytes}));
        QVERIFY(originals.keep(QStringLiteral("d1"), {QStringLiteral("pdf"), QByteArray("other")}));
        const auto found = originals.find(QStringLiteral("d1"));
        QVERIFY(found);
        QCOMPARE(found->format, QStringLiteral("pdf"));
        QVERIFY(found->bytes == bytes);
        QVERIFY(originals.remove(QStringLiteral("d1")));
        QCOMPARE(originals.find(QStringLiteral("d1")).error().code, ErrorCode::NotFound);
    }

    void searchesFindWhatSqliteFinds()
    {
        const QStringList texts{
            QStringLiteral("Börsen-Umsätze rose by 12.5% in São Paulo; pre-tax margins didn't."),
            QStringLiteral("Running margins of the runners: margin, margin and margin again."),
            QStringLiteral("A relational agreement about relations, generally generalized (10-K, item 1A)."),
            QStringLiteral("Competitors of Ünïversal compete on price; competition is increasing."),
            QStringLiteral("日本語 and ΑΒΓ stay whole, as 5e6 and 3rd do."),
            QStringLiteral("The tax rate before taxation was 21 percent, the pre tax rate 19.")};
        const auto clock = std::make_shared<SystemClock>();
        QTemporaryDir folder;
        DocumentRepository sqlite(
            *Database::open(folder.filePath(QStringLiteral("documents.db")), DocumentRepository::schema(), clock),
            clock);
        DocumentRepository postgres(
            *serverAt(m_server->url())
                 ->openStore({QStringLiteral("search-1"), QStringLiteral("s"), QStringLiteral("documents")},
                             DocumentRepository::schema()),
            clock);
        QVERIFY(sqlite.store(documentOf(texts), {}));
        QVERIFY(postgres.store(documentOf(texts), {}));
        for (const auto *words : {"borsen",
                                  "umsatze",
                                  "pre-tax",
                                  "\"pre tax\"",
                                  "margins",
                                  "margin",
                                  "run",
                                  "relation",
                                  "general",
                                  "compet",
                                  "competition",
                                  "10-K",
                                  "5e6",
                                  "\xce\xb1\xce\xb2\xce\xb3",
                                  "tax -rate",
                                  "sao paulo",
                                  "12.5",
                                  "didn't",
                                  "universal price",
                                  "taxation",
                                  "nothing",
                                  "21"}) {
            for (const auto match : {WordMatch::All, WordMatch::Any}) {
                PassageFilter filter;
                filter.text = QString::fromUtf8(words);
                filter.match = match;
                const auto expected = sqlite.search(filter);
                const auto found = postgres.search(filter);
                QVERIFY(expected);
                QVERIFY2(found, found ? "" : qPrintable(found.error().toText()));
                QVERIFY2(found->total == expected->total, words);
                for (qsizetype i = 0; i < expected->hits.size(); ++i) {
                    QVERIFY2(found->hits[i].placed == expected->hits[i].placed, words);
                    QVERIFY2(found->hits[i].highlights == expected->hits[i].highlights, words);
                }
            }
        }
    }

private:
    std::unique_ptr<PostgresTestServer> m_server;
};

QTEST_GUILESS_MAIN(PostgresStoreTest)
#include "tst_postgres_store.moc"
