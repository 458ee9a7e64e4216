// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_level_stats.h"

#include <array>
#include <atomic>
#include <chrono>

namespace consultantos {

/// Counts how long operations took. Thread-safe.
class LatencyCounter {
public:
    void add(std::chrono::nanoseconds time)
    {
        const double seconds = double(time.count()) * 1e-9;
        for (size_t i = 0; i < CacheLatency::Bounds.size(); ++i) {
            if (seconds <= CacheLatency::Bounds[i]) {
                m_counts[i].fetch_add(1, std::memory_order_relaxed);
                break;
            }
        }
        m_total.fetch_add(1, std::memory_order_relaxed);
        m_nanoseconds.fetch_add(quint64(time.count()), std::memory_order_relaxed);
    }
    [[nodiscard]] CacheLatency snapshot() const
    {
        CacheLatency latency;
        for (size_t i = 0; i < m_counts.size(); ++i)
            latency.counts[i] = m_counts[i].load(std::memory_order_relaxed);
        latency.total = m_total.load(std::memory_order_relaxed);
        latency.sumSeconds = double(m_nanoseconds.load(std::memory_order_relaxed)) * 1e-9;
        return latency;
    }

private:
    std::array<std::atomic<quint64>, CacheLatency::Bounds.size()> m_counts{};
    std::atomic<quint64> m_total{0};
    std::atomic<quint64> m_nanoseconds{0};
};

/// What DiskCache has done. Thread-safe.
struct DiskCounters {
    std::atomic<quint64> hits{0}, staleHits{0}, misses{0}, sets{0}, refusedSets{0}, droppedSets{0}, invalidations{0},
        evictions{0}, expirations{0}, errors{0};
    LatencyCounter getLatency, setLatency;
};

} // namespace consultantos
