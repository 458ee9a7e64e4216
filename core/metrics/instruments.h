// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/metric_snapshot.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <memory>
#include <vector>

namespace consultantos {

/// Threads write to different stripes of an instrument, so that they don't take cache lines from each other.
inline constexpr std::size_t MetricStripes = 8;

/// The calling thread's stripe: threads get them in turn.
[[nodiscard]] inline std::size_t metricStripe()
{
    static std::atomic<std::size_t> next{0};
    thread_local const std::size_t stripe = next.fetch_add(1, std::memory_order_relaxed) % MetricStripes;
    return stripe;
}

/// Only grows. Thread-safe without a lock.
class MetricCounter {
public:
    void add(quint64 amount = 1) { m_stripes[metricStripe()].value.fetch_add(amount, std::memory_order_relaxed); }
    [[nodiscard]] quint64 value() const
    {
        quint64 sum = 0;
        for (const auto &stripe : m_stripes)
            sum += stripe.value.load(std::memory_order_relaxed);
        return sum;
    }
    void snapshot(SeriesSnapshot &series) const { series.value = static_cast<double>(value()); }

private:
    struct alignas(64) Stripe {
        std::atomic<quint64> value{0};
    };
    std::array<Stripe, MetricStripes> m_stripes;
};

/// Goes up and down. Thread-safe without a lock.
class MetricGauge {
public:
    void add(qint64 amount) { m_value.fetch_add(amount, std::memory_order_relaxed); }
    void set(qint64 value) { m_value.store(value, std::memory_order_relaxed); }
    [[nodiscard]] qint64 value() const { return m_value.load(std::memory_order_relaxed); }
    void snapshot(SeriesSnapshot &series) const { series.value = static_cast<double>(value()); }

private:
    std::atomic<qint64> m_value{0};
};

/// Counts values by buckets. Thread-safe without a lock; a snapshot taken meanwhile may lack what is being observed.
class MetricHistogram {
public:
    explicit MetricHistogram(BucketBounds bounds)
        : m_bounds(std::move(bounds))
    {
        for (auto &stripe : m_stripes)
            stripe.counts = std::vector<std::atomic<quint64>>(m_bounds->size() + 1);
    }

    /// Values below 0, and what is no number, count as 0: a clock that was put back doesn't spoil the sum.
    void observe(double value)
    {
        if (!(value > 0))
            value = 0;
        const auto bucket = std::lower_bound(m_bounds->begin(), m_bounds->end(), value) - m_bounds->begin();
        auto &stripe = m_stripes[metricStripe()];
        stripe.counts[static_cast<std::size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
        stripe.nanoSum.fetch_add(static_cast<quint64>(std::llround(std::min(value, LargestSummed) * 1e9)),
                                 std::memory_order_relaxed);
    }

    void snapshot(SeriesSnapshot &series) const
    {
        series.counts.assign(m_bounds->size() + 1, 0);
        quint64 nanoSum = 0;
        for (const auto &stripe : m_stripes) {
            for (std::size_t i = 0; i < series.counts.size(); ++i)
                series.counts[i] += stripe.counts[i].load(std::memory_order_relaxed);
            nanoSum += stripe.nanoSum.load(std::memory_order_relaxed);
        }
        series.count = 0;
        for (const auto count : series.counts)
            series.count += count;
        series.sum = static_cast<double>(nanoSum) / 1e9;
    }

private:
    /// Sums are whole billionths, so that adding is one atomic instruction; they hold 584 years of seconds.
    static constexpr double LargestSummed = 1e6;

    struct alignas(64) Stripe {
        std::vector<std::atomic<quint64>> counts;
        std::atomic<quint64> nanoSum{0};
    };
    BucketBounds m_bounds;
    std::array<Stripe, MetricStripes> m_stripes;
};

/// Bounds that grow by `factor` from `first` until they reach `last`. With a factor of 1.25 a quantile of values that are
/// spread smoothly is off by less than 1 %, and never by more than a quarter.
[[nodiscard]] BucketBounds growingBounds(double first, double last, double factor);
/// One row after the other; the second begins where the first ends.
[[nodiscard]] BucketBounds joinedBounds(const BucketBounds &lower, const BucketBounds &upper);

} // namespace consultantos
