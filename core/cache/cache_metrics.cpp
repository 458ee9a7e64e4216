// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/cache_metrics.h"

#include <algorithm>

namespace consultantos {
namespace {

FamilySnapshot family(const char *name, const char *help, MetricKind kind, const QByteArrayList &labelNames)
{
    FamilySnapshot made;
    made.name = name;
    made.help = help;
    made.kind = kind;
    made.labelNames = labelNames;
    return made;
}

SeriesSnapshot valueOf(const QByteArrayList &labels, double value)
{
    SeriesSnapshot series;
    series.labels = labels;
    series.value = value;
    return series;
}

QByteArray levelName(std::size_t level)
{
    return 'l' + QByteArray::number(static_cast<int>(level) + 1);
}

/// Of each level that there is, one of its counts.
template <class Count>
FamilySnapshot ofLevels(const CacheManagerStats &stats, const char *name, const char *help, MetricKind kind,
                        Count count)
{
    auto made = family(name, help, kind, {"cache_level"});
    for (std::size_t level = 0; level < stats.levels.size(); ++level) {
        if (const auto &one = stats.levels[level])
            made.series.append(valueOf({levelName(level)}, static_cast<double>(count(*one))));
    }
    return made;
}

SeriesSnapshot latencyOf(const QByteArrayList &labels, const CacheLatency &latency)
{
    SeriesSnapshot series;
    series.labels = labels;
    series.counts.assign(latency.counts.begin(), latency.counts.end());
    quint64 within = 0;
    for (const auto count : latency.counts)
        within += count;
    series.counts.push_back(latency.total - std::min(latency.total, within));
    series.count = latency.total;
    series.sum = latency.sumSeconds;
    return series;
}

FamilySnapshot latencies(const CacheManagerStats &stats)
{
    auto made = family("consultantos_cache_operation_seconds", "Time of an operation of a level; some are sampled.",
                       MetricKind::Histogram, {"cache_level", "operation"});
    made.bounds = std::make_shared<const std::vector<double>>(CacheLatency::Bounds.begin(), CacheLatency::Bounds.end());
    for (std::size_t level = 0; level < stats.levels.size(); ++level) {
        if (const auto &one = stats.levels[level]) {
            made.series.append(latencyOf({levelName(level), "get"}, one->getLatency));
            made.series.append(latencyOf({levelName(level), "set"}, one->setLatency));
        }
    }
    return made;
}

} // namespace

QList<FamilySnapshot> cacheFamilies(const CacheManagerStats &stats)
{
    const auto total = stats.total();
    auto hits = family("consultantos_cache_hits_total", "Values that a level of the cache had.", MetricKind::Counter,
                       {"cache_level"});
    for (std::size_t level = 0; level < total.hits.size(); ++level)
        hits.series.append(valueOf({levelName(level)}, static_cast<double>(total.hits[level])));
    auto misses =
        family("consultantos_cache_misses_total", "Values that no level of the cache had.", MetricKind::Counter, {});
    misses.series.append(valueOf({}, static_cast<double>(total.computed + total.misses)));
    auto saved = family("consultantos_cache_saved_seconds_total", "Time that hits would have cost to compute.",
                        MetricKind::Counter, {});
    saved.series.append(valueOf({}, total.savedSeconds));
    constexpr double Micro = 1e6;
    auto money = family("consultantos_cache_saved_money_total",
                        "Money that hits would have cost, in the price table's currency.", MetricKind::Counter, {});
    money.series.append(valueOf({}, static_cast<double>(total.savedMicroUnits) / Micro));

    // What memory doesn't take is too large for it, which is its rule and no failure.
    quint64 faults = 0;
    quint64 dropped = 0;
    for (std::size_t level = 0; level < stats.levels.size(); ++level) {
        if (const auto &one = stats.levels[level]) {
            faults += one->errors;
            dropped += level == 0 ? 0 : one->droppedSets;
        }
    }
    auto errors = family("consultantos_cache_errors_total", "Operations of the cache that failed.", MetricKind::Counter,
                         {"operation"});
    errors.series = {valueOf({"decode"}, static_cast<double>(stats.undecodable)),
                     valueOf({"set"}, static_cast<double>(dropped)), valueOf({"store"}, static_cast<double>(faults))};

    using Level = CacheLevelStats;
    const auto counter = MetricKind::Counter;
    const auto gauge = MetricKind::Gauge;
    return {hits,
            misses,
            saved,
            money,
            errors,
            ofLevels(stats, "consultantos_cache_level_misses_total", "Look-ups that a level could not answer.", counter,
                     [](const Level &level) { return level.misses; }),
            ofLevels(stats, "consultantos_cache_level_sets_total", "Values given to a level.", counter,
                     [](const Level &level) { return level.sets; }),
            ofLevels(stats, "consultantos_cache_level_dropped_total", "Values that a level did not take.", counter,
                     [](const Level &level) { return level.droppedSets; }),
            ofLevels(stats, "consultantos_cache_level_evictions_total", "Values thrown out for lack of room.", counter,
                     [](const Level &level) { return level.evictions; }),
            ofLevels(stats, "consultantos_cache_level_expirations_total", "Values found too old.", counter,
                     [](const Level &level) { return level.expirations; }),
            ofLevels(stats, "consultantos_cache_level_errors_total", "Faults of a level's store.", counter,
                     [](const Level &level) { return level.errors; }),
            ofLevels(stats, "consultantos_cache_level_entries", "Values that a level holds.", gauge,
                     [](const Level &level) { return level.entries; }),
            ofLevels(stats, "consultantos_cache_level_bytes", "What a level holds, keys and overhead included.", gauge,
                     [](const Level &level) { return level.bytes; }),
            ofLevels(stats, "consultantos_cache_level_capacity_bytes", "What a level may hold.", gauge,
                     [](const Level &level) { return level.capacity; }),
            ofLevels(stats, "consultantos_cache_level_available", "1 if a level can be used, else 0.", gauge,
                     [](const Level &level) { return level.isAvailable ? 1 : 0; }),
            latencies(stats)};
}

} // namespace consultantos
