// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agent_scheduler.h"
#include "agents/request_basis.h"
#include "base/clock.h"
#include "model/report.h"

namespace consultantos {

class HealthRules;

/// Puts the agents' outputs together: the evidence that the report refers to and no more, in a fixed order whatever the
/// order in which the agents ended. An agent that gave nothing is named in the summary's limits and makes the report
/// "partial".
/// `documents` names what the evidence stands in; `health` says how the company's figures are judged, null: not at all.
[[nodiscard]] Report assembleReport(const RequestBasis &basis, const AgentGraphResult &result,
                                    QHash<QString, Source> documents, const HealthRules *health, const Clock &clock,
                                    double durationS);

} // namespace consultantos
