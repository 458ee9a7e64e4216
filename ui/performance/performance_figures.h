// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/metric_sample.h"
#include "storage/money_ledger.h"

#include <QDateTime>
#include <QList>

#include <chrono>
#include <optional>

namespace consultantos {

/// A goal of the service and how it went.
struct ServiceLevel {
    enum Kind { MedianTime, Time95, Time99, HitRate };
    Kind kind = MedianTime;
    double goal = 0;              ///< seconds below which, or the share from 0 to 1 above which it is met
    std::optional<double> actual; ///< empty: nothing was measured

    [[nodiscard]] bool isMet() const;
};

/// The reference's goals over what `sum` has: P50 < 2 s, P95 < 10 s, P99 < 30 s, hit rate > 50 %. Pure.
[[nodiscard]] QList<ServiceLevel> serviceLevels(const MetricSample &sum);

/// The samples of the `range` up to `now` as `places` of equal length, the oldest first, each with its end; a place of which
/// nothing is known has 0 seconds. Places end at whole multiples of their length, so that what is past doesn't change; the
/// last one has begun. Pure.
[[nodiscard]] QList<MetricSample> placedSamples(const QList<MetricSample> &samples, const QDateTime &now,
                                                std::chrono::seconds range, int places);

/// All that the page shows of a time range.
struct PerformanceFigures {
    std::chrono::seconds range{0};
    QDateTime at; ///< UTC, when it was read
    QList<MetricSample> places;
    MetricSample sum;
    QList<UsageTotals> models; ///< of the range, by model

    /// Whether there is anything to show.
    [[nodiscard]] bool isEmpty() const;
};
[[nodiscard]] PerformanceFigures performanceFigures(const QList<MetricSample> &samples, const QDateTime &now,
                                                    std::chrono::seconds range);

} // namespace consultantos
