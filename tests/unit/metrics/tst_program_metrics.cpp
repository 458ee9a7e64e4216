// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/exposition.h"
#include "metrics/program_metrics.h"

#include <QHash>
#include <QTest>

using namespace consultantos;

namespace {

/// Name, kind and labels as the reference names them.
struct Expected {
    QByteArray name;
    QByteArray kind;
    QByteArrayList labels;
};

QList<Expected> fifteen()
{
    return {{"consultantos_requests_total", "counter", {"endpoint", "method", "status"}},
            {"consultantos_request_duration_seconds", "histogram", {"endpoint", "method"}},
            {"consultantos_active_requests", "gauge", {}},
            {"consultantos_agent_duration_seconds", "histogram", {"agent_name"}},
            {"consultantos_agent_errors_total", "counter", {"agent_name", "error_type"}},
            {"consultantos_agent_success_total", "counter", {"agent_name"}},
            {"consultantos_cache_hits_total", "counter", {"cache_level"}},
            {"consultantos_cache_misses_total", "counter", {}},
            {"consultantos_cache_errors_total", "counter", {"operation"}},
            {"consultantos_db_operations_total", "counter", {"operation", "collection"}},
            {"consultantos_db_duration_seconds", "histogram", {"operation", "collection"}},
            {"consultantos_db_batch_size", "histogram", {"operation"}},
            {"consultantos_llm_calls_total", "counter", {"model", "agent"}},
            {"consultantos_llm_duration_seconds", "histogram", {"model", "agent"}},
            {"consultantos_llm_tokens_total", "counter", {"model", "agent", "token_type"}}};
}

QByteArrayList linesOf(const ProgramMetrics &metrics)
{
    return prometheusText(metrics.snapshot()).split('\n');
}

void recordEverything(ProgramMetrics &metrics)
{
    metrics.requestBegan();
    metrics.requestBegan();
    metrics.requestEnded("/analyze", "POST", true, 1.5);
    metrics.agentSucceeded("research", 0.2);
    metrics.agentFailed("market", "timed_out", 60);
    metrics.cacheFailed("get");
    metrics.databaseUsed("query", "reports", 0.003);
    metrics.batchDone("batch_get", 100);
    metrics.modelCalled("m-1", "synthesis", 2.5, {1'200, 0, 0, 800, 0});
    metrics.sentOut("ok", 10, 20);
    metrics.loopLagged("server", 0.01);
    metrics.modelFailed("m-1", "synthesis", "timed_out");
}

} // namespace

class ProgramMetricsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allFamiliesAreThereBeforeAnythingHappened();
    void familiesHaveTheReferencesLabels();
    void whatIsRecordedIsExposed();
    void bucketsAreCumulativeAndEndWithInfinity();
    void labelsAreEscaped();
    void aSourceTakesThePlaceOfItsFamily();
    void switchedOffNothingIsRecorded();
};

void ProgramMetricsTest::allFamiliesAreThereBeforeAnythingHappened()
{
    const ProgramMetrics metrics;
    const auto lines = linesOf(metrics);
    for (const auto &family : fifteen()) {
        QVERIFY2(lines.contains("# TYPE " + family.name + ' ' + family.kind), family.name.constData());
        QVERIFY2(std::any_of(lines.begin(), lines.end(),
                             [&](const QByteArray &line) { return line.startsWith("# HELP " + family.name + ' '); }),
                 family.name.constData());
    }
    for (const auto *line :
         {"consultantos_active_requests 0", "consultantos_cache_misses_total 0",
          "consultantos_cache_hits_total{cache_level=\"l1\"} 0", "consultantos_cache_hits_total{cache_level=\"l3\"} 0"})
        QVERIFY2(lines.contains(line), line);
}

void ProgramMetricsTest::familiesHaveTheReferencesLabels()
{
    ProgramMetrics metrics;
    recordEverything(metrics);
    QHash<QByteArray, FamilySnapshot> families;
    for (const auto &family : metrics.snapshot())
        families.insert(family.name, family);
    QCOMPARE(families["consultantos_llm_errors_total"].labelNames, QByteArrayList({"model", "agent", "error_type"}));
    for (const auto &expected : fifteen()) {
        QVERIFY2(families.contains(expected.name), expected.name.constData());
        QCOMPARE(families[expected.name].labelNames, expected.labels);
        QVERIFY2(!families[expected.name].series.isEmpty(), expected.name.constData());
    }
}

void ProgramMetricsTest::whatIsRecordedIsExposed()
{
    ProgramMetrics metrics;
    recordEverything(metrics);
    const auto lines = linesOf(metrics);
    for (const auto *line :
         {"consultantos_requests_total{endpoint=\"/analyze\",method=\"POST\",status=\"success\"} 1",
          "consultantos_request_duration_seconds_count{endpoint=\"/analyze\",method=\"POST\"} 1",
          "consultantos_request_duration_seconds_sum{endpoint=\"/analyze\",method=\"POST\"} 1.5",
          "consultantos_active_requests 1", "consultantos_agent_success_total{agent_name=\"research\"} 1",
          "consultantos_agent_errors_total{agent_name=\"market\",error_type=\"timed_out\"} 1",
          "consultantos_cache_errors_total{operation=\"get\"} 1",
          "consultantos_db_operations_total{operation=\"query\",collection=\"reports\"} 1",
          "consultantos_db_batch_size_bucket{operation=\"batch_get\",le=\"50\"} 0",
          "consultantos_db_batch_size_bucket{operation=\"batch_get\",le=\"100\"} 1",
          "consultantos_llm_calls_total{model=\"m-1\",agent=\"synthesis\"} 1",
          "consultantos_llm_tokens_total{model=\"m-1\",agent=\"synthesis\",token_type=\"input\"} 1200",
          "consultantos_llm_tokens_total{model=\"m-1\",agent=\"synthesis\",token_type=\"output\"} 800",
          "consultantos_llm_errors_total{model=\"m-1\",agent=\"synthesis\",error_type=\"timed_out\"} 1"})
        QVERIFY2(lines.contains(line), line);
}

void ProgramMetricsTest::bucketsAreCumulativeAndEndWithInfinity()
{
    ProgramMetrics metrics;
    for (const double seconds : {0.001, 0.5, 0.5, 3.0, 500.0})
        metrics.databaseUsed("get", "facts", seconds);
    double last = -1;
    int buckets = 0;
    for (const auto &line : linesOf(metrics)) {
        if (!line.startsWith("consultantos_db_duration_seconds_bucket"))
            continue;
        const auto value = line.mid(line.lastIndexOf(' ') + 1).toDouble();
        QVERIFY(value >= last);
        last = value;
        ++buckets;
        if (line.contains("le=\"+Inf\""))
            QCOMPARE(value, 5.0);
    }
    QVERIFY(buckets > 40);
    QCOMPARE(last, 5.0);
}

void ProgramMetricsTest::labelsAreEscaped()
{
    ProgramMetrics metrics;
    metrics.cacheFailed("a\"b\\c\nd");
    QVERIFY(linesOf(metrics).contains("consultantos_cache_errors_total{operation=\"a\\\"b\\\\c\\nd\"} 1"));
}

void ProgramMetricsTest::aSourceTakesThePlaceOfItsFamily()
{
    ProgramMetrics metrics;
    metrics.addSource([] {
        FamilySnapshot misses;
        misses.name = "consultantos_cache_misses_total";
        misses.help = "Misses.";
        misses.series.append({{}, 42, {}, 0, 0});
        FamilySnapshot more = misses;
        more.name = "consultantos_more_total";
        return QList<FamilySnapshot>{misses, more};
    });
    const auto lines = linesOf(metrics);
    QVERIFY(lines.contains("consultantos_cache_misses_total 42"));
    QVERIFY(!lines.contains("consultantos_cache_misses_total 0"));
    QVERIFY(lines.contains("consultantos_more_total 42"));
}

void ProgramMetricsTest::switchedOffNothingIsRecorded()
{
    ProgramMetrics metrics(false);
    recordEverything(metrics);
    metrics.addSource([] { return QList<FamilySnapshot>{FamilySnapshot{"x", "X.", MetricKind::Counter, {}, {}, {}}}; });
    const auto families = metrics.snapshot();
    QVERIFY(families.size() >= fifteen().size());
    for (const auto &family : families) {
        QVERIFY(family.name != "x");
        for (const auto &series : family.series)
            QCOMPARE(series.value, 0.0);
    }
}

QTEST_GUILESS_MAIN(ProgramMetricsTest)
#include "tst_program_metrics.moc"
