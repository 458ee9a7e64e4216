// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/metric_sample.h"

#include <QJsonArray>

#include <algorithm>

namespace consultantos {
namespace {

/// In the order of MetricValue. Kept in files: a name once given stays.
constexpr const char *Names[] = {
    "requests",         "request_errors", "active_requests",  "hits_l1",        "hits_l2",       "hits_l3",
    "misses",           "cache_bytes_l1", "cache_bytes_l2",   "cache_bytes_l3", "saved_seconds", "saved_money",
    "agents_done",      "agents_failed",  "store_operations", "model_calls",    "model_tokens",  "cpu_seconds",
    "resident_bytes",   "cache_errors",   "evictions",        "expirations",    "capacity_l1",   "down_l2",
    "down_l3",          "model_failures", "model_timeouts",   "model_refusals", "breakers_open", "calls_waiting",
    "calls_per_second", "agent_timeouts"};
static_assert(std::size(Names) == MetricValueCount);

QJsonArray toJson(const LatencyCounts &latency)
{
    QJsonArray buckets;
    for (const auto &bucket : latency.buckets)
        buckets.append(QJsonArray{bucket.lower, bucket.upper, static_cast<qint64>(bucket.count)});
    return buckets;
}

LatencyCounts latencyFromJson(const QJsonArray &buckets)
{
    LatencyCounts latency;
    for (const auto &value : buckets) {
        const auto bucket = value.toArray();
        latency.buckets.append(
            {bucket[0].toDouble(), bucket[1].toDouble(), static_cast<quint64>(bucket[2].toInteger())});
    }
    return latency;
}

} // namespace

bool isLevel(MetricValue value)
{
    switch (value) {
    case MetricValue::ActiveRequests:
    case MetricValue::CacheBytesL1:
    case MetricValue::CacheBytesL2:
    case MetricValue::CacheBytesL3:
    case MetricValue::ResidentBytes:
    case MetricValue::CapacityL1:
    case MetricValue::DownL2:
    case MetricValue::DownL3:
    case MetricValue::BreakersOpen:
    case MetricValue::CallsWaiting:
    case MetricValue::CallsPerSecond:
        return true;
    default:
        return false;
    }
}

bool isPeak(MetricValue value)
{
    return value == MetricValue::DownL2 || value == MetricValue::DownL3 || value == MetricValue::BreakersOpen
           || value == MetricValue::CallsWaiting;
}

quint64 LatencyCounts::count() const
{
    quint64 sum = 0;
    for (const auto &bucket : buckets)
        sum += bucket.count;
    return sum;
}

double LatencyCounts::quantile(double quantile) const
{
    const auto rank = std::clamp(quantile, 0.0, 1.0) * static_cast<double>(count());
    double below = 0;
    for (const auto &bucket : buckets) {
        const auto within = static_cast<double>(bucket.count);
        if (within > 0 && below + within >= rank)
            return bucket.lower + (bucket.upper - bucket.lower) * (rank - below) / within;
        below += within;
    }
    return 0;
}

LatencyCounts &LatencyCounts::operator+=(const LatencyCounts &other)
{
    const auto isBefore = [](const LatencyBucket &a, const LatencyBucket &b) {
        return a.upper != b.upper ? a.upper < b.upper : a.lower < b.lower;
    };
    for (const auto &bucket : other.buckets) {
        const auto place = std::lower_bound(buckets.begin(), buckets.end(), bucket, isBefore);
        if (place != buckets.end() && place->upper == bucket.upper && place->lower == bucket.lower)
            place->count += bucket.count;
        else
            buckets.insert(place, bucket);
    }
    return *this;
}

double MetricSample::lookups() const
{
    return (*this)[MetricValue::HitsL1] + (*this)[MetricValue::HitsL2] + (*this)[MetricValue::HitsL3]
           + (*this)[MetricValue::Misses];
}

double MetricSample::hitRate() const
{
    const auto all = lookups();
    return all > 0 ? 1 - (*this)[MetricValue::Misses] / all : 0;
}

MetricSample &MetricSample::operator+=(const MetricSample &later)
{
    until = later.until;
    seconds += later.seconds;
    for (std::size_t i = 0; i < MetricValueCount; ++i) {
        const auto value = static_cast<MetricValue>(i);
        if (isPeak(value))
            values[i] = std::max(values[i], later.values[i]);
        else
            values[i] = isLevel(value) ? later.values[i] : values[i] + later.values[i];
    }
    requestLatency += later.requestLatency;
    storeLatency += later.storeLatency;
    modelLatency += later.modelLatency;
    return *this;
}

QJsonObject toJson(const MetricSample &sample)
{
    QJsonObject object;
    for (std::size_t i = 0; i < MetricValueCount; ++i) {
        if (sample.values[i] != 0)
            object.insert(QLatin1String(Names[i]), sample.values[i]);
    }
    if (!sample.requestLatency.buckets.isEmpty())
        object.insert(QStringLiteral("request_latency"), toJson(sample.requestLatency));
    if (!sample.storeLatency.buckets.isEmpty())
        object.insert(QStringLiteral("store_latency"), toJson(sample.storeLatency));
    if (!sample.modelLatency.buckets.isEmpty())
        object.insert(QStringLiteral("model_latency"), toJson(sample.modelLatency));
    return object;
}

MetricSample metricSampleFromJson(const QJsonObject &object)
{
    MetricSample sample;
    for (std::size_t i = 0; i < MetricValueCount; ++i)
        sample.values[i] = object.value(QLatin1String(Names[i])).toDouble();
    sample.requestLatency = latencyFromJson(object.value(QLatin1String("request_latency")).toArray());
    sample.storeLatency = latencyFromJson(object.value(QLatin1String("store_latency")).toArray());
    sample.modelLatency = latencyFromJson(object.value(QLatin1String("model_latency")).toArray());
    return sample;
}

} // namespace consultantos
