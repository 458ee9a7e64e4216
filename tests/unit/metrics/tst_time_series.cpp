// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/program_metrics.h"
#include "metrics/series_sampler.h"
#include "metrics/time_series.h"
#include "model/metrics_history.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace consultantos;

namespace {

/// A clock that goes on when it is told to.
class HandClock final : public Clock {
public:
    [[nodiscard]] QDateTime nowUtc() const override
    {
        return QDateTime(QDate(2026, 3, 1), QTime(9, 0), Qt::UTC).addMSecs(m_ms);
    }
    [[nodiscard]] std::chrono::nanoseconds steadyNow() const override { return std::chrono::milliseconds(m_ms); }
    void pass(qint64 ms) { m_ms += ms; }

private:
    std::atomic<qint64> m_ms{0};
};

/// Keeps samples in memory: SQLite's is tested in storage.
class ListHistory final : public MetricsHistory {
public:
    Status append(const MetricSample &sample) override
    {
        kept.append(sample);
        return {};
    }
    [[nodiscard]] Result<QList<MetricSample>> since(const QDateTime &from) const override
    {
        QList<MetricSample> found;
        for (const auto &sample : kept) {
            if (sample.until > from)
                found.append(sample);
        }
        return found;
    }

    Status keepSlow(const QList<SlowStatement> &statements) override
    {
        slow += statements;
        return {};
    }
    [[nodiscard]] Result<QList<SlowStatement>> slowSince(const QDateTime &) const override { return slow; }
    [[nodiscard]] Result<qint64> beginRun(ProgramKind kind, const QDateTime &at) override
    {
        runs.append({kind, at, at, false});
        return runs.size() - 1;
    }
    Status markRun(qint64 run, const QDateTime &at, bool isEnded) override
    {
        runs[run].seen = at;
        runs[run].isEnded = isEnded;
        return {};
    }
    [[nodiscard]] Result<QList<ProgramRun>> runsSince(const QDateTime &) const override { return runs; }

    QList<MetricSample> kept;
    QList<SlowStatement> slow;
    QList<ProgramRun> runs;
};

struct Measured {
    std::shared_ptr<HandClock> clock = std::make_shared<HandClock>();
    std::shared_ptr<ProgramMetrics> metrics = std::make_shared<ProgramMetrics>();
    std::shared_ptr<ListHistory> history = std::make_shared<ListHistory>();
    TimeSeries series{metrics, clock, history};

    void request(double seconds, bool isSuccess = true)
    {
        metrics->requestBegan();
        metrics->requestEnded("/analyze", "LOCAL", isSuccess, seconds);
    }
    void pass(int seconds)
    {
        for (int i = 0; i < seconds; ++i) {
            clock->pass(1'000);
            series.sample();
        }
    }
    [[nodiscard]] MetricSample sum(std::chrono::seconds range) const
    {
        MetricSample all;
        const auto samples = series.samples(range);
        for (const auto &sample : *samples)
            all += sample;
        return all;
    }
};

} // namespace

class TimeSeriesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSampleHasWhatCameSinceTheLast();
    void whatCameBeforeTheFirstIsLeftOut();
    void hoursAndDaysAreKept();
    void fiveMinutesGoToTheHistory();
    void theEndWritesWhatHasBegun();
    void theProgramSaysThatItRuns();
    void levelsThatPeakAreNotForgotten();
    void slowStatementsGoToTheHistory();
    void aSourceThatBeginsAnewCountsFromThere();
    void quantilesComeFromTheBuckets();
    void samplesGoThroughJson();
    void threadsMayReadWhileItSamples();
    void theSamplerTakesSamplesByItself();
    void aSampleCostsLittle();
};

void TimeSeriesTest::aSampleHasWhatCameSinceTheLast()
{
    Measured program;
    program.series.sample();
    program.request(0.4);
    program.request(3, false);
    program.metrics->databaseUsed("get", "reports", 0.002);
    program.metrics->agentSucceeded("porter", 0.1);
    program.metrics->agentFailed("swot", "timed_out", 60);
    program.metrics->modelCalled("m", "swot", 2, {100, 10, 5, 50, 7});
    program.metrics->modelFailed("m", "swot", "timed_out");
    program.metrics->modelFailed("m", "swot", "network");
    program.metrics->requestBegan();
    program.pass(1);
    program.request(0.4);
    program.pass(1);
    const auto samples = *program.series.samples(TimeSeries::Hour);
    QCOMPARE(samples.size(), 2);
    const auto &first = samples.first();
    QCOMPARE(first[MetricValue::Requests], 2.0);
    QCOMPARE(first[MetricValue::RequestErrors], 1.0);
    QCOMPARE(first[MetricValue::ActiveRequests], 1.0);
    QCOMPARE(first[MetricValue::StoreOperations], 1.0);
    QCOMPARE(first[MetricValue::AgentsDone], 1.0);
    QCOMPARE(first[MetricValue::AgentsFailed], 1.0);
    QCOMPARE(first[MetricValue::ModelCalls], 1.0);
    QCOMPARE(first[MetricValue::ModelTokens], 172.0);
    QCOMPARE(first[MetricValue::ModelFailures], 2.0);
    QCOMPARE(first[MetricValue::ModelTimeouts], 1.0);
    QCOMPARE(first[MetricValue::AgentTimeouts], 1.0);
    QCOMPARE(first.modelLatency.count(), 1ULL);
    QCOMPARE(first.seconds, 1.0);
    QCOMPARE(first.requestLatency.count(), 2ULL);
    QCOMPARE(first.storeLatency.count(), 1ULL);
    QCOMPARE(samples.last()[MetricValue::Requests], 1.0);
    QCOMPARE(samples.last().requestLatency.count(), 1ULL);
}

void TimeSeriesTest::whatCameBeforeTheFirstIsLeftOut()
{
    Measured program;
    program.request(1);
    program.series.sample();
    QVERIFY(program.series.samples(TimeSeries::Hour)->isEmpty());
    program.pass(1);
    QCOMPARE(program.sum(TimeSeries::Hour)[MetricValue::Requests], 0.0);
}

void TimeSeriesTest::hoursAndDaysAreKept()
{
    Measured program;
    program.series.sample();
    constexpr int Hours = 26;
    for (int second = 0; second < Hours * 3'600; ++second) {
        if (second % 100 == 0)
            program.request(0.01);
        program.pass(1);
    }
    QCOMPARE(program.series.samples(std::chrono::seconds(300))->size(), 300);
    QCOMPARE(program.series.samples(TimeSeries::Hour)->size(), 3'600);
    QCOMPARE(program.sum(TimeSeries::Hour)[MetricValue::Requests], 36.0);
    QCOMPARE(program.series.samples(TimeSeries::Day)->size(), 8'640);
    QCOMPARE(program.sum(TimeSeries::Day)[MetricValue::Requests], 864.0);
    // Beyond that there is the history.
    QCOMPARE(program.sum(std::chrono::hours(24 * 7))[MetricValue::Requests], Hours * 36.0);
    QCOMPARE(program.sum(std::chrono::hours(24 * 7)).seconds, Hours * 3'600.0);
}

void TimeSeriesTest::fiveMinutesGoToTheHistory()
{
    Measured program;
    program.series.sample();
    program.request(5);
    program.pass(299);
    QVERIFY(program.history->kept.isEmpty());
    program.pass(1);
    QCOMPARE(program.history->kept.size(), 1);
    QCOMPARE(program.history->kept.first().seconds, 300.0);
    QCOMPARE(program.history->kept.first()[MetricValue::Requests], 1.0);
    program.pass(15);
    QCOMPARE(program.sum(std::chrono::hours(48)).seconds, 315.0);
}

void TimeSeriesTest::theEndWritesWhatHasBegun()
{
    Measured program;
    program.series.sample();
    program.series.flush();
    QVERIFY(program.history->kept.isEmpty());
    program.request(1);
    program.pass(13);
    program.series.flush();
    QCOMPARE(program.history->kept.size(), 1);
    QCOMPARE(program.history->kept.first().seconds, 13.0);
    program.series.flush();
    QCOMPARE(program.history->kept.size(), 1);
    QCOMPARE(program.sum(TimeSeries::Day).seconds, 13.0);
}

void TimeSeriesTest::theProgramSaysThatItRuns()
{
    Measured program;
    program.series.sample();
    QCOMPARE(program.history->runs.size(), 1);
    const auto began = program.history->runs.first().began;
    program.pass(29);
    QCOMPARE(program.history->runs.first().seen, began);
    program.pass(1);
    QCOMPARE(program.history->runs.first().seen, began.addSecs(30));
    QVERIFY(!program.history->runs.first().isEnded);
    QCOMPARE(*program.series.uptime(TimeSeries::Hour)->share(), 1.0);
    program.pass(10);
    program.series.flush();
    QVERIFY(program.history->runs.first().isEnded);
    QCOMPARE(program.history->runs.first().seen, began.addSecs(40));
    QCOMPARE(program.series.uptime(TimeSeries::Hour)->upSeconds, 40.0);
    // Without a history the run itself is known.
    TimeSeries alone(program.metrics, program.clock);
    QVERIFY(!alone.uptime(TimeSeries::Hour)->share());
    alone.sample();
    program.clock->pass(5'000);
    QCOMPARE(alone.uptime(TimeSeries::Hour)->upSeconds, 5.0);
}

void TimeSeriesTest::levelsThatPeakAreNotForgotten()
{
    Measured program;
    std::atomic<double> open{0};
    program.metrics->addSource([&open] {
        FamilySnapshot family;
        family.name = "consultantos_llm_breaker_open";
        family.labelNames = {"provider"};
        family.series.resize(1);
        family.series.first().labels = {"openai"};
        family.series.first().value = open;
        return QList<FamilySnapshot>{family};
    });
    program.series.sample();
    open = 1;
    program.pass(1);
    open = 0;
    program.pass(299);
    QCOMPARE(program.history->kept.first()[MetricValue::BreakersOpen], 1.0);
    QCOMPARE(program.series.samples(TimeSeries::Hour)->last()[MetricValue::BreakersOpen], 0.0);
}

void TimeSeriesTest::slowStatementsGoToTheHistory()
{
    Measured program;
    program.series.sample();
    auto &slow = program.metrics->slowStatements();
    slow.add(QStringLiteral("SELECT 1"), QStringLiteral("SCAN t"), 0.2, program.clock->nowUtc());
    slow.add(QStringLiteral("SELECT 1"), {}, 0.4, program.clock->nowUtc());
    QVERIFY(!slow.isNew(QStringLiteral("SELECT 1")));
    program.pass(30);
    QCOMPARE(program.history->slow.size(), 1);
    const auto kept = program.history->slow.first();
    QCOMPARE(kept.plan, QStringLiteral("SCAN t"));
    QCOMPARE(kept.count, 2ULL);
    QCOMPARE(kept.worstSeconds, 0.4);
    program.pass(30);
    QCOMPARE(program.history->slow.size(), 1);
    QCOMPARE(slow.all().size(), 1);
}

void TimeSeriesTest::aSourceThatBeginsAnewCountsFromThere()
{
    Measured program;
    std::atomic<double> misses{100};
    program.metrics->addSource([&misses] {
        FamilySnapshot family;
        family.name = "consultantos_cache_misses_total";
        family.series.resize(1);
        family.series.first().value = misses;
        return QList<FamilySnapshot>{family};
    });
    program.series.sample();
    misses = 110;
    program.pass(1);
    misses = 3;
    program.pass(1);
    const auto samples = *program.series.samples(TimeSeries::Hour);
    QCOMPARE(samples[0][MetricValue::Misses], 10.0);
    QCOMPARE(samples[1][MetricValue::Misses], 3.0);
}

void TimeSeriesTest::quantilesComeFromTheBuckets()
{
    LatencyCounts counts;
    QCOMPARE(counts.quantile(0.5), 0.0);
    counts.buckets = {{0, 1, 5}, {1, 2, 4}, {9, 9, 1}};
    QCOMPARE(counts.quantile(0.5), 1.0);
    QCOMPARE(counts.quantile(0.7), 1.5);
    QCOMPARE(counts.quantile(1), 9.0);
    LatencyCounts others;
    others.buckets = {{0.5, 1, 2}, {2, 3, 10}};
    counts += others;
    QCOMPARE(counts.count(), 22ULL);
    QCOMPARE(counts.buckets.size(), 5);
    QCOMPARE(counts.buckets[1], (LatencyBucket{0.5, 1, 2}));
    // As the page shows them: 100 requests of 1 to 100 tenths of a second, each quantile within 5 %.
    Measured program;
    program.series.sample();
    for (int i = 1; i <= 100; ++i)
        program.request(i / 10.0);
    program.pass(1);
    const auto latency = program.sum(TimeSeries::Hour).requestLatency;
    for (const double share : {0.5, 0.95, 0.99}) {
        const double exact = share * 10;
        QVERIFY2(std::abs(latency.quantile(share) - exact) < 0.05 * exact, qPrintable(QString::number(share)));
    }
}

void TimeSeriesTest::samplesGoThroughJson()
{
    MetricSample sample;
    for (std::size_t i = 0; i < MetricValueCount; ++i)
        sample.values[i] = 1.5 + static_cast<double>(i);
    sample.requestLatency.buckets = {{0.1, 0.2, 3}, {9, 9, 1}};
    sample.storeLatency.buckets = {{0, 0.001, 7}};
    QCOMPARE(metricSampleFromJson(toJson(sample)), sample);
    QVERIFY(toJson(MetricSample()).isEmpty());
    QCOMPARE(metricSampleFromJson({{QStringLiteral("of_the_future"), 5}}), MetricSample());
}

void TimeSeriesTest::threadsMayReadWhileItSamples()
{
    Measured program;
    program.series.sample();
    std::atomic<bool> isDone{false};
    std::atomic<int> reads{0};
    std::thread reader([&] {
        do {
            double before = 0;
            const auto samples = program.series.samples(TimeSeries::Hour);
            for (const auto &sample : *samples)
                before += sample[MetricValue::Requests];
            reads += before >= 0 ? 1 : 0;
        } while (!isDone);
    });
    std::thread writer([&] {
        while (!isDone)
            program.request(0.1);
    });
    program.pass(500);
    isDone = true;
    reader.join();
    writer.join();
    program.pass(1);
    QVERIFY(reads > 0);
    QCOMPARE(static_cast<quint64>(program.sum(TimeSeries::Hour)[MetricValue::Requests]),
             program.sum(TimeSeries::Hour).requestLatency.count());
}

void TimeSeriesTest::theSamplerTakesSamplesByItself()
{
    const auto metrics = std::make_shared<ProgramMetrics>();
    const auto history = std::make_shared<ListHistory>();
    const auto series = std::make_shared<TimeSeries>(metrics, std::make_shared<SystemClock>(), history);
    {
        const SeriesSampler sampler(series);
        QTRY_VERIFY_WITH_TIMEOUT(series->cost().samples > 0, 30'000);
        metrics->requestBegan();
        metrics->requestEnded("/analyze", "LOCAL", true, 1);
        QTRY_VERIFY_WITH_TIMEOUT(!series->samples(TimeSeries::Hour)->isEmpty(), 30'000);
    }
    QCOMPARE(history->kept.size(), 1);
    QCOMPARE(history->kept.first()[MetricValue::Requests], 1.0);
}

/// With 15 agents, 3 models and 40 kinds of store operations, which is more than the program has. The limit is loose, as
/// machines differ: 10 ms each second are 1 % of a core.
void TimeSeriesTest::aSampleCostsLittle()
{
    Measured program;
    for (int i = 0; i < 40; ++i)
        program.metrics->databaseUsed("get", QByteArray::number(i), 0.001);
    for (int agent = 0; agent < 15; ++agent) {
        program.metrics->agentSucceeded(QByteArray::number(agent), 1);
        for (const auto *model : {"a", "b", "c"})
            program.metrics->modelCalled(model, QByteArray::number(agent), 2, {1, 2, 3, 4, 5});
    }
    program.request(1);
    program.series.sample();
    program.pass(200);
    const auto cost = program.series.cost();
    const auto each = std::chrono::duration<double, std::micro>(cost.total).count() / static_cast<double>(cost.samples);
    qInfo("a sample takes %.0f microseconds", each);
    QVERIFY(each < 10'000);
}

QTEST_GUILESS_MAIN(TimeSeriesTest)
#include "tst_time_series.moc"
