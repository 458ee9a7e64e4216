// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database.h"
#include "storage/storage.h"

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;

namespace {

QString translated(const char *text)
{
    return QLatin1String(text);
}

DatabaseSchema schema(QStringList second = {})
{
    DatabaseSchema schema{QStringLiteral("The store"), 77, {{1, {translated("CREATE TABLE t(a INTEGER)")}}}};
    if (!second.isEmpty())
        schema.migrations.append({2, std::move(second)});
    return schema;
}

struct Folder {
    QTemporaryDir dir;
    QString path = dir.filePath(QStringLiteral("s.db"));

    [[nodiscard]] Result<std::shared_ptr<Database>> open(const DatabaseSchema &schema = ::schema(),
                                                         const DatabaseOptions &options = {}) const
    {
        return Database::open(path, schema, std::make_shared<SystemClock>(), options);
    }

    [[nodiscard]] QStringList setAside() const
    {
        return QDir(dir.path()).entryList({QStringLiteral("s.db.corrupt-*")}, QDir::Files);
    }

    void overwrite(const QByteArray &bytes) const
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
};

Status run(const std::shared_ptr<Database> &database, const char *sql)
{
    return (*database->connection())->run(QLatin1String(sql)).map([](const QSqlQuery &) {});
}

QVariant scalar(const std::shared_ptr<Database> &database, const char *sql)
{
    return *(*database->connection())->scalar(QLatin1String(sql));
}

} // namespace

class DatabaseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNewFileHasOurSettings()
    {
        const Folder folder;
        const auto database = *folder.open();
        QVERIFY(!database->notice());
        QCOMPARE(scalar(database, "PRAGMA journal_mode").toString(), QStringLiteral("wal"));
        QCOMPARE(scalar(database, "PRAGMA foreign_keys").toInt(), 1);
        QCOMPARE(scalar(database, "PRAGMA synchronous").toInt(), 2);
        QCOMPARE(scalar(database, "PRAGMA application_id").toInt(), 77);
        QCOMPARE(scalar(database, "PRAGMA user_version").toInt(), 1);
        QVERIFY(database->checkIntegrity());
    }

    void anOldFileIsMigratedAndKeepsItsRows()
    {
        const Folder folder;
        QVERIFY(run(*folder.open(), "INSERT INTO t VALUES(5)"));
        const auto database = *folder.open(schema({QStringLiteral("ALTER TABLE t ADD COLUMN b INTEGER DEFAULT 6")}));
        QCOMPARE(scalar(database, "SELECT a + b FROM t").toInt(), 11);
        QCOMPARE(scalar(database, "PRAGMA user_version").toInt(), 2);
    }

    void aFailedMigrationLeavesTheFormerVersion()
    {
        const Folder folder;
        QVERIFY(run(*folder.open(), "INSERT INTO t VALUES(5)"));
        const auto failed = folder.open(schema({QStringLiteral("DELETE FROM t"), QStringLiteral("no such statement")}));
        QVERIFY(!failed);
        const auto database = *folder.open();
        QCOMPARE(scalar(database, "SELECT a FROM t").toInt(), 5);
        QCOMPARE(scalar(database, "PRAGMA user_version").toInt(), 1);
    }

    void aNewerFileOpensReadOnly()
    {
        const Folder folder;
        QVERIFY(run(*folder.open(schema({QStringLiteral("INSERT INTO t VALUES(9)")})), "SELECT 1"));
        const auto database = *folder.open();
        QVERIFY(database->isReadOnly());
        QCOMPARE(database->notice()->code, ErrorCode::NewerVersion);
        QCOMPARE(scalar(database, "SELECT a FROM t").toInt(), 9);
        QCOMPARE(run(database, "INSERT INTO t VALUES(1)").error().code, ErrorCode::ReadOnly);
        QVERIFY(folder.setAside().isEmpty());
    }

    void aDamagedFileIsSetAsideWhole_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("random bytes") << QByteArray(5000, 'x');
        QTest::newRow("empty") << QByteArray();
        const Folder folder;
        {
            const auto database = *folder.open();
            QVERIFY(run(database, "CREATE TABLE u(a TEXT)"));
            QVERIFY(run(database,
                        "INSERT INTO u SELECT hex(randomblob(2000)) FROM (SELECT 1 UNION SELECT 2 UNION SELECT 3)"));
            QVERIFY(run(database, "PRAGMA wal_checkpoint(TRUNCATE)"));
        }
        QFile file(folder.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto good = file.readAll();
        QVERIFY(good.size() > 12'000);
        QTest::newRow("truncated") << good.left(good.size() / 2);
        auto scribbled = good;
        for (qsizetype i = 4096; i < 8192; ++i)
            scribbled[i] = char(i * 31);
        QTest::newRow("a page overwritten") << scribbled;
    }

    void aDamagedFileIsSetAsideWhole()
    {
        QFETCH(QByteArray, bytes);
        const Folder folder;
        folder.overwrite(bytes);
        const auto database = folder.open();
        QVERIFY2(database, qPrintable(database ? QString() : database.error().toText()));
        QVERIFY(!(*database)->isReadOnly());
        QCOMPARE((*database)->notice()->code, ErrorCode::Corrupt);
        QVERIFY(run(*database, "INSERT INTO t VALUES(1)"));
        auto aside = folder.setAside();
        aside = aside.filter(QRegularExpression(QStringLiteral("Z(-\\d+)?$")));
        QCOMPARE(aside.size(), 1);
        QVERIFY((*database)->notice()->message.contains(aside.first()));
        QFile kept(folder.dir.filePath(aside.first()));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), bytes);
    }

    void anotherProgramsDatabaseIsNotWrittenTo()
    {
        const Folder folder;
        auto foreign = schema();
        foreign.applicationId = 78;
        QVERIFY(run(*folder.open(foreign), "INSERT INTO t VALUES(3)"));
        const auto database = *folder.open();
        QCOMPARE(database->notice()->code, ErrorCode::Corrupt);
        QVERIFY(!folder.setAside().isEmpty());
    }

    void aLockedFileIsBusyAndRetryable()
    {
        const Folder folder;
        const auto holder = *folder.open();
        const auto transaction = Transaction::begin(**holder->connection());
        QVERIFY(transaction);
        const auto other = *folder.open(schema(), {std::chrono::milliseconds(10)});
        const auto blocked = Transaction::begin(**other->connection());
        QVERIFY(!blocked);
        QCOMPARE(blocked.error().code, ErrorCode::Busy);
        QVERIFY(blocked.error().retryable);
    }

    void aFullDatabaseFailsAsDiskFullAndKeepsWhatItHad()
    {
        const Folder folder;
        const auto database = *folder.open();
        QVERIFY(run(database, "INSERT INTO t VALUES(1)"));
        QVERIFY(run(database, "PRAGMA max_page_count = 3"));
        const auto failed =
            run(database, "INSERT INTO t SELECT value FROM (WITH RECURSIVE c(value) AS (SELECT 1 UNION ALL "
                          "SELECT value + 1 FROM c LIMIT 10000) SELECT value FROM c)");
        QVERIFY(!failed);
        QCOMPARE(failed.error().code, ErrorCode::DiskFull);
        QCOMPARE(scalar(database, "SELECT count(*) FROM t").toInt(), 1);
        QVERIFY(database->checkIntegrity());
    }

    void anUnusableFolderGivesAnEmptyReadOnlyStore()
    {
        const QTemporaryDir dir;
        QFile file(dir.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto storage = Storage::open(dir.filePath(QStringLiteral("file/below")), std::make_shared<SystemClock>());
        QVERIFY2(storage, qPrintable(storage ? QString() : storage.error().toText()));
        QCOMPARE(storage->notices.size(), 4);
        QCOMPARE(storage->notices.first().code, ErrorCode::ReadOnly);
        QCOMPARE(*storage->reports->count(), 0);
        Report report;
        report.id = QStringLiteral("a");
        QCOMPARE(storage->reports->save(report).error().code, ErrorCode::ReadOnly);
    }
};

QTEST_GUILESS_MAIN(DatabaseTest)
#include "tst_database.moc"
