// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/program_metrics.h"
#include "storage/database.h"
#include "storage/metrics_repository.h"
#include "storage/storage.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;

namespace {

class DayClock final : public Clock {
public:
    [[nodiscard]] QDateTime nowUtc() const override
    {
        return QDateTime(QDate(2026, 3, 1).addDays(day), QTime(9, 0), Qt::UTC);
    }
    [[nodiscard]] std::chrono::nanoseconds steadyNow() const override { return std::chrono::hours(24 * day); }

    int day = 0;
};

MetricSample sampleAt(const QDateTime &until, double requests)
{
    MetricSample sample;
    sample.until = until;
    sample.seconds = 300;
    sample[MetricValue::Requests] = requests;
    sample.requestLatency.buckets = {{1, 1.25, static_cast<quint64>(requests)}};
    return sample;
}

double valueOf(const ProgramMetrics &metrics, const QByteArray &name, const QByteArrayList &labels)
{
    for (const auto &family : metrics.snapshot()) {
        for (const auto &series : family.series) {
            if (family.name == name && series.labels == labels)
                return family.kind == MetricKind::Histogram ? static_cast<double>(series.count) : series.value;
        }
    }
    return 0;
}

} // namespace

class MetricsRepositoryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void samplesOutliveTheProgram();
    void ninetyDaysAreKept();
    void ninetyDaysAreReadInTime();
    void runsAndSlowStatementsOutliveTheProgram();
    void aSlowStatementIsKeptWithItsPlan();
    void storesMeasureWhatTheyDo();
    void withoutMetricsNothingIsMeasured();

private:
    [[nodiscard]] std::unique_ptr<MetricsRepository> open()
    {
        auto database = Database::open(Storage::metricsPath(m_dir.path()), MetricsRepository::schema(), m_clock);
        return database ? std::make_unique<MetricsRepository>(*std::move(database), m_clock) : nullptr;
    }

    QTemporaryDir m_dir;
    std::shared_ptr<DayClock> m_clock = std::make_shared<DayClock>();
};

void MetricsRepositoryTest::samplesOutliveTheProgram()
{
    const auto now = m_clock->nowUtc();
    {
        const auto repository = open();
        QVERIFY(repository);
        QVERIFY(repository->append(sampleAt(now.addSecs(-300), 2)));
        QVERIFY(repository->append(sampleAt(now, 5)));
    }
    const auto samples = open()->since(now.addSecs(-3'600));
    QVERIFY(samples);
    QCOMPARE(samples->size(), 2);
    QCOMPARE(samples->last(), sampleAt(now, 5));
    QCOMPARE(open()->since(now.addSecs(-300))->size(), 1);
}

void MetricsRepositoryTest::ninetyDaysAreKept()
{
    const auto repository = open();
    const auto begin = m_clock->nowUtc();
    QVERIFY(repository->append(sampleAt(begin.addSecs(1), 1)));
    m_clock->day = 89;
    QVERIFY(repository->append(sampleAt(m_clock->nowUtc(), 1)));
    QVERIFY(repository->since(begin)->size() > 1);
    m_clock->day = 91;
    QVERIFY(repository->append(sampleAt(m_clock->nowUtc(), 1)));
    QCOMPARE(repository->since(begin.addDays(-1))->size(), 2);
    m_clock->day = 0;
}

/// As many rows as 90 days have. The limit is loose: machines differ, and the page reads them once a minute.
void MetricsRepositoryTest::ninetyDaysAreReadInTime()
{
    constexpr int Rows = 90 * 24 * 12;
    auto database = Database::open(m_dir.path() + QStringLiteral("/full.db"), MetricsRepository::schema(), m_clock);
    QVERIFY(database);
    const auto begin = m_clock->nowUtc();
    {
        auto &connection = **(*database)->connection();
        auto transaction = Transaction::begin(connection);
        QVERIFY(transaction);
        auto insert = connection.prepare(QStringLiteral("INSERT INTO samples(until, seconds, body) VALUES(?, 300, ?)"));
        QVERIFY(insert);
        auto sample = sampleAt(begin, 12);
        for (auto &value : sample.values)
            value = 123.456;
        sample.storeLatency.buckets = {{0.001, 0.00125, 7}, {0.01, 0.0125, 3}};
        const auto body = QString::fromUtf8(QJsonDocument(toJson(sample)).toJson(QJsonDocument::Compact));
        for (int row = 1; row <= Rows; ++row)
            QVERIFY(connection.exec(*insert, {begin.addSecs(300 * row).toMSecsSinceEpoch(), body}));
        insert->finish();
        QVERIFY(transaction->commit());
    }
    const MetricsRepository repository(*database, m_clock);
    QElapsedTimer clock;
    clock.start();
    const auto samples = repository.since(begin);
    QVERIFY(samples);
    QCOMPARE(samples->size(), Rows);
    qInfo("90 days are read in %lld ms, %lld bytes on disk", clock.elapsed(),
          QFileInfo((*database)->path()).size() + QFileInfo((*database)->path() + QStringLiteral("-wal")).size());
    QVERIFY(clock.elapsed() < 20'000);
}

void MetricsRepositoryTest::runsAndSlowStatementsOutliveTheProgram()
{
    const auto now = m_clock->nowUtc();
    const SlowStatement slow{QStringLiteral("SELECT 1"), QStringLiteral("SCAN t"), 2, 0.4, now};
    {
        const auto repository = open();
        QVERIFY(repository);
        const auto crashed = repository->beginRun(ProgramKind::Server, now.addDays(-2));
        QVERIFY(crashed);
        QVERIFY(repository->markRun(*crashed, now.addDays(-1), false));
        const auto run = repository->beginRun(ProgramKind::Window, now.addSecs(-60));
        QVERIFY(run);
        QVERIFY(repository->markRun(*run, now, true));
        QVERIFY(repository->keepSlow({slow}));
        QVERIFY(repository->keepSlow({{slow.sql, {}, 1, 0.9, now.addSecs(5)}}));
    }
    const auto runs = open()->runsSince(now.addSecs(-3'600));
    QVERIFY(runs);
    QCOMPARE(runs->size(), 2); // the server's last one may have left a gap
    QCOMPARE(runs->first(), (ProgramRun{ProgramKind::Server, now.addDays(-2), now.addDays(-1), false}));
    QCOMPARE(runs->last(), (ProgramRun{ProgramKind::Window, now.addSecs(-60), now, true}));
    const auto statements = open()->slowSince(now.addSecs(-1));
    QVERIFY(statements);
    QCOMPARE(*statements, QList<SlowStatement>({{slow.sql, slow.plan, 3, 0.9, now.addSecs(5)}}));
    QVERIFY(open()->slowSince(now.addSecs(5))->isEmpty());
}

void MetricsRepositoryTest::aSlowStatementIsKeptWithItsPlan()
{
    const auto metrics = std::make_shared<ProgramMetrics>();
    auto options = DatabaseOptions().measuredBy(metrics);
    options.slowAfter = std::chrono::milliseconds(20);
    const auto database =
        Database::open(m_dir.path() + QStringLiteral("/slow.db"), MetricsRepository::schema(), m_clock, options);
    QVERIFY(database);
    const auto &connection = **(*database)->connection();
    QVERIFY(connection.run(QStringLiteral("SELECT 1")));
    const auto counting = QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                                         "WHERE i < ?) SELECT count(*) FROM n, samples");
    const auto scanning = QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                                         "WHERE i < ?) SELECT i FROM n");
    QVERIFY(connection.run(QStringLiteral("INSERT INTO samples(until, seconds, body) VALUES(1, 1, '')")));
    QVERIFY(connection.scalar(counting, {2'000'000}));
    // On a busy machine others may be slow, too.
    const auto found = [&metrics](const QString &sql) {
        for (const auto &one : metrics->slowStatements().all()) {
            if (one.sql == sql)
                return one;
        }
        return SlowStatement();
    };
    QCOMPARE(found(counting).count, 1ULL);
    QVERIFY(found(counting).worstSeconds >= 0.02);
    QVERIFY2(found(counting).plan.contains(QStringLiteral("SCAN")), qPrintable(found(counting).plan));
    // What takes long in its rows is slow, too; it is counted once a call.
    for (int call = 0; call < 2; ++call) {
        auto rows = connection.run(scanning, {2'000'000});
        QVERIFY(rows);
        while (rows->next()) {
        }
        QVERIFY(connection.statusOf(*rows));
    }
    QCOMPARE(found(scanning).count, 2ULL);
    // The plan of a slow change doesn't take the place of what it changed.
    const auto filling = QStringLiteral(
        "INSERT INTO samples(until, seconds, body) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
        "FROM n WHERE i < 50000) SELECT i + 1, 1, '' FROM n");
    const auto filled = connection.run(filling);
    QVERIFY2(filled, filled ? "" : qPrintable(filled.error().toText()));
    QCOMPARE(filled->numRowsAffected(), 50'000);
    QCOMPARE(found(filling).count, 1ULL);
    QVERIFY(!found(filling).plan.isEmpty());

    // Under its limit nothing is slow.
    const auto calm = std::make_shared<ProgramMetrics>();
    auto patient = DatabaseOptions().measuredBy(calm);
    patient.slowAfter = std::chrono::hours(1);
    const auto other =
        Database::open(m_dir.path() + QStringLiteral("/calm.db"), MetricsRepository::schema(), m_clock, patient);
    QVERIFY(other);
    QVERIFY((*(*other)->connection())->scalar(counting, {2'000'000}));
    QVERIFY(calm->slowStatements().all().isEmpty());
}

void MetricsRepositoryTest::storesMeasureWhatTheyDo()
{
    const auto metrics = std::make_shared<ProgramMetrics>();
    const auto storage = Storage::open(m_dir.path() + QStringLiteral("/measured"), m_clock, metrics);
    QVERIFY(storage);
    Report report;
    report.id = QStringLiteral("r1");
    QVERIFY(storage->reports->keep(report));
    QVERIFY(storage->reports->load(report.id));
    QVERIFY(!storage->reports->load(QStringLiteral("none")));
    QVERIFY(storage->reports->list());
    QVERIFY(storage->reports->remove(report.id, m_clock->nowUtc()));
    QVERIFY(storage->facts->companies());
    const QByteArray operations("consultantos_db_operations_total");
    QCOMPARE(valueOf(*metrics, operations, {"set", "reports"}), 1.0);
    QCOMPARE(valueOf(*metrics, operations, {"get", "reports"}), 2.0);
    QCOMPARE(valueOf(*metrics, operations, {"query", "reports"}), 1.0);
    QCOMPARE(valueOf(*metrics, operations, {"delete", "reports"}), 1.0);
    QCOMPARE(valueOf(*metrics, operations, {"query", "facts"}), 1.0);
    QCOMPARE(valueOf(*metrics, "consultantos_db_duration_seconds", {"get", "reports"}), 2.0);

    Company company;
    company.id = QStringLiteral("1");
    company.name = QStringLiteral("One");
    (void)storage->facts->store(company, {}, QStringLiteral("facts.json"));
    QCOMPARE(valueOf(*metrics, "consultantos_db_batch_size", {"batch_set"}), 1.0);
}

void MetricsRepositoryTest::withoutMetricsNothingIsMeasured()
{
    const auto off = std::make_shared<ProgramMetrics>(false);
    const auto storage = Storage::open(m_dir.path() + QStringLiteral("/off"), m_clock, off);
    QVERIFY(storage);
    QVERIFY(storage->reports->list());
    QCOMPARE(valueOf(*off, "consultantos_db_operations_total", {"query", "reports"}), 0.0);
}

QTEST_GUILESS_MAIN(MetricsRepositoryTest)
#include "tst_metrics_repository.moc"
