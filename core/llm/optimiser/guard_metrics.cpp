// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/optimiser/guard_metrics.h"

#include <QMap>

#include <algorithm>

namespace consultantos {
namespace {

FamilySnapshot gauge(const char *name, const char *help)
{
    FamilySnapshot family;
    family.name = name;
    family.help = help;
    family.kind = MetricKind::Gauge;
    family.labelNames = {"provider"};
    return family;
}

} // namespace

QList<FamilySnapshot> guardFamilies(const QList<ProviderState> &states)
{
    QMap<QByteArray, ProviderState> worst;
    for (const auto &state : states) {
        const auto name = state.provider.toUtf8();
        const auto known = worst.find(name);
        if (known == worst.end()) {
            worst.insert(name, state);
            continue;
        }
        known->isOpen = known->isOpen || state.isOpen;
        known->pause = std::max(known->pause, state.pause);
        known->perSecond = std::min(known->perSecond, state.perSecond);
        known->waiting += state.waiting;
        known->underWay += state.underWay;
    }
    auto open = gauge("consultantos_llm_breaker_open", "1 if a provider failed too often and is left alone, else 0.");
    auto pause = gauge("consultantos_llm_breaker_pause_seconds", "Time until a provider left alone is tried again.");
    auto rate = gauge("consultantos_llm_allowed_calls_per_second", "Calls that the limiter lets through at present.");
    auto waiting = gauge("consultantos_llm_calls_waiting", "Calls that wait for their turn.");
    auto underWay = gauge("consultantos_llm_calls_under_way", "Calls sent and not answered yet.");
    for (auto it = worst.cbegin(); it != worst.cend(); ++it) {
        const auto add = [&](FamilySnapshot &family, double value) {
            SeriesSnapshot series;
            series.labels = {it.key()};
            series.value = value;
            family.series.append(series);
        };
        add(open, it->isOpen ? 1 : 0);
        add(pause, std::chrono::duration<double>(it->pause).count());
        add(rate, it->perSecond);
        add(waiting, it->waiting);
        add(underWay, it->underWay);
    }
    return {open, pause, rate, waiting, underWay};
}

} // namespace consultantos
