// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/alerts.h"

#include "metrics/alert_limits.h"
#include "metrics/trend.h"

#include <algorithm>

namespace consultantos {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds Step{15};
/// How much further back than it must hold an alert's beginning is looked for.
constexpr std::chrono::seconds LookBack{600};

AlertRule rule(AlertKind kind, const AlertLimit &limit, std::chrono::seconds window, bool isBelow = false)
{
    return {kind, limit.name, limit.limit, limit.least, isBelow, window, std::chrono::seconds(limit.holdsSeconds)};
}

MetricSample sumOf(const QList<MetricSample> &samples, const QDateTime &from, const QDateTime &until)
{
    const auto isBefore = [](const QDateTime &time, const MetricSample &sample) { return time < sample.until; };
    const auto first = std::upper_bound(samples.begin(), samples.end(), from, isBefore);
    const auto last = std::upper_bound(first, samples.end(), until, isBefore);
    MetricSample sum;
    std::for_each(first, last, [&](const MetricSample &sample) { sum += sample; });
    return sum;
}

std::optional<double> quantile(const LatencyCounts &latency, double share)
{
    return latency.count() > 0 ? std::optional(latency.quantile(share)) : std::nullopt;
}

bool isPassed(const AlertRule &rule, const std::optional<double> &value)
{
    return value && (rule.isBelow ? *value < rule.limit : *value > rule.limit);
}

} // namespace

QList<AlertRule> alertRules()
{
    return {rule(AlertKind::LowUptime, alertLimit("ConsultantosLowUptime"), 24h, true),
            rule(AlertKind::SlowMedian, alertLimit("ConsultantosSlowMedian"), 5min),
            rule(AlertKind::SlowP95, alertLimit("ConsultantosSlowP95"), 5min),
            rule(AlertKind::SlowP99, alertLimit("ConsultantosSlowP99"), 5min),
            rule(AlertKind::LowHitRate, alertLimit("ConsultantosLowHitRate"), 15min, true),
            rule(AlertKind::Errors, alertLimit("ConsultantosErrors"), 5min),
            rule(AlertKind::AgentFailures, alertLimit("ConsultantosAgentFailures"), 15min),
            rule(AlertKind::CacheLevelDown, alertLimit("ConsultantosCacheLevelDown"), 30s),
            rule(AlertKind::MemoryGrows, alertLimit("ConsultantosMemoryGrows"), 1h),
            rule(AlertKind::SlowStores, alertLimit("ConsultantosSlowStores"), 15min),
            rule(AlertKind::ModelTimeouts, alertLimit("ConsultantosModelTimeouts"), 15min),
            rule(AlertKind::ProviderPaused, alertLimit("ConsultantosProviderPaused"), 30s)};
}

std::optional<double> alertValue(const AlertRule &rule, const QList<MetricSample> &samples, const QDateTime &at)
{
    if (rule.kind == AlertKind::MemoryGrows)
        return growthPerHour(samples, MetricValue::ResidentBytes, at, rule.window);
    const auto sum = sumOf(samples, at.addSecs(-rule.window.count()), at);
    if (sum.seconds <= 0)
        return std::nullopt;
    switch (rule.kind) {
    case AlertKind::SlowMedian:
        return quantile(sum.requestLatency, 0.5);
    case AlertKind::SlowP95:
        return quantile(sum.requestLatency, 0.95);
    case AlertKind::SlowP99:
        return quantile(sum.requestLatency, 0.99);
    case AlertKind::SlowStores:
        return quantile(sum.storeLatency, 0.95);
    case AlertKind::LowHitRate:
        return sum[MetricValue::Misses] > rule.least ? std::optional(sum.hitRate()) : std::nullopt;
    case AlertKind::Errors:
        return sum[MetricValue::Requests] > 0
                   ? std::optional(sum[MetricValue::RequestErrors] / sum[MetricValue::Requests])
                   : std::nullopt;
    case AlertKind::AgentFailures:
        return sum[MetricValue::AgentsFailed];
    case AlertKind::CacheLevelDown:
        return sum[MetricValue::DownL2] + sum[MetricValue::DownL3];
    case AlertKind::ModelTimeouts:
        return sum[MetricValue::ModelTimeouts];
    case AlertKind::ProviderPaused:
        return sum[MetricValue::BreakersOpen];
    case AlertKind::LowUptime:
    case AlertKind::MemoryGrows:
        break;
    }
    return std::nullopt;
}

QList<Alert> alertsOf(const QList<MetricSample> &samples, const QDateTime &now)
{
    QList<Alert> alerts;
    for (const auto &rule : alertRules()) {
        if (rule.kind == AlertKind::LowUptime)
            continue;
        Alert alert{rule, Alert::State::Quiet, alertValue(rule, samples, now), {}};
        if (!isPassed(rule, alert.value)) {
            alerts.append(alert);
            continue;
        }
        alert.since = now;
        const auto farthest = now.addSecs(-(rule.holds + LookBack).count());
        for (auto at = now.addSecs(-Step.count()); at >= farthest && isPassed(rule, alertValue(rule, samples, at));
             at = at.addSecs(-Step.count()))
            alert.since = at;
        alert.state = alert.since.secsTo(now) >= rule.holds.count() ? Alert::State::Firing : Alert::State::Pending;
        alerts.append(alert);
    }
    return alerts;
}

Alert uptimeAlert(const Uptime &uptime)
{
    Alert alert{alertRules().first(), Alert::State::Quiet, uptime.share(), {}};
    if (isPassed(alert.rule, alert.value))
        alert.state = Alert::State::Firing;
    return alert;
}

} // namespace consultantos
