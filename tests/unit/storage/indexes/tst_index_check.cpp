// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/indexes/index_check.h"
#include "storage/indexes/index_proposal.h"
#include "storage/indexes/plan_exceptions.h"
#include "storage/report_repository.h"
#include "storage/storage.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;

namespace {

QString textOf(const QList<PlanFinding> &findings)
{
    QStringList lines;
    for (const auto &finding : findings)
        lines.append(QStringLiteral("%1: %2: %3\n    %4")
                         .arg(finding.store, planFaultName(finding.fault), finding.step, finding.sql));
    return lines.join(QLatin1Char('\n'));
}

QString textOfFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

struct Folder {
    QTemporaryDir dir;
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    IndexDesk desk{checkedStores(), {dir.path(), dir.path()}, clock};
};

} // namespace

class TestIndexCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStatementOfTheProgramHasAGoodPlan()
    {
        const Folder folder;
        const auto check = folder.desk.check();
        QVERIFY2(check, qPrintable(check ? QString() : check.error().toText()));
        QVERIFY(check->statements > 100);
        if (!check->isClean())
            qWarning().noquote() << textOf(check->faults); // too long for QVERIFY2
        QVERIFY(check->isClean());
    }

    /// Dropping any index that a query needs is seen; those that none needs would be told by this test.
    void eachDroppedIndexIsFound()
    {
        const Folder folder;
        const auto stores = checkedStores();
        for (const auto &store : stores) {
            const auto path = QDir(folder.dir.path()).filePath(store.file);
            QVERIFY(Database::open(path, store.schema, folder.clock));
        }
        const auto indexes = folder.desk.list();
        QVERIFY(indexes);
        QVERIFY(indexes->size() > 20);
        for (const auto &index : *indexes) {
            const auto store =
                std::find_if(stores.begin(), stores.end(), [&](const auto &one) { return one.name == index.store; });
            {
                const auto database =
                    *Database::open(QDir(folder.dir.path()).filePath(store->file), store->schema, folder.clock);
                QVERIFY((*database->connection())->run(QStringLiteral("DROP INDEX ") + index.name));
            }
            const IndexDesk desk({*store}, {folder.dir.path(), folder.dir.path()}, folder.clock);
            const auto check = desk.check();
            QVERIFY(check);
            QCOMPARE(check->missing.size(), 1);
            QCOMPARE(check->missing.first().name, index.name);
            QVERIFY(!check->isClean());
            const auto deployed = desk.deploy();
            QVERIFY(deployed);
            QCOMPARE(deployed->size(), 1);
            QVERIFY(desk.check()->isClean());
        }
    }

    void aQueryWithoutItsIndexIsNamed_data()
    {
        QTest::addColumn<QString>("index");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *index, const char *fault) {
            QTest::newRow(index) << QString(QLatin1String(index)) << QString(QLatin1String(fault));
        };
        row("reports_by_created", "temporary_sort");
        row("reports_by_name", "temporary_sort");
        row("reports_by_duration", "temporary_sort");
        row("reports_deleted", "full_scan");
    }
    void aQueryWithoutItsIndexIsNamed()
    {
        QFETCH(QString, index);
        QFETCH(QString, fault);
        const Folder folder;
        {
            const auto database =
                *Database::open(Storage::libraryPath(folder.dir.path()), ReportRepository::schema(), folder.clock);
            QVERIFY((*database->connection())->run(QStringLiteral("DROP INDEX ") + index));
        }
        const auto check = folder.desk.check();
        QVERIFY(check);
        QStringList faults;
        for (const auto &finding : check->faults) {
            faults.append(planFaultName(finding.fault));
            QCOMPARE(finding.store, QStringLiteral("library"));
            QVERIFY(!finding.sql.isEmpty());
        }
        QVERIFY2(faults.contains(fault), qPrintable(faults.join(QLatin1Char(' '))));
    }

    /// An exception that nothing needs would hide the next fault of that form.
    void eachExceptionIsStillNeeded()
    {
        const Folder folder;
        const auto check = folder.desk.check();
        QSet<int> needed;
        for (const auto &finding : check->allowed)
            needed.insert(planExceptionOf(finding.store, finding.sql, finding.fault));
        for (int i = 0; i < planExceptionCount(); ++i)
            QVERIFY2(needed.contains(i), qPrintable(QString::number(i)));
    }

    /// Every public function of a repository that may ask the database is called by its walk.
    void theWalksLeaveNoFunctionOut()
    {
        const QDir storage(QStringLiteral(CONSULTANTOS_SOURCE_DIR "/core/storage"));
        QString walks;
        for (const auto *file : {"store_walks.cpp", "evidence_walks.cpp", "ledger_walks.cpp"})
            walks += textOfFile(storage.filePath(QStringLiteral("indexes/") + QLatin1String(file)));
        int functions = 0;
        for (const auto *file :
             {"report_repository", "conversation_repository", "job_repository", "fact_repository",
              "document_repository", "passage_vectors", "egress_ledger", "money_ledger", "metrics_repository"}) {
            const auto header = textOfFile(storage.filePath(QLatin1String(file) + QStringLiteral(".h")));
            const QRegularExpression function(
                QStringLiteral("^    (?:\\[\\[nodiscard\\]\\] )?(?:Result<.*>|Status) (\\w+)\\("),
                QRegularExpression::MultilineOption);
            for (auto match = function.globalMatch(header); match.hasNext();) {
                const auto name = match.next().captured(1);
                ++functions;
                QVERIFY2(walks.contains(QLatin1Char('.') + name + QLatin1Char('(')),
                         qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(file), name)));
            }
        }
        QVERIFY(functions > 50);
    }

    void anIndexIsProposedByFiltersThenOrder_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *sql, const char *expected) {
            QTest::newRow(sql) << QString(QLatin1String(sql)) << QString(QLatin1String(expected));
        };
        row("SELECT id FROM t WHERE a = ? AND b = ? ORDER BY c DESC, d LIMIT ?",
            "CREATE INDEX t_a_b_c_d ON t(a, b, c DESC, d)");
        row("SELECT x.id FROM t x WHERE x.a = ? AND x.b > ?", "CREATE INDEX t_a_b ON t(a, b)");
        row("DELETE FROM t WHERE until < ?", "CREATE INDEX t_until ON t(until)");
        row("UPDATE t SET a = ?, b = ? WHERE c = ?", "CREATE INDEX t_c ON t(c)");
        row("SELECT id FROM t WHERE a IN (?, ?) ORDER BY \"user\"", "CREATE INDEX t_a_user ON t(a, user)");
        row("SELECT id FROM t ORDER BY lower(a)", "");
        row("SELECT id FROM t WHERE a IN (SELECT b FROM u)", "");
        row("SELECT id FROM t", "");
    }
    void anIndexIsProposedByFiltersThenOrder()
    {
        QFETCH(QString, sql);
        QFETCH(QString, expected);
        QCOMPARE(proposedIndex(sql), expected);
    }
};

QTEST_GUILESS_MAIN(TestIndexCheck)
#include "tst_index_check.moc"
