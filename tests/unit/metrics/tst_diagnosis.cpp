// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/diagnosis.h"
#include "sample_maker.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

using State = FaultFinding::State;
using Fill = std::function<void(MetricSample &, double)>;

FaultFinding find(FaultKind kind, const Fill &fill, const QList<SlowStatement> &slow = {},
                  const Settings &settings = {}, double hours = 3)
{
    return diagnosed(samplesOf(hours, fill), slow, settings)[int(kind)];
}

SlowStatement slow(const char *sql, const char *plan, quint64 count, double worst)
{
    return {QString::fromUtf8(sql), QString::fromUtf8(plan), count, worst, SampleEnd};
}

/// Look-ups of which 30 % are hits.
void coldCache(MetricSample &sample)
{
    sample[MetricValue::HitsL1] = 3;
    sample[MetricValue::Misses] = 7;
}

void timeouts(MetricSample &sample)
{
    sample[MetricValue::ModelCalls] = 4;
    sample[MetricValue::ModelFailures] = 1;
    sample[MetricValue::ModelTimeouts] = 1;
    sample.modelLatency.buckets = {{50, 58, 4}};
}

} // namespace

class DiagnosisTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsNotMeasuredIsSaid();
    void aHealthyProgramHasNoFault();
    void aLowHitRateHasItsCause_data();
    void aLowHitRateHasItsCause();
    void fewMissesAreNoFault();
    void slowStoresHaveTheirCause_data();
    void slowStoresHaveTheirCause();
    void oneSlowStatementIsChance();
    void timeoutsHaveTheirCause_data();
    void timeoutsHaveTheirCause();
    void fewTimeoutsAreNoFault();
    void growingMemoryHasItsCause();
    void memoryThatSettlesIsNoFault();
    void eachFaultIsWordedWithItsSetting();
};

void DiagnosisTest::whatIsNotMeasuredIsSaid()
{
    const auto findings = diagnosed({}, {}, {});
    QCOMPARE(findings.size(), 4);
    for (const auto &finding : findings) {
        QCOMPARE(finding.state, State::NotMeasured);
        QVERIFY(!faultText(finding).isEmpty());
        QVERIFY(faultAdvice(finding).isEmpty());
    }
}

void DiagnosisTest::aHealthyProgramHasNoFault()
{
    const auto samples = samplesOf(3, [](MetricSample &sample, double) {
        sample[MetricValue::HitsL1] = 7;
        sample[MetricValue::Misses] = 3;
        sample[MetricValue::CacheEvictions] = 3;
        sample[MetricValue::ModelCalls] = 2;
        sample[MetricValue::ResidentBytes] = 300e6;
        sample.storeLatency.buckets = {{0.001, 0.002, 50}};
    });
    for (const auto &finding : diagnosed(samples, {}, {})) {
        QCOMPARE(finding.state, State::Fine);
        QVERIFY(finding.setting.isEmpty());
        QVERIFY(faultAdvice(finding).isEmpty());
    }
}

void DiagnosisTest::aLowHitRateHasItsCause_data()
{
    QTest::addColumn<QList<double>>("values"); // evictions, expirations, level 2 and 3 down
    QTest::addColumn<int>("cause");
    QTest::addColumn<QString>("setting");
    const auto row = [](const char *name, const QList<double> &values, FaultCause cause, const char *setting) {
        QTest::newRow(name) << values << int(cause) << QString::fromUtf8(setting);
    };
    row("new work", {0, 0, 0, 0}, FaultCause::NewWork, "");
    row("too small", {5, 1, 0, 0}, FaultCause::Evictions, "CACHE_L3_SIZE_MB");
    row("too short", {1, 5, 0, 0}, FaultCause::Expirations, "CACHE_L3_TTL_SECONDS");
    row("Redis away", {5, 5, 1, 0}, FaultCause::LevelDown, "REDIS_URL");
    row("disk away", {0, 0, 0, 1}, FaultCause::LevelDown, "CACHE_L3_SIZE_MB");
}

void DiagnosisTest::aLowHitRateHasItsCause()
{
    QFETCH(QList<double>, values);
    const auto finding = find(FaultKind::LowHitRate, [&](MetricSample &sample, double) {
        coldCache(sample);
        sample[MetricValue::CacheEvictions] = values[0];
        sample[MetricValue::CacheExpirations] = values[1];
        sample[MetricValue::DownL2] = values[2];
        sample[MetricValue::DownL3] = values[3];
    });
    QVERIFY(finding.isFound());
    QVERIFY(std::abs(finding.value - 0.3) < 1e-9);
    QTEST(int(finding.cause), "cause");
    QTEST(finding.setting, "setting");
    // Without a disk it is the memory that is too small.
    const auto small = find(
        FaultKind::LowHitRate,
        [&](MetricSample &sample, double) {
            coldCache(sample);
            sample[MetricValue::CacheEvictions] = 5;
        },
        {}, *Settings().with(QStringLiteral("cache_l3_size_mb"), QStringLiteral("0")));
    QCOMPARE(small.setting, QStringLiteral("CACHE_L1_SIZE_MB"));
    QCOMPARE(small.settingValue, QStringLiteral("100"));
}

void DiagnosisTest::fewMissesAreNoFault()
{
    const auto finding = find(
        FaultKind::LowHitRate, [](MetricSample &sample, double) { coldCache(sample); }, {}, {}, 60.0 / 3'600);
    QCOMPARE(finding.state, State::NotMeasured);
}

void DiagnosisTest::slowStoresHaveTheirCause_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArray>("plan");
    QTest::addColumn<int>("cause");
    const auto row = [](const char *name, const char *sql, const char *plan, FaultCause cause) {
        QTest::newRow(name) << QByteArray(sql) << QByteArray(plan) << int(cause);
    };
    row("scan", "SELECT a FROM t WHERE b = ?", "SCAN t", FaultCause::TableScan);
    row("scan of an index", "SELECT a FROM t", "SCAN t USING COVERING INDEX i", FaultCause::ManyRows);
    row("full text", "SELECT a FROM t WHERE t MATCH ?", "SCAN t VIRTUAL TABLE INDEX 0:M1", FaultCause::ManyRows);
    row("sort", "SELECT a FROM t ORDER BY b", "SEARCH t USING INDEX i\nUSE TEMP B-TREE FOR ORDER BY",
        FaultCause::TemporarySort);
    row("lock", "BEGIN IMMEDIATE", "", FaultCause::LockWait);
    row("disk", "COMMIT", "", FaultCause::SlowDisk);
    row("much", "SELECT a FROM t WHERE b = ?", "SEARCH t USING INDEX i (b=?)", FaultCause::ManyRows);
}

void DiagnosisTest::slowStoresHaveTheirCause()
{
    QFETCH(QByteArray, sql);
    QFETCH(QByteArray, plan);
    const auto finding = find(FaultKind::SlowStores,
                              [](MetricSample &sample, double) {
                                  sample.storeLatency.buckets = {{0.3, 0.4, 5}};
                              },
                              {slow("SELECT rare", "SCAN x", 1, 0.2), slow(sql.constData(), plan.constData(), 9, 0.5)});
    QVERIFY(finding.isFound());
    QTEST(int(finding.cause), "cause");
    QCOMPARE(finding.statements.first().worstSeconds, 0.5);
    // What is logged often is a fault also where most operations are fast.
    const auto often = find(FaultKind::SlowStores,
                            [](MetricSample &sample, double) {
                                sample.storeLatency.buckets = {{0.001, 0.002, 5}};
                            },
                            {slow(sql.constData(), plan.constData(), 9, 0.5)});
    QVERIFY(often.isFound());
}

void DiagnosisTest::oneSlowStatementIsChance()
{
    const auto finding = find(FaultKind::SlowStores,
                              [](MetricSample &sample, double) {
                                  sample.storeLatency.buckets = {{0.001, 0.002, 5}};
                              },
                              {slow("SELECT rare", "SCAN x", 1, 0.2)});
    QCOMPARE(finding.state, State::Fine);
    QVERIFY2(faultText(finding).contains(QStringLiteral("200 ms")), qPrintable(faultText(finding)));
}

void DiagnosisTest::timeoutsHaveTheirCause_data()
{
    QTest::addColumn<double>("refusals");
    QTest::addColumn<double>("open");
    QTest::addColumn<int>("cause");
    QTest::addColumn<QString>("setting");
    QTest::newRow("slow") << 0.0 << 0.0 << int(FaultCause::SlowModel) << QStringLiteral("AGENT_TIMEOUT_SECONDS");
    QTest::newRow("refused") << 3.0 << 0.0 << int(FaultCause::RateLimited) << QStringLiteral("LLM_TOKENS_PER_MINUTE");
    QTest::newRow("down") << 0.0 << 1.0 << int(FaultCause::ProviderDown) << QStringLiteral("LLM_FALLBACK");
}

void DiagnosisTest::timeoutsHaveTheirCause()
{
    QFETCH(double, refusals);
    QFETCH(double, open);
    const auto finding = find(FaultKind::ModelTimeouts, [&](MetricSample &sample, double) {
        timeouts(sample);
        sample[MetricValue::ModelRefusals] = refusals;
        sample[MetricValue::BreakersOpen] = open;
    });
    QVERIFY(finding.isFound());
    QTEST(int(finding.cause), "cause");
    QTEST(finding.setting, "setting");
}

void DiagnosisTest::fewTimeoutsAreNoFault()
{
    bool isFirst = true;
    const auto finding = find(FaultKind::ModelTimeouts, [&](MetricSample &sample, double) {
        if (std::exchange(isFirst, false))
            timeouts(sample);
        else
            sample[MetricValue::ModelCalls] = 1;
    });
    QCOMPARE(finding.state, State::Fine);
}

void DiagnosisTest::growingMemoryHasItsCause()
{
    const auto leak = find(FaultKind::MemoryGrowth, [](MetricSample &sample, double hours) {
        sample[MetricValue::ResidentBytes] = 200e6 + 150e6 * hours;
        sample[MetricValue::CacheBytesL1] = 20e6 + 10e6 * hours;
    });
    QVERIFY(leak.isFound());
    QVERIFY(std::abs(leak.value - 150e6) < 1e6);
    QCOMPARE(leak.cause, FaultCause::MemoryElsewhere);
    const auto cache = find(FaultKind::MemoryGrowth, [](MetricSample &sample, double hours) {
        sample[MetricValue::ResidentBytes] = 200e6 + 150e6 * hours;
        sample[MetricValue::CacheBytesL1] = 20e6 + 140e6 * hours;
    });
    QCOMPARE(cache.cause, FaultCause::CacheGrows);
    QCOMPARE(cache.setting, QStringLiteral("CACHE_L1_SIZE_MB"));
}

void DiagnosisTest::memoryThatSettlesIsNoFault()
{
    const auto settled = find(FaultKind::MemoryGrowth, [](MetricSample &sample, double hours) {
        sample[MetricValue::ResidentBytes] = 200e6 + std::min(hours, 1.5) * 300e6;
    });
    QCOMPARE(settled.state, State::Fine);
    const auto shortly = find(
        FaultKind::MemoryGrowth,
        [](MetricSample &sample, double hours) { sample[MetricValue::ResidentBytes] = 200e6 + hours * 900e6; }, {}, {},
        0.2);
    QCOMPARE(shortly.state, State::NotMeasured);
}

void DiagnosisTest::eachFaultIsWordedWithItsSetting()
{
    for (int cause = int(FaultCause::LevelDown); cause <= int(FaultCause::MemoryElsewhere); ++cause) {
        FaultFinding finding;
        finding.state = State::Found;
        finding.cause = FaultCause(cause);
        finding.setting = QStringLiteral("SOME_SETTING");
        finding.settingValue = QStringLiteral("17");
        QVERIFY(!faultAdvice(finding).isEmpty());
        QVERIFY2(!faultText(finding).contains(QLatin1Char('%')) || faultText(finding).contains(QStringLiteral(" %")),
                 qPrintable(faultText(finding)));
    }
    const auto finding = find(FaultKind::ModelTimeouts, [](MetricSample &sample, double) { timeouts(sample); });
    QVERIFY2(faultText(finding).contains(QStringLiteral("57")), qPrintable(faultText(finding)));
    QCOMPARE(faultAdvice(finding),
             QStringLiteral("Choose a faster LLM_MODEL, or increase AGENT_TIMEOUT_SECONDS (now 60)."));
}

QTEST_GUILESS_MAIN(DiagnosisTest)
#include "tst_diagnosis.moc"
