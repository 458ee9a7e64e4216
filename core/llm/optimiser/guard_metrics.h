// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/optimiser/provider_guards.h"
#include "metrics/metric_snapshot.h"

#include <QList>

namespace consultantos {

/// Limiters and breakers as families: consultantos_llm_breaker_open, …_breaker_pause_seconds,
/// …_allowed_calls_per_second, …_calls_waiting, …_calls_under_way, each by provider. Of several addresses of a provider
/// the worst stands; addresses are no labels. Pure.
[[nodiscard]] QList<FamilySnapshot> guardFamilies(const QList<ProviderState> &states);

} // namespace consultantos
