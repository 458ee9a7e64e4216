// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"
#include "performance/span_bars.h"

#include <QList>

namespace consultantos {

/// When each agent of a run ran, counted from the first one's start, in the order of starting; those that never started
/// are left out. Colours: computed, served by the cache, failed.
[[nodiscard]] QList<SpanBars::Row> agentRows(const QList<AgentRecord> &agents);

} // namespace consultantos
