// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_performance.h"

#include "base/clock.h"
#include "metrics/program_metrics.h"
#include "metrics/time_series.h"

#include <array>

namespace consultantos::test {
namespace {

constexpr int Seconds = 300;

class SteppedClock final : public Clock {
public:
    explicit SteppedClock(int length)
        : m_begin(QDateTime::currentDateTimeUtc().addSecs(-length))
    {
    }
    [[nodiscard]] QDateTime nowUtc() const override { return m_begin.addSecs(passed); }
    [[nodiscard]] std::chrono::nanoseconds steadyNow() const override { return std::chrono::seconds(passed); }

    int passed = 0;

private:
    QDateTime m_begin;
};

FamilySnapshot familyOf(const char *name, const QByteArrayList &labels, const QList<double> &values)
{
    FamilySnapshot family;
    family.name = name;
    for (qsizetype i = 0; i < values.size(); ++i) {
        SeriesSnapshot series;
        if (!labels.isEmpty())
            series.labels = {labels[i]};
        series.value = values[i];
        family.series.append(series);
    }
    return family;
}

/// What a cache counts that warms up.
struct WarmingCache {
    std::array<double, 5> counts{}; ///< hits by level, misses, seconds saved
    double warmth = 0;

    void look(int requests)
    {
        counts[0] += requests * 6 * warmth;
        counts[1] += requests;
        counts[2] += requests * 2 * (1 - warmth);
        counts[3] += requests * 8 * (1 - warmth);
        counts[4] += requests * 4 * warmth;
    }
    [[nodiscard]] QList<FamilySnapshot> families() const
    {
        const QByteArrayList levels{"l1", "l2", "l3"};
        return {familyOf("consultantos_cache_hits_total", levels, {counts[0], counts[1], counts[2]}),
                familyOf("consultantos_cache_misses_total", {}, {counts[3]}),
                familyOf("consultantos_cache_saved_seconds_total", {}, {counts[4]}),
                familyOf("consultantos_cache_level_bytes", levels,
                         {2e6 + 30e6 * warmth, 12e6 * warmth, 40e6 + 25e6 * warmth}),
                familyOf("process_resident_memory_bytes", {}, {170e6 + 45e6 * warmth})};
    }
};

} // namespace

std::shared_ptr<TimeSeries> sampleSeries(const std::shared_ptr<ProgramMetrics> &metrics)
{
    const auto clock = std::make_shared<SteppedClock>(Seconds);
    const auto cache = std::make_shared<WarmingCache>();
    metrics->addSource([cache] { return cache->families(); });
    auto series = std::make_shared<TimeSeries>(metrics, clock);
    series->sample();
    for (int i = 0; i < Seconds; ++i) {
        cache->warmth = double(i) / Seconds;
        const int requests = i % 7 == 0 ? 1 + i % 3 : 0;
        for (int request = 0; request < requests; ++request) {
            metrics->requestBegan();
            const double slow = i % 21 == 0 ? 6.0 : 1.0 + request;
            metrics->requestEnded("/analyze", "LOCAL", i % 49 != 0, slow * (1.1 - cache->warmth));
            for (const double seconds : {0.0002, 0.0004, 0.004})
                metrics->databaseUsed("query", "reports", seconds * (1 + i % 5));
        }
        cache->look(requests);
        ++clock->passed;
        series->sample();
    }
    return series;
}

std::shared_ptr<TimeSeries> failingSeries(const std::shared_ptr<ProgramMetrics> &metrics)
{
    constexpr int Length = 2'400;
    const auto clock = std::make_shared<SteppedClock>(Length);
    const auto second = std::make_shared<int>(0);
    metrics->addSource([second] {
        const double passed = *second;
        const QByteArrayList levels{"l1", "l2", "l3"};
        auto open = familyOf("consultantos_llm_breaker_open", {"openai"}, {*second % 300 > 60 ? 1.0 : 0.0});
        return QList<FamilySnapshot>{
            familyOf("consultantos_cache_hits_total", levels, {passed * 0.3, 0, passed * 0.1}),
            familyOf("consultantos_cache_misses_total", {}, {passed}),
            familyOf("consultantos_cache_level_evictions_total", levels, {passed, 0, passed * 0.8}),
            familyOf("consultantos_cache_level_available", levels, {1, 0, 1}),
            familyOf("consultantos_cache_errors_total", {}, {passed * 0.05}),
            familyOf("consultantos_cache_level_bytes", levels, {90e6, 0, 600e6}),
            open};
    });
    auto series = std::make_shared<TimeSeries>(metrics, clock);
    series->sample();
    for (; *second < Length; ++*second) {
        const int i = *second;
        if (i % 5 == 0) {
            metrics->requestBegan();
            metrics->requestEnded("/analyze", "LOCAL", i % 3 != 0, 4 + i % 12);
            metrics->databaseUsed("query", "reports", i % 20 == 0 ? 0.34 : 0.004);
        }
        if (i % 90 == 0) {
            metrics->agentFailed("framework:porter", "timed_out", 60);
            metrics->modelFailed("gpt-4o-mini", "framework:porter", "timed_out");
        }
        ++clock->passed;
        series->sample();
    }
    auto &slow = metrics->slowStatements();
    for (int i = 0; i < 6; ++i)
        slow.add(QStringLiteral("SELECT id, body FROM reports WHERE company_name LIKE ? ORDER BY duration_s"),
                 QStringLiteral("SCAN reports\nUSE TEMP B-TREE FOR ORDER BY"), 0.34 + 0.01 * i, clock->nowUtc());
    return series;
}

QList<MetricSample> samplePerformance(const QDateTime &end)
{
    QList<MetricSample> samples;
    for (int i = 0; i < Seconds; ++i) {
        MetricSample sample;
        sample.until = end.addSecs(i + 1 - Seconds);
        sample.seconds = 1;
        const double warmth = double(i) / Seconds;
        const int requests = i % 7 == 0 ? 1 + i % 3 : 0;
        sample[MetricValue::Requests] = requests;
        sample[MetricValue::RequestErrors] = i % 49 == 0 ? 1 : 0;
        sample[MetricValue::HitsL1] = requests * 6 * warmth;
        sample[MetricValue::HitsL2] = requests * 1.0;
        sample[MetricValue::HitsL3] = requests * 2 * (1 - warmth);
        sample[MetricValue::Misses] = requests * 8 * (1 - warmth);
        sample[MetricValue::CacheBytesL1] = 2e6 + 30e6 * warmth;
        sample[MetricValue::CacheBytesL2] = 12e6 * warmth;
        sample[MetricValue::CacheBytesL3] = 40e6 + 25e6 * warmth;
        sample[MetricValue::SavedSeconds] = requests * 4 * warmth;
        sample[MetricValue::AgentsDone] = requests * 8;
        sample[MetricValue::StoreOperations] = requests * 3 + 1;
        sample[MetricValue::CpuSeconds] = 0.02 + 0.4 * requests;
        sample[MetricValue::ResidentBytes] = 180e6 + 40e6 * warmth;
        const auto count = static_cast<quint64>(requests);
        if (count > 0)
            sample.requestLatency.buckets = {
                {0.05, 0.06, count}, {1.2, 1.4, count}, {5.5, 6, i % 21 == 0 ? 1ULL : 0ULL}};
        sample.storeLatency.buckets = {{0.0002, 0.0003, 3 * count + 1}, {0.004, 0.005, count}};
        samples.append(sample);
    }
    return samples;
}

} // namespace consultantos::test
