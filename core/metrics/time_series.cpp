// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/time_series.h"

#include "base/logging.h"
#include "metrics/program_metrics.h"
#include "model/metrics_history.h"

#include <algorithm>
#include <utility>

namespace consultantos {
namespace {

/// A sample's length may be a little less than a second.
constexpr double Slack = 0.5;

double sumOf(const FamilySnapshot &family)
{
    double sum = 0;
    for (const auto &series : family.series)
        sum += series.value;
    return sum;
}

/// Of the series whose label at `place` is `value`.
double sumOf(const FamilySnapshot &family, qsizetype place, const char *value)
{
    double sum = 0;
    for (const auto &series : family.series) {
        if (series.labels.value(place) == value)
            sum += series.value;
    }
    return sum;
}

/// Of the last series: families of levels have them in their order.
double lastOf(const FamilySnapshot &family)
{
    return family.series.isEmpty() ? 0 : family.series.last().value;
}

double leastOf(const FamilySnapshot &family)
{
    double least = 0;
    for (const auto &series : family.series)
        least = &series == &family.series.first() ? series.value : std::min(least, series.value);
    return least;
}

bool isDown(const FamilySnapshot &family, const char *level)
{
    return std::any_of(family.series.begin(), family.series.end(),
                       [&](const auto &series) { return series.labels.value(0) == level && series.value == 0; });
}

using Values = std::array<double, MetricValueCount>;

/// How families stand now; the index of a level's value follows that of the first.
void addFamily(const FamilySnapshot &family, Values &totals)
{
    const auto at = [&totals](MetricValue value) -> double & { return totals[static_cast<std::size_t>(value)]; };
    const auto &name = family.name;
    if (name == "consultantos_requests_total") {
        constexpr qsizetype StatusLabel = 2;
        at(MetricValue::Requests) = sumOf(family);
        at(MetricValue::RequestErrors) = sumOf(family, StatusLabel, "error");
    } else if (name == "consultantos_active_requests") {
        at(MetricValue::ActiveRequests) = sumOf(family);
    } else if (name == "consultantos_cache_hits_total") {
        at(MetricValue::HitsL1) = sumOf(family, 0, "l1");
        at(MetricValue::HitsL2) = sumOf(family, 0, "l2");
        at(MetricValue::HitsL3) = sumOf(family, 0, "l3");
    } else if (name == "consultantos_cache_misses_total") {
        at(MetricValue::Misses) = sumOf(family);
    } else if (name == "consultantos_cache_level_bytes") {
        at(MetricValue::CacheBytesL1) = sumOf(family, 0, "l1");
        at(MetricValue::CacheBytesL2) = sumOf(family, 0, "l2");
        at(MetricValue::CacheBytesL3) = sumOf(family, 0, "l3");
    } else if (name == "consultantos_cache_level_capacity_bytes") {
        at(MetricValue::CapacityL1) = sumOf(family, 0, "l1");
    } else if (name == "consultantos_cache_level_available") {
        at(MetricValue::DownL2) = isDown(family, "l2") ? 1 : 0;
        at(MetricValue::DownL3) = isDown(family, "l3") ? 1 : 0;
    } else if (name == "consultantos_cache_level_evictions_total") {
        at(MetricValue::CacheEvictions) = lastOf(family);
    } else if (name == "consultantos_cache_level_expirations_total") {
        at(MetricValue::CacheExpirations) = lastOf(family);
    } else if (name == "consultantos_cache_errors_total") {
        at(MetricValue::CacheErrors) = sumOf(family);
    } else if (name == "consultantos_cache_saved_seconds_total") {
        at(MetricValue::SavedSeconds) = sumOf(family);
    } else if (name == "consultantos_cache_saved_money_total") {
        at(MetricValue::SavedMoney) = sumOf(family);
    } else if (name == "consultantos_agent_success_total") {
        at(MetricValue::AgentsDone) = sumOf(family);
    } else if (name == "consultantos_agent_errors_total") {
        constexpr qsizetype TypeLabel = 1;
        at(MetricValue::AgentsFailed) = sumOf(family);
        at(MetricValue::AgentTimeouts) = sumOf(family, TypeLabel, "timed_out");
    } else if (name == "consultantos_db_operations_total") {
        at(MetricValue::StoreOperations) = sumOf(family);
    } else if (name == "consultantos_llm_calls_total") {
        at(MetricValue::ModelCalls) = sumOf(family);
    } else if (name == "consultantos_llm_tokens_total") {
        at(MetricValue::ModelTokens) = sumOf(family);
    } else if (name == "consultantos_llm_errors_total") {
        constexpr qsizetype TypeLabel = 2;
        at(MetricValue::ModelFailures) = sumOf(family);
        at(MetricValue::ModelTimeouts) = sumOf(family, TypeLabel, "timed_out");
        at(MetricValue::ModelRefusals) = sumOf(family, TypeLabel, "rate_limited");
    } else if (name == "consultantos_llm_breaker_open") {
        at(MetricValue::BreakersOpen) = sumOf(family);
    } else if (name == "consultantos_llm_calls_waiting") {
        at(MetricValue::CallsWaiting) = sumOf(family);
    } else if (name == "consultantos_llm_allowed_calls_per_second") {
        at(MetricValue::CallsPerSecond) = leastOf(family);
    } else if (name == "process_cpu_seconds_total") {
        at(MetricValue::CpuSeconds) = sumOf(family);
    } else if (name == "process_resident_memory_bytes") {
        at(MetricValue::ResidentBytes) = sumOf(family);
    }
}

std::vector<quint64> countsOf(const FamilySnapshot &family)
{
    std::vector<quint64> counts(family.bounds ? family.bounds->size() + 1 : 0, 0);
    for (const auto &series : family.series) {
        for (std::size_t i = 0; i < std::min(counts.size(), series.counts.size()); ++i)
            counts[i] += series.counts[i];
    }
    return counts;
}

void keepLast(std::deque<MetricSample> &samples, std::chrono::seconds length, std::chrono::seconds all)
{
    while (samples.size() > static_cast<std::size_t>(all / length))
        samples.pop_front();
}

} // namespace

TimeSeries::TimeSeries(std::shared_ptr<ProgramMetrics> metrics, std::shared_ptr<const Clock> clock,
                       std::shared_ptr<MetricsHistory> history, ProgramKind kind)
    : m_metrics(std::move(metrics))
    , m_clock(std::move(clock))
    , m_history(std::move(history))
    , m_kind(kind)
{
}

double TimeSeries::counted(MetricValue value, double total)
{
    auto &last = m_lastTotals[static_cast<std::size_t>(value)];
    const auto before = std::exchange(last, total);
    // A source that counts from 0 again, as the cache of another engagement does, has counted what it says.
    return total >= before ? total - before : total;
}

LatencyCounts TimeSeries::newLatency(const FamilySnapshot &family, std::vector<quint64> &last)
{
    auto counts = countsOf(family);
    last.resize(counts.size(), 0);
    LatencyCounts latency;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] <= last[i])
            continue;
        const auto &bounds = *family.bounds;
        const auto lower = i == 0 ? 0.0 : bounds[i - 1];
        latency.buckets.append({lower, i < bounds.size() ? bounds[i] : lower, counts[i] - last[i]});
    }
    last = std::move(counts);
    return latency;
}

MetricSample TimeSeries::differenceTo(const QList<FamilySnapshot> &families)
{
    MetricSample sample;
    Values totals{};
    for (const auto &family : families) {
        addFamily(family, totals);
        if (family.name == "consultantos_request_duration_seconds")
            sample.requestLatency = newLatency(family, m_lastRequests);
        else if (family.name == "consultantos_db_duration_seconds")
            sample.storeLatency = newLatency(family, m_lastStore);
        else if (family.name == "consultantos_llm_duration_seconds")
            sample.modelLatency = newLatency(family, m_lastModel);
    }
    for (std::size_t i = 0; i < MetricValueCount; ++i) {
        const auto value = static_cast<MetricValue>(i);
        sample.values[i] = isLevel(value) ? totals[i] : counted(value, totals[i]);
    }
    return sample;
}

void TimeSeries::sample()
{
    const std::lock_guard sampling(m_sampling);
    const auto began = std::chrono::steady_clock::now();
    const auto families = m_metrics->snapshot();
    const auto at = m_clock->steadyNow();
    std::vector<MetricSample> full;
    {
        const std::lock_guard lock(m_mutex);
        auto sample = differenceTo(families);
        sample.until = m_clock->nowUtc();
        sample.seconds = std::chrono::duration<double>(at - m_lastAt).count();
        m_lastAt = at;
        // What was measured before the first call has no known length, so it is no sample.
        if (std::exchange(m_hasBegun, true))
            append(std::move(sample), full);
        else
            m_began = m_clock->nowUtc();
        ++m_cost.samples;
        m_cost.total += std::chrono::steady_clock::now() - began;
    }
    for (const auto &sample : full) {
        if (const auto written = m_history->append(sample); !written)
            qCWarning(lcStorage) << "five minutes of measurements were not kept:" << written.error().message;
    }
    if (m_history && (!m_run || at - m_markedAt >= UptimeBeat)) {
        m_markedAt = at;
        markRun(false);
        keepSlowStatements();
    }
}

void TimeSeries::markRun(bool isEnd)
{
    const auto now = m_clock->nowUtc();
    if (!m_run) {
        if (isEnd)
            return;
        const auto begun = m_history->beginRun(m_kind, now);
        if (begun)
            m_run = *begun;
        else
            qCWarning(lcStorage) << "the program's uptime is not kept:" << begun.error().message;
        return;
    }
    if (const auto marked = m_history->markRun(*m_run, now, isEnd); !marked)
        qCWarning(lcStorage) << "the program's uptime is not kept:" << marked.error().message;
    if (isEnd)
        m_run.reset();
}

void TimeSeries::keepSlowStatements()
{
    const auto slow = m_metrics->slowStatements().take();
    if (slow.isEmpty())
        return;
    if (const auto kept = m_history->keepSlow(slow); !kept)
        qCWarning(lcStorage) << "slow statements were not kept:" << kept.error().message;
}

void TimeSeries::append(MetricSample sample, std::vector<MetricSample> &full)
{
    m_tenSeconds += sample;
    m_seconds.push_back(std::move(sample));
    keepLast(m_seconds, Second, Hour);
    if (m_tenSeconds.seconds < static_cast<double>(TenSeconds.count()) - Slack)
        return;
    m_fiveMinutes += m_tenSeconds;
    m_tens.push_back(std::exchange(m_tenSeconds, {}));
    keepLast(m_tens, TenSeconds, Day);
    if (!m_history || m_fiveMinutes.seconds < static_cast<double>(FiveMinutes.count()) - Slack)
        return;
    full.push_back(std::exchange(m_fiveMinutes, {}));
}

void TimeSeries::flush()
{
    const std::lock_guard sampling(m_sampling);
    MetricSample begun;
    {
        const std::lock_guard lock(m_mutex);
        begun = std::exchange(m_fiveMinutes, {});
        if (m_tenSeconds.seconds > 0) {
            begun += m_tenSeconds;
            m_tens.push_back(std::exchange(m_tenSeconds, {}));
        }
    }
    if (!m_history)
        return;
    keepSlowStatements();
    markRun(true);
    if (begun.seconds <= 0)
        return;
    if (const auto written = m_history->append(begun); !written)
        qCWarning(lcStorage) << "the last measurements were not kept:" << written.error().message;
}

Result<QList<MetricSample>> TimeSeries::samples(std::chrono::seconds range) const
{
    const auto from = m_clock->nowUtc().addSecs(-range.count());
    QList<MetricSample> samples;
    const auto isLong = range > Day && m_history;
    if (isLong) {
        auto kept = m_history->since(from);
        if (!kept)
            return kept;
        samples = *std::move(kept);
    }
    const std::lock_guard lock(m_mutex);
    if (!isLong) {
        const auto &source = range <= Hour ? m_seconds : m_tens;
        const auto first = std::lower_bound(source.begin(), source.end(), from,
                                            [](const auto &sample, const auto &time) { return sample.until <= time; });
        samples = QList<MetricSample>(first, source.end());
    } else if (m_fiveMinutes.seconds > 0) {
        samples.append(m_fiveMinutes);
    }
    if (range > Hour && m_tenSeconds.seconds > 0)
        samples.append(m_tenSeconds);
    return samples;
}

Result<Uptime> TimeSeries::uptime(std::chrono::seconds range) const
{
    const auto now = m_clock->nowUtc();
    const auto from = now.addSecs(-range.count());
    if (m_history) {
        return m_history->runsSince(from).map([&](const QList<ProgramRun> &runs) { return uptimeOf(runs, from, now); });
    }
    const std::lock_guard lock(m_mutex);
    return m_began.isValid() ? uptimeOf({{m_kind, m_began, now, false}}, from, now) : Uptime();
}

Result<QList<SlowStatement>> TimeSeries::slowStatements(std::chrono::seconds range) const
{
    const auto from = m_clock->nowUtc().addSecs(-range.count());
    if (m_history)
        return m_history->slowSince(from);
    auto slow = m_metrics->slowStatements().all();
    slow.erase(std::remove_if(slow.begin(), slow.end(), [&](const auto &one) { return one.last <= from; }), slow.end());
    return slow;
}

TimeSeries::Cost TimeSeries::cost() const
{
    const std::lock_guard lock(m_mutex);
    return m_cost;
}

} // namespace consultantos
