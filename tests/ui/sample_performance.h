// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/metric_sample.h"

#include <QDateTime>
#include <QList>

#include <memory>

namespace consultantos {
class ProgramMetrics;
class TimeSeries;
} // namespace consultantos

namespace consultantos::test {

/// Five minutes of work in samples of a second: requests that take longer and longer and now and then fail, a cache that
/// warms up, stores in use.
[[nodiscard]] QList<MetricSample> samplePerformance(const QDateTime &end);
/// The like as a time series that ends now, recorded in `metrics`.
[[nodiscard]] std::shared_ptr<TimeSeries> sampleSeries(const std::shared_ptr<ProgramMetrics> &metrics);
/// Forty minutes of a program in which much goes wrong: requests are slow and fail, Redis is away, a provider of models
/// runs out of time and is left alone, the cache is too small, a store's statement has no index.
[[nodiscard]] std::shared_ptr<TimeSeries> failingSeries(const std::shared_ptr<ProgramMetrics> &metrics);

} // namespace consultantos::test
