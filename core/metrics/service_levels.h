// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/uptime.h"
#include "model/metric_sample.h"

#include <QList>

#include <optional>

namespace consultantos {

/// A goal of the service and how it went.
struct ServiceLevel {
    enum Kind { MedianTime, Time95, Time99, HitRate, Uptime };
    Kind kind = MedianTime;
    double goal = 0;              ///< seconds below which, or the share from 0 to 1 above which it is met
    std::optional<double> actual; ///< empty: nothing was measured

    [[nodiscard]] bool isMet() const;
};

/// The reference's goals over what `sum` and `uptime` have: P50 < 2 s, P95 < 10 s, P99 < 30 s, hit rate > 50 %,
/// uptime > 99.9 %. The goals are the limits of the monitoring rules. Pure.
[[nodiscard]] QList<ServiceLevel> serviceLevels(const MetricSample &sum, const Uptime &uptime);

} // namespace consultantos
