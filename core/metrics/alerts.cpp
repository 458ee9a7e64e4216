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
constexpr std::chrono::seconds LookBack{3'600};

AlertRule rule(AlertKind kind, const AlertLimit &limit, std::chrono::seconds window, bool isBelow = false)
{
    return {kind, limit.name, limit.limit, limit.least, isBelow, window, std::chrono::seconds(limit.holdsSeconds)};
}

/// What a rule's window holds; only what is asked for is added up, as this is done at many moments.
class Window {
public:
    Window(const QList<MetricSample> &samples, const QDateTime &from, const QDateTime &until)
    {
        const auto isBefore = [](const QDateTime &time, const MetricSample &sample) { return time < sample.until; };
        m_begin = std::upper_bound(samples.begin(), samples.end(), from, isBefore);
        m_end = std::upper_bound(m_begin, samples.end(), until, isBefore);
    }

    [[nodiscard]] bool isEmpty() const { return m_begin == m_end; }
    [[nodiscard]] double sum(MetricValue value) const
    {
        double sum = 0;
        std::for_each(m_begin, m_end, [&](const MetricSample &sample) { sum += sample[value]; });
        return sum;
    }
    [[nodiscard]] double peak(MetricValue value) const
    {
        double peak = 0;
        std::for_each(m_begin, m_end, [&](const MetricSample &sample) { peak = std::max(peak, sample[value]); });
        return peak;
    }
    [[nodiscard]] std::optional<double> quantile(LatencyCounts MetricSample::*latency, double share) const
    {
        LatencyCounts counts;
        std::for_each(m_begin, m_end, [&](const MetricSample &sample) { counts += sample.*latency; });
        return counts.count() > 0 ? std::optional(counts.quantile(share)) : std::nullopt;
    }

private:
    QList<MetricSample>::const_iterator m_begin;
    QList<MetricSample>::const_iterator m_end;
};

std::optional<double> hitRate(const Window &window, double least)
{
    const auto misses = window.sum(MetricValue::Misses);
    if (misses <= least)
        return std::nullopt;
    return 1
           - misses
                 / (misses + window.sum(MetricValue::HitsL1) + window.sum(MetricValue::HitsL2)
                    + window.sum(MetricValue::HitsL3));
}

std::optional<double> errorShare(const Window &window)
{
    const auto requests = window.sum(MetricValue::Requests);
    return requests > 0 ? std::optional(window.sum(MetricValue::RequestErrors) / requests) : std::nullopt;
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
    const Window window(samples, at.addSecs(-rule.window.count()), at);
    if (window.isEmpty())
        return std::nullopt;
    switch (rule.kind) {
    case AlertKind::SlowMedian:
        return window.quantile(&MetricSample::requestLatency, 0.5);
    case AlertKind::SlowP95:
        return window.quantile(&MetricSample::requestLatency, 0.95);
    case AlertKind::SlowP99:
        return window.quantile(&MetricSample::requestLatency, 0.99);
    case AlertKind::SlowStores:
        return window.quantile(&MetricSample::storeLatency, 0.95);
    case AlertKind::LowHitRate:
        return hitRate(window, rule.least);
    case AlertKind::Errors:
        return errorShare(window);
    case AlertKind::AgentFailures:
        return window.sum(MetricValue::AgentsFailed);
    case AlertKind::CacheLevelDown:
        return window.peak(MetricValue::DownL2) + window.peak(MetricValue::DownL3);
    case AlertKind::ModelTimeouts:
        return window.sum(MetricValue::ModelTimeouts);
    case AlertKind::ProviderPaused:
        return window.peak(MetricValue::BreakersOpen);
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
