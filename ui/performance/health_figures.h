// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"
#include "llm/optimiser/provider_guards.h"
#include "metrics/alerts.h"
#include "metrics/diagnosis.h"
#include "metrics/uptime.h"

#include <QList>

#include <chrono>

namespace consultantos {

class TimeSeries;

/// What is judged, not drawn: it is read less often than the charts.
struct HealthFigures {
    Uptime uptime; ///< of the range
    QList<Alert> alerts;
    QList<FaultFinding> findings; ///< of the range, of two hours at least
};

/// I/O: never from the window's thread.
[[nodiscard]] Result<HealthFigures> readHealth(const TimeSeries &series, const Settings &settings, const QDateTime &now,
                                               std::chrono::seconds range);

/// "P95 of requests: 12.4 s, over 10 s since 11:45"
[[nodiscard]] QString alertText(const Alert &alert);
/// "calls go through", "left alone, next try in 12 s", …
[[nodiscard]] QString providerStateText(const ProviderState &state);
/// "10.0 calls a second, 3 waiting, 2 under way"
[[nodiscard]] QString providerLimitText(const ProviderState &state);

} // namespace consultantos
