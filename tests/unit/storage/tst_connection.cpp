// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/program_metrics.h"
#include "storage/database.h"
#include "storage/statement_recorder.h"
#include "storage/writer_queue.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace consultantos;

namespace {

DatabaseSchema schema()
{
    return {QStringLiteral("The store"), 78, {{1, {QStringLiteral("CREATE TABLE t(a INTEGER)")}}}};
}

struct Folder {
    QTemporaryDir dir;
    DatabaseOptions options;

    [[nodiscard]] std::shared_ptr<Database> open() const
    {
        return *Database::open(dir.filePath(QStringLiteral("s.db")), schema(), std::make_shared<SystemClock>(),
                               options);
    }
};

quint64 waitsCounted(const ProgramMetrics &metrics, const QByteArray &outcome)
{
    const auto families = metrics.snapshot();
    for (const auto &family : families) {
        if (family.name != "consultantos_db_writer_wait_seconds")
            continue;
        for (const auto &series : family.series) {
            if (series.labels.contains(outcome))
                return series.count;
        }
    }
    return 0;
}

} // namespace

class TestConnection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aReusedStatementGivesRowsAgain()
    {
        const Folder folder;
        const auto database = folder.open();
        auto &connection = **database->connection();
        for (int i = 0; i < 3; ++i)
            QVERIFY(connection.reuse(QStringLiteral("INSERT INTO t VALUES(?)"), {i}));
        for (int i = 0; i < 3; ++i) {
            auto rows = connection.reuse(QStringLiteral("SELECT a FROM t WHERE a >= ? ORDER BY a"), {i});
            QVERIFY(rows);
            QVERIFY((*rows)->next());
            QCOMPARE((*rows)->value(0).toInt(), i); // the rest is left unread: the next use must not see it
        }
    }

    void theSameTextWithinItselfIsAnotherStatement()
    {
        const Folder folder;
        const auto database = folder.open();
        auto &connection = **database->connection();
        QVERIFY(connection.run(QStringLiteral("INSERT INTO t VALUES(1), (2), (3)")));
        const auto sql = QStringLiteral("SELECT a FROM t ORDER BY a");
        auto outer = connection.reuse(sql, {});
        int seen = 0;
        while ((*outer)->next()) {
            auto inner = connection.reuse(sql, {});
            while ((*inner)->next())
                ++seen;
        }
        QCOMPARE(seen, 9);
    }

    /// A kept statement that isn't reset would hold its connection to an old view of the file.
    void whatAnotherConnectionWroteIsSeenAfterAHalfReadStatement()
    {
        const Folder folder;
        const auto database = folder.open();
        auto &connection = **database->connection();
        QVERIFY(connection.run(QStringLiteral("INSERT INTO t VALUES(1), (2), (3)")));
        {
            auto rows = connection.reuse(QStringLiteral("SELECT a FROM t"), {});
            QVERIFY((*rows)->next());
        }
        std::thread([&] { QVERIFY((*database->connection())->run(QStringLiteral("INSERT INTO t VALUES(4)"))); }).join();
        QCOMPARE(connection.scalar(QStringLiteral("SELECT count(*) FROM t"))->toInt(), 4);
    }

    void moreStatementsThanAreKeptAllWork()
    {
        const Folder folder;
        const auto database = folder.open();
        auto &connection = **database->connection();
        for (int round = 0; round < 2; ++round) {
            for (int i = 0; i < 100; ++i)
                QCOMPARE(connection.scalar(QStringLiteral("SELECT %1 + count(*) FROM t").arg(i))->toInt(), i);
        }
    }

    void writersOfManyThreadsAllGetTheirTurn()
    {
        Folder folder;
        folder.options.metrics = std::make_shared<ProgramMetrics>();
        const auto database = folder.open();
        const auto before = waitsCounted(*folder.options.metrics, "entered");
        constexpr int Threads = 8;
        constexpr int Each = 20;
        std::atomic<int> failed{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < Threads; ++i) {
            threads.emplace_back([&] {
                for (int n = 0; n < Each; ++n) {
                    const auto done = database->change([](Connection &connection) -> Status {
                        return connection.run(QStringLiteral("INSERT INTO t VALUES(1)")).map([](const QSqlQuery &) {});
                    });
                    failed += done ? 0 : 1;
                }
            });
        }
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(failed.load(), 0);
        QCOMPARE((*database->connection())->scalar(QStringLiteral("SELECT count(*) FROM t"))->toInt(), Threads * Each);
        QCOMPARE(waitsCounted(*folder.options.metrics, "entered") - before, quint64(Threads * Each));
    }

    void waitingForOnesTurnEndsAtTheLimit()
    {
        Folder folder;
        folder.options.busyTimeout = std::chrono::milliseconds(50);
        folder.options.metrics = std::make_shared<ProgramMetrics>();
        const auto database = folder.open();
        auto holder = Transaction::begin(**database->connection());
        QVERIFY(holder);
        std::thread([&] {
            const auto other = Transaction::begin(**database->connection());
            QVERIFY(!other);
            QCOMPARE(other.error().code, ErrorCode::Busy);
            QVERIFY(other.error().retryable);
        }).join();
        QCOMPARE(waitsCounted(*folder.options.metrics, "timed_out"), quint64(1));
        QVERIFY(holder->commit());
        std::thread([&] { QVERIFY(Transaction::begin(**database->connection())); }).join();
    }

    void aTransactionWithinOneFailsAtOnce()
    {
        const Folder folder;
        const auto database = folder.open();
        auto outer = Transaction::begin(**database->connection());
        QVERIFY(outer);
        QVERIFY(!Transaction::begin(**database->connection()));
        QVERIFY(outer->commit());
        QVERIFY(Transaction::begin(**database->connection()));
    }

    void turnsGoInTheOrderOfAsking()
    {
        WriterQueue queue;
        QCOMPARE(queue.enter(std::chrono::seconds(1)), WriterQueue::Entry::Entered);
        QList<int> order;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            std::atomic<bool> asks{false};
            threads.emplace_back([&queue, &order, &asks, i] {
                asks = true;
                if (queue.enter(std::chrono::seconds(60)) != WriterQueue::Entry::Entered)
                    return;
                order.append(i);
                queue.leave();
            });
            QTRY_VERIFY(asks);
            QTRY_COMPARE(queue.waiting(), i + 1);
        }
        queue.leave();
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(order, (QList<int>{0, 1, 2, 3}));
    }

    void aRecorderHearsEachStatementOnce()
    {
        Folder folder;
        folder.options.recorder = std::make_shared<StatementRecorder>();
        const auto database = folder.open();
        for (int i = 0; i < 2; ++i)
            QVERIFY((*database->connection())->run(QStringLiteral("SELECT a  FROM t WHERE a = ?"), {i}));
        QCOMPARE(folder.options.recorder->of(database->path()).count(QStringLiteral("SELECT a FROM t WHERE a = ?")), 1);
    }
};

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
