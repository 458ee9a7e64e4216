// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/metric_sample.h"

#include <QDateTime>
#include <QList>

#include <chrono>
#include <optional>

namespace consultantos {

/// How a value of the samples that ended in (until − length, until] grows, in its unit an hour: the slope of the least
/// squares' line, as Prometheus' deriv() has it. Empty with samples of less than half that time. Pure.
[[nodiscard]] std::optional<double> growthPerHour(const QList<MetricSample> &samples, MetricValue value,
                                                  const QDateTime &until, std::chrono::seconds length);

} // namespace consultantos
