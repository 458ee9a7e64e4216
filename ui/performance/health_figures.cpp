// SPDX-License-Identifier: GPL-3.0-or-later
#include "performance/health_figures.h"

#include "metrics/time_series.h"
#include "performance/performance_words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace consultantos {
namespace {

using namespace std::chrono_literals;

QString inWords(const char *text)
{
    return QCoreApplication::translate("HealthFigures", text);
}

/// As much as the slowest alert looks back.
constexpr std::chrono::seconds AlertRange = 3h;
constexpr std::chrono::seconds LeastDiagnosed = 2h;

QString alertName(AlertKind kind)
{
    switch (kind) {
    case AlertKind::LowUptime:
        return inWords(QT_TRANSLATE_NOOP("HealthFigures", "Uptime of the last day"));
    case AlertKind::SlowMedian:
        return inWords(QT_TRANSLATE_NOOP("HealthFigures", "P50 of requests"));
    case AlertKind::SlowP95:
        return inWords(QT_TRANSLATE_NOOP("HealthFigures", "P95 of requests"));
    case AlertKind::SlowP99:
        return inWords(QT_TRANSLATE_NOOP("HealthFigures", "P99 of requests"));
    case AlertKind::LowHitRate:
        return inWords(QT_TRANSLATE_NOOP("HealthFigures", "Cache hit rate"));
    case AlertKind::Errors:
        return inWords(QT_TRANSLATE_NOOP("HealthFigures", "Requests that fail"));
    case AlertKind::AgentFailures:
        return inWords(QT_TRANSLATE_NOOP("HealthFigures", "Agents that fail"));
    case AlertKind::CacheLevelDown:
        return inWords(QT_TRANSLATE_NOOP("HealthFigures", "Levels of the cache that can't be used"));
    case AlertKind::MemoryGrows:
        return inWords(QT_TRANSLATE_NOOP("HealthFigures", "Growth of memory in an hour"));
    case AlertKind::SlowStores:
        return inWords(QT_TRANSLATE_NOOP("HealthFigures", "P95 of store operations"));
    case AlertKind::ModelTimeouts:
        return inWords(QT_TRANSLATE_NOOP("HealthFigures", "Calls of models that ran out of time"));
    case AlertKind::ProviderPaused:
        break;
    }
    return inWords(QT_TRANSLATE_NOOP("HealthFigures", "Providers of models left alone"));
}

QString alertValueText(AlertKind kind, double value)
{
    switch (kind) {
    case AlertKind::LowUptime:
        return shareText(value);
    case AlertKind::LowHitRate:
    case AlertKind::Errors:
        return quantityText(ChartQuantity::Share, value);
    case AlertKind::SlowMedian:
    case AlertKind::SlowP95:
    case AlertKind::SlowP99:
    case AlertKind::SlowStores:
        return spanText(value);
    case AlertKind::MemoryGrows:
        return quantityText(ChartQuantity::Bytes, value);
    case AlertKind::AgentFailures:
    case AlertKind::CacheLevelDown:
    case AlertKind::ModelTimeouts:
    case AlertKind::ProviderPaused:
        break;
    }
    return QLocale().toString(value, 'f', 0);
}

} // namespace

Result<HealthFigures> readHealth(const TimeSeries &series, const Settings &settings, const QDateTime &now,
                                 std::chrono::seconds range)
{
    HealthFigures health;
    const auto uptime = series.uptime(range);
    if (!uptime)
        return tl::unexpected(uptime.error());
    health.uptime = *uptime;
    const auto lately = series.samples(AlertRange);
    if (!lately)
        return tl::unexpected(lately.error());
    const auto ofDay = series.uptime(TimeSeries::Day);
    if (!ofDay)
        return tl::unexpected(ofDay.error());
    health.alerts = alertsOf(*lately, now);
    health.alerts.prepend(uptimeAlert(*ofDay));
    const auto length = std::max(range, LeastDiagnosed);
    const auto samples = series.samples(length);
    if (!samples)
        return tl::unexpected(samples.error());
    const auto slow = series.slowStatements(length);
    if (!slow)
        return tl::unexpected(slow.error());
    health.findings = diagnosed(*samples, *slow, settings);
    return health;
}

QString alertText(const Alert &alert)
{
    const auto kind = alert.rule.kind;
    const auto value = alert.value ? alertValueText(kind, *alert.value) : QStringLiteral("–");
    const auto text = alert.rule.isBelow ? inWords(QT_TRANSLATE_NOOP("HealthFigures", "%1: %2, alert under %3"))
                                         : inWords(QT_TRANSLATE_NOOP("HealthFigures", "%1: %2, alert over %3"));
    const bool isTime = kind == AlertKind::SlowMedian || kind == AlertKind::SlowP95 || kind == AlertKind::SlowP99
                        || kind == AlertKind::SlowStores;
    const auto limit = isTime ? limitText(alert.rule.limit) : alertValueText(kind, alert.rule.limit);
    const auto told = text.arg(alertName(kind), value, limit);
    return alert.since.isValid()
               ? inWords(QT_TRANSLATE_NOOP("HealthFigures", "%1, since %2"))
                     .arg(told, QLocale().toString(alert.since.toLocalTime().time(), QStringLiteral("HH:mm")))
               : told;
}

QString providerStateText(const ProviderState &state)
{
    if (!state.isOpen)
        return inWords(QT_TRANSLATE_NOOP("HealthFigures", "calls go through"));
    if (state.pause.count() <= 0)
        return inWords(QT_TRANSLATE_NOOP("HealthFigures", "left alone, the next call tries it"));
    return inWords(QT_TRANSLATE_NOOP("HealthFigures", "left alone after failures, tried again in %1"))
        .arg(spanText(std::chrono::duration<double>(state.pause).count()));
}

QString providerLimitText(const ProviderState &state)
{
    const QLocale locale;
    return inWords(QT_TRANSLATE_NOOP("HealthFigures", "%1 calls a second at most, %2 waiting, %3 under way"))
        .arg(locale.toString(state.perSecond, 'f', 1), locale.toString(state.waiting), locale.toString(state.underWay));
}

} // namespace consultantos
