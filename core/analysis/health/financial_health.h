// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/framework.h"
#include "analysis/health/health_rules.h"
#include "model/health.h"

namespace consultantos {

struct HealthOutput {
    FinancialHealth health;
    EvidenceBook evidence; ///< what the readings refer to
};

/// Every figure of the rules in the company's newest fiscal year, held against its peers (Workbench::MinPeers or more),
/// with the light that its rule gives. Empty readings where no annual figures are stored.
///
/// Quartiles are those of linear interpolation (Hyndman and Fan 1996, type 7); the percentile counts half of the peers that
/// are equal. Without enough peers a relative rule takes the published average of the industry (a distance of one: a quarter
/// of it), else the company's own earlier years (robust z). Pure; thread-safe.
[[nodiscard]] HealthOutput financialHealth(const FrameworkInput &input, const HealthRules &rules);

} // namespace consultantos
