// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QtGlobal>

#include <array>
#include <cstddef>

namespace consultantos {

/// What a sample of the program's measurements tells. Counters are what came within the sample's time; the others (see
/// isLevel()) are how things stood at its end.
enum class MetricValue : std::size_t {
    Requests,
    RequestErrors,
    ActiveRequests, ///< at the end
    HitsL1,         ///< of the cache, by level
    HitsL2,
    HitsL3,
    Misses,       ///< that no level could answer
    CacheBytesL1, ///< at the end, keys and overhead included
    CacheBytesL2,
    CacheBytesL3,
    SavedSeconds, ///< that hits of the cache would have taken
    SavedMoney,   ///< in units of the price table's currency
    AgentsDone,
    AgentsFailed,
    StoreOperations,
    ModelCalls,
    ModelTokens,   ///< of every kind
    CpuSeconds,    ///< of the process, all threads
    ResidentBytes, ///< at the end
    CacheErrors,
    CacheEvictions,   ///< of the last level that there is: what it throws out is lost
    CacheExpirations, ///< likewise
    CapacityL1,       ///< of the first level, bytes
    DownL2,           ///< 1 if the level couldn't be used at some time
    DownL3,
    ModelFailures, ///< attempts to call a model that failed, the next two among them
    ModelTimeouts,
    ModelRefusals,  ///< the provider asked for fewer calls
    BreakersOpen,   ///< the most providers left alone at a time
    CallsWaiting,   ///< the most calls of models that waited for their turn
    CallsPerSecond, ///< that the limiter of the slowest provider lets through; 0: no provider was asked yet
    AgentTimeouts
};
inline constexpr std::size_t MetricValueCount = static_cast<std::size_t>(MetricValue::AgentTimeouts) + 1;

/// Whether a value is how things stood, not what was counted.
[[nodiscard]] bool isLevel(MetricValue value);
/// Whether of a level's samples the largest stands for all of them, not the last.
[[nodiscard]] bool isPeak(MetricValue value);

/// How often something took between `lower` and `upper` seconds. Without an upper bound both are the same.
struct LatencyBucket {
    double lower = 0;
    double upper = 0;
    quint64 count = 0;

    bool operator==(const LatencyBucket &) const = default;
};

/// How long things took, as counts by buckets; those that are empty are left out. Those of different programs may differ
/// in their bounds and add up all the same.
struct LatencyCounts {
    QList<LatencyBucket> buckets; ///< by their upper bounds, ascending

    [[nodiscard]] quint64 count() const;
    /// The time, in seconds, below which the share `quantile` (0 to 1) lies: linear within the bucket. 0 without any.
    [[nodiscard]] double quantile(double quantile) const;
    LatencyCounts &operator+=(const LatencyCounts &other);
    bool operator==(const LatencyCounts &) const = default;
};

/// What was measured between two moments.
struct MetricSample {
    QDateTime until;    ///< UTC, when it ended
    double seconds = 0; ///< how long it was
    std::array<double, MetricValueCount> values{};
    LatencyCounts requestLatency;
    LatencyCounts storeLatency;
    LatencyCounts modelLatency; ///< of calls that were answered, with their repetitions

    [[nodiscard]] double operator[](MetricValue value) const { return values[static_cast<std::size_t>(value)]; }
    [[nodiscard]] double &operator[](MetricValue value) { return values[static_cast<std::size_t>(value)]; }
    /// Of the whole cache, 0 to 1; 0 where nothing was looked up.
    [[nodiscard]] double hitRate() const;
    [[nodiscard]] double lookups() const;
    /// Adds a later one.
    MetricSample &operator+=(const MetricSample &later);
    bool operator==(const MetricSample &) const = default;
};

/// Without its time, which stores keep by themselves. What is 0 is left out; unknown names are passed over, so that
/// programs of different versions read each other's.
[[nodiscard]] QJsonObject toJson(const MetricSample &sample);
[[nodiscard]] MetricSample metricSampleFromJson(const QJsonObject &object);

} // namespace consultantos
