// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/redis/redis_figures.h"

#include <algorithm>

namespace consultantos {
namespace {

quint64 fieldOf(const QByteArray &info, const QByteArray &name)
{
    const auto start = info.indexOf("\n" + name + ":");
    if (start < 0)
        return 0;
    const auto from = start + name.size() + 2;
    return info.mid(from, info.indexOf('\r', from) - from).toULongLong();
}

} // namespace

RedisServerFigures RedisServerFigures::read(const QByteArray &info, quint64 keys)
{
    return {fieldOf(info, "used_memory"), fieldOf(info, "maxmemory"), fieldOf(info, "evicted_keys"),
            fieldOf(info, "expired_keys"), keys};
}

void countLatency(CacheLatency &latency, std::chrono::nanoseconds time)
{
    const double seconds = std::chrono::duration<double>(time).count();
    const auto *bound = std::lower_bound(CacheLatency::Bounds.begin(), CacheLatency::Bounds.end(), seconds);
    if (bound != CacheLatency::Bounds.end())
        ++latency.counts[std::size_t(bound - CacheLatency::Bounds.begin())];
    ++latency.total;
    latency.sumSeconds += seconds;
}

} // namespace consultantos
