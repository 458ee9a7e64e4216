// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/uptime.h"
#include "model/metric_sample.h"

#include <QDateTime>
#include <QList>

#include <chrono>
#include <optional>
#include <string_view>

namespace consultantos {

/// What the alerts of packaging/monitoring watch, as far as the program can see it of itself.
enum class AlertKind {
    LowUptime,
    SlowMedian,
    SlowP95,
    SlowP99,
    LowHitRate,
    Errors,
    AgentFailures,
    CacheLevelDown,
    MemoryGrows,
    SlowStores,
    ModelTimeouts,
    ProviderPaused
};

/// An alert of the rules: its limits are theirs.
struct AlertRule {
    AlertKind kind = AlertKind::LowUptime;
    std::string_view name;          ///< in the rules
    double limit = 0;               ///< seconds, shares, counts or bytes an hour
    double least = 0;               ///< how much must have happened for it to tell something
    bool isBelow = false;           ///< it is below the limit that is bad
    std::chrono::seconds window{0}; ///< what its value is taken over
    std::chrono::seconds holds{0};  ///< how long it must be so
};
[[nodiscard]] QList<AlertRule> alertRules();

/// How an alert stands, as Prometheus has it.
struct Alert {
    enum class State { Quiet, Pending, Firing };

    AlertRule rule;
    State state = State::Quiet;
    std::optional<double> value; ///< now; empty: nothing tells it
    QDateTime since; ///< from when on the limit has been passed, as far as was looked; of others than quiet ones
};

/// What a rule's value is at a moment, of the samples up to it. Pure.
[[nodiscard]] std::optional<double> alertValue(const AlertRule &rule, const QList<MetricSample> &samples,
                                               const QDateTime &at);

/// All alerts but LowUptime at `now`, of samples of at least the last two hours, the oldest first, evaluated every
/// quarter of a minute as Prometheus does. Pure.
[[nodiscard]] QList<Alert> alertsOf(const QList<MetricSample> &samples, const QDateTime &now);
/// The alert of `uptime`, which is that of the last day. Pure.
[[nodiscard]] Alert uptimeAlert(const Uptime &uptime);

} // namespace consultantos
