// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/service_levels.h"
#include "model/metric_sample.h"
#include "performance/health_figures.h"
#include "storage/money_ledger.h"

#include <QDateTime>
#include <QList>

#include <chrono>

namespace consultantos {

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
    QList<UsageTotals> models;      ///< of the range, by model
    QList<UsageTotals> modelAgents; ///< of the range, by agent
    HealthFigures health;
    QList<ProviderState> providers; ///< as they are now

    /// Whether there is anything to show.
    [[nodiscard]] bool isEmpty() const;
};
[[nodiscard]] PerformanceFigures performanceFigures(const QList<MetricSample> &samples, const QDateTime &now,
                                                    std::chrono::seconds range);

} // namespace consultantos
