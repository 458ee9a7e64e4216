// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/service_levels.h"

#include "metrics/alert_limits.h"

namespace consultantos {

bool ServiceLevel::isMet() const
{
    return actual && (kind == HitRate || kind == Uptime ? *actual > goal : *actual < goal);
}

QList<ServiceLevel> serviceLevels(const MetricSample &sum, const Uptime &uptime)
{
    const auto timeBelow = [&](double share) {
        return sum.requestLatency.count() > 0 ? std::optional(sum.requestLatency.quantile(share)) : std::nullopt;
    };
    return {{ServiceLevel::MedianTime, alertLimit("ConsultantosSlowMedian").limit, timeBelow(0.5)},
            {ServiceLevel::Time95, alertLimit("ConsultantosSlowP95").limit, timeBelow(0.95)},
            {ServiceLevel::Time99, alertLimit("ConsultantosSlowP99").limit, timeBelow(0.99)},
            {ServiceLevel::HitRate, alertLimit("ConsultantosLowHitRate").limit,
             sum.lookups() > 0 ? std::optional(sum.hitRate()) : std::nullopt},
            {ServiceLevel::Uptime, alertLimit("ConsultantosLowUptime").limit, uptime.share()}};
}

} // namespace consultantos
