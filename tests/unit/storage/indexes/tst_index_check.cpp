// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/collections/collection.h"
#include "storage/indexes/index_check.h"
#include "storage/indexes/index_proposal.h"
#include "storage/indexes/plan_exceptions.h"
#include "storage/report_repository.h"
#include "storage/storage.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
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

QStringList filesIn(const QString &folder, const QString &pattern)
{
    QStringList files;
    QDirIterator found(QStringLiteral(CONSULTANTOS_SOURCE_DIR "/") + folder, {pattern}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (found.hasNext())
        files.append(found.next());
    files.sort();
    return files;
}

/// What is done to a collection of notes: user, due, tags.
Status walkOf(Collection notes)
{
    const auto id = QStringLiteral("n1");
    const QJsonObject note{{QStringLiteral("user"), QStringLiteral("ann")},
                           {QStringLiteral("due"), 7},
                           {QStringLiteral("tags"), QJsonArray{QStringLiteral("tax")}}};
    const auto version = notes.set(id, note);
    if (!version)
        return tl::unexpected(version.error());
    const auto by = [](const char *column, FilterOperator comparison, const QVariant &value) {
        return DocumentFilter{QLatin1String(column), comparison, value};
    };
    const auto ann = by("user", FilterOperator::Equal, QStringLiteral("ann"));
    const DocumentOrder byDue{QStringLiteral("due"), false};
    const DocumentOrder byUser{QStringLiteral("user"), false};
    const QList<std::pair<QList<DocumentFilter>, QList<DocumentOrder>>> questions{
        {{ann}, {byDue}},
        {{ann, by("due", FilterOperator::Greater, 1)}, {byDue}},
        {{by("user", FilterOperator::Prefix, QStringLiteral("a"))}, {byUser, byDue}},
        {{}, {{QStringLiteral("due"), true}}}};
    for (const auto &[filters, order] : questions) {
        DocumentQuery query;
        query.filters = filters;
        query.orderBy = order;
        query.limit = 1;
        const auto found = notes.query(query);
        const auto count = notes.count(filters);
        if (!found || !count)
            return tl::unexpected(found ? count.error() : found.error());
    }
    if (auto written = notes.set(id, note, *version); !written)
        return tl::unexpected(written.error());
    if (auto read = notes.batchGet({id}); !read)
        return tl::unexpected(read.error());
    return notes.remove(id);
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

    /// Each class that has a database is known here, whoever adds it, and each function of it that may ask the database
    /// is called by a walk.
    void theWalksLeaveNoFunctionOut()
    {
        QString walks;
        for (const auto &file : filesIn(QStringLiteral("core/storage/indexes"), QStringLiteral("*_walks.cpp")))
            walks += textOfFile(file);
        int functions = 0;
        for (const auto &file : filesIn(QStringLiteral("core"), QStringLiteral("*.h"))) {
            const auto header = textOfFile(file);
            // The collections are generic: their plans are looked at below.
            if (!header.contains(QLatin1String("std::shared_ptr<Database> m_database;"))
                || file.endsWith(QLatin1String("/collection.h")))
                continue;
            static const QRegularExpression function(
                QStringLiteral("^    (?:\\[\\[nodiscard\\]\\] )?(?:Result<.*>|Status) (\\w+)\\("),
                QRegularExpression::MultilineOption);
            const auto open = header.left(header.indexOf(QLatin1String("\nprivate:")));
            for (auto match = function.globalMatch(open); match.hasNext();) {
                const auto name = match.next().captured(1);
                ++functions;
                QVERIFY2(walks.contains(QLatin1Char('.') + name + QLatin1Char('(')),
                         qPrintable(QStringLiteral("no walk calls %1 of %2").arg(name, file)));
            }
        }
        QVERIFY(functions > 90);
    }

    /// Each schema that there is belongs to a store that is walked.
    void eachStoreIsWalked()
    {
        QSet<quint32> walked;
        for (const auto &store : checkedStores())
            walked.insert(store.schema.applicationId);
        QVERIFY(walked.size() == checkedStores().size());
        int schemas = 0;
        for (const auto &file : filesIn(QStringLiteral("core"), QStringLiteral("*.cpp"))) {
            static const QRegularExpression number(QStringLiteral("\\b0x434F[0-9A-F]{4}, // \"CO"));
            for (auto match = number.globalMatch(textOfFile(file)); match.hasNext();) {
                const auto id = match.next().captured(0).left(10).toUInt(nullptr, 16);
                ++schemas;
                QVERIFY2(walked.contains(id), qPrintable(QStringLiteral("the store of %1 isn't walked").arg(file)));
            }
        }
        QCOMPARE(schemas, int(walked.size()));
    }

    /// A file that holds statements is one whose functions are walked, or stands here with the reason why not.
    void eachFileWithStatementsIsKnown()
    {
        const QSet<QString> walked{QStringLiteral("alert_outbox"),        QStringLiteral("audit_log"),
                                   QStringLiteral("change_counter"),      QStringLiteral("conversation_repository"),
                                   QStringLiteral("document_repository"), QStringLiteral("document_rows"),
                                   QStringLiteral("document_schema"),     QStringLiteral("egress_ledger"),
                                   QStringLiteral("evidence_uses"),       QStringLiteral("fact_repository"),
                                   QStringLiteral("fact_rows"),           QStringLiteral("job_claims"),
                                   QStringLiteral("job_repository"),      QStringLiteral("list_state"),
                                   QStringLiteral("metrics_repository"),  QStringLiteral("money_ledger"),
                                   QStringLiteral("monitor_repository"),  QStringLiteral("original_repository"),
                                   QStringLiteral("passage_vectors"),     QStringLiteral("report_listing"),
                                   QStringLiteral("report_edits"),        QStringLiteral("report_repository"),
                                   QStringLiteral("sqlite_full_text"),    QStringLiteral("usage_table"),
                                   QStringLiteral("user_repository")};
        const QHash<QString, const char *> others{
            {QStringLiteral("collection"), "generic: see the plans of a collection below"},
            {QStringLiteral("collection_schema"), "generic: see the plans of a collection below"},
            {QStringLiteral("query_sql"), "generic: see the plans of a collection below"},
            {QStringLiteral("retention"), "goes through stores once a day, beside the work"},
            {QStringLiteral("store_space"), "asks the file how much of it is free"},
            {QStringLiteral("connection"), "asks for the tables themselves"},
            {QStringLiteral("engagement_copy"), "copies whole stores"},
            {QStringLiteral("store_copy"), "copies whole stores"},
            {QStringLiteral("table_layout"), "asks for the tables themselves"},
            {QStringLiteral("engagement_archive"), "reads a whole store into an archive"},
            {QStringLiteral("store_snapshot"), "copies a whole store"},
            {QStringLiteral("index_check"), "asks for the indexes themselves"},
            {QStringLiteral("plan_reader"), "asks for the indexes themselves"},
            {QStringLiteral("postgres_plans"), "asks for the indexes themselves"},
            {QStringLiteral("disk_schema"), "the cache's own file, with its own tests"}};
        static const QRegularExpression statement(
            QStringLiteral("\"(?:SELECT|INSERT INTO|UPDATE|DELETE FROM) [^\"]*\\b(?:FROM|SET|VALUES|INTO|\\w+\\()"));
        for (const auto &file : filesIn(QStringLiteral("core"), QStringLiteral("*.cpp"))) {
            const auto name = QFileInfo(file).completeBaseName();
            if (file.contains(QLatin1String("/postgres/")) || file.contains(QLatin1String("/cache/"))
                || name.endsWith(QLatin1String("_walks")))
                continue; // how the server is set up; the cache's own file; the walks
            if (statement.match(textOfFile(file)).hasMatch())
                QVERIFY2(walked.contains(name) || others.contains(name), qPrintable(file));
        }
    }

    /// A collection's queries with each operator by its declared indexes; without one it is told.
    void theQueriesOfACollectionHaveGoodPlans()
    {
        for (const bool isIndexed : {true, false}) {
            CollectionSchema notes{QStringLiteral("notes")};
            notes.columns = {{QStringLiteral("user"), ColumnKind::Text, {}, QString()},
                             {QStringLiteral("due"), ColumnKind::Integer, {}, 0},
                             {QStringLiteral("tags"), ColumnKind::TextList, {}, {}}};
            if (isIndexed)
                notes.indexes = {QStringLiteral("user, due"), QStringLiteral("due desc")};
            const CheckedStore store{
                QStringLiteral("notes"), QStringLiteral("notes.db"), false,
                collectionsSchema(QStringLiteral("Notes"), 0x4E4F5445, {notes}),
                [notes](const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &clock) {
                    return walkOf(Collection(database, notes, clock));
                }};
            QTemporaryDir dir;
            const IndexDesk desk({store}, {dir.path(), dir.path()}, std::make_shared<SystemClock>());
            const auto check = desk.check();
            QVERIFY2(check, qPrintable(check ? QString() : check.error().toText()));
            QVERIFY2(check->isClean() == isIndexed, qPrintable(textOf(check->faults)));
        }
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
