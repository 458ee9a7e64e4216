// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres_server.h"

#include "storage/indexes/plan_exceptions.h"
#include "storage/indexes/postgres_plans.h"
#include "storage/statement_recorder.h"
#include "storage/store_place.h"

#include <QFileInfo>
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

/// Those that are kept on a server; measurements stay with each computer.
QList<CheckedStore> teamStores()
{
    auto stores = checkedStores();
    stores.removeIf([](const auto &store) { return store.name == QLatin1String("metrics"); });
    return stores;
}

} // namespace

class TestPostgresPlans : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!test::PostgresTestServer::isInstalled())
            QSKIP("PostgreSQL is not installed");
        m_place.server = std::make_shared<PostgresServer>(*PostgresUrl::parse(test::sharedPostgres().url()));
        m_place.engagementId = QStringLiteral("plans-1");
        m_place.title = QStringLiteral("plans");
    }

    void whatIsNotThereIsNotMade()
    {
        const auto check = checkOnServer(teamStores(), m_place, m_clock);
        QVERIFY2(check, qPrintable(check ? QString() : check.error().toText()));
        QCOMPARE(check->statements, 0);
        QCOMPARE(test::sharedPostgres()
                     .value(QStringLiteral("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'plans%'"))
                     .toInt(),
                 0);
    }

    /// The walks run on the server, too, and ask what was asked of files, in its words.
    void eachStatementIsLookedAt()
    {
        for (const auto &store : teamStores()) {
            DatabaseOptions options;
            options.recorder = std::make_shared<StatementRecorder>();
            const PostgresStoreName name{m_place.engagementId, m_place.title, QFileInfo(store.file).completeBaseName()};
            QVERIFY(m_place.server->openStore(name, store.schema)); // what making it takes isn't asked again
            const auto database = m_place.server->openStore(name, store.schema, options);
            QVERIFY2(database, qPrintable(database ? QString() : database.error().toText()));
            const auto walked = store.walk(*database, m_clock);
            QVERIFY2(walked,
                     qPrintable(store.name + QLatin1Char(' ') + (walked ? QString() : walked.error().toText())));
            const QTemporaryDir dir;
            const auto recorded = IndexDesk::statementsOf(store, dir.path(), m_clock);
            QVERIFY(recorded);
            QSet<QString> known;
            for (const auto &sql : *recorded)
                known.insert(postgresWording(sql).simplified());
            for (const auto &sql : options.recorder->of((*database)->path())) {
                // How the server marks hits and answers for rights is its own, and by keys.
                if (!sql.startsWith(QLatin1String("SELECT")) || sql.contains(QLatin1String("ts_lexize"))
                    || sql.contains(QLatin1String("words::text")) || sql.contains(QLatin1String("pg_catalog"))
                    || sql.contains(QLatin1String("schema_version")) || sql.contains(QLatin1String("consultantos.may"))
                    || sql.contains(QLatin1String("to_regclass")))
                    continue;
                QVERIFY2(known.contains(sql), qPrintable(store.name + QStringLiteral(": ") + sql));
            }
        }
    }

    void everyStatementHasAGoodPlan()
    {
        const auto check = checkOnServer(teamStores(), m_place, m_clock);
        QVERIFY2(check, qPrintable(check ? QString() : check.error().toText()));
        QVERIFY(check->statements > 150);
        if (!check->isClean())
            qWarning().noquote() << textOf(check->faults);
        QVERIFY(check->isClean());
    }

    void aDroppedIndexIsFound_data()
    {
        QTest::addColumn<QString>("table");
        QTest::newRow("reports_by_created") << QStringLiteral("library");
        QTest::newRow("conversations_by_time") << QStringLiteral("conversations");
        QTest::newRow("alerts_changed") << QStringLiteral("monitors");
        QTest::newRow("jobs_by_time") << QStringLiteral("jobs");
    }
    void aDroppedIndexIsFound()
    {
        QFETCH(QString, table);
        const auto index = QString::fromLatin1(QTest::currentDataTag());
        const auto schema = PostgresStoreName{m_place.engagementId, m_place.title, table}.schema();
        const auto definition =
            test::sharedPostgres()
                .value(QStringLiteral("SELECT indexdef FROM pg_indexes WHERE schemaname = '%1' AND indexname = '%2'")
                           .arg(schema, index))
                .toString();
        QVERIFY(!definition.isEmpty());
        QVERIFY(test::sharedPostgres().execute(QStringLiteral("DROP INDEX \"%1\".%2").arg(schema, index)));
        const auto check = checkOnServer(teamStores(), m_place, m_clock);
        QVERIFY(test::sharedPostgres().execute(definition));
        QVERIFY(check);
        QCOMPARE(check->missing.size(), 1);
        QCOMPARE(check->missing.first().name, index);
        QVERIFY(!check->faults.isEmpty());
        for (const auto &finding : check->faults)
            QCOMPARE(finding.store, table);
    }

private:
    StorePlace m_place;
    std::shared_ptr<const Clock> m_clock = std::make_shared<SystemClock>();
};

QTEST_GUILESS_MAIN(TestPostgresPlans)
#include "tst_postgres_plans.moc"
