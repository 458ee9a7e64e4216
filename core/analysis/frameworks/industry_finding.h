// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/definitions.h"
#include "analysis/frameworks/workbench.h"

namespace consultantos {

/// What the published averages of the industry say about one of the five forces, for a company whose own figures aren't
/// stored. Holds for the industry, not for the company, and says so; empty where the force names none or it is missing.
[[nodiscard]] std::optional<Claim> industryFinding(Workbench &bench, const ForceDefinition &force);

/// The industry's published margins and returns in one sentence; empty where there is no average operating margin.
[[nodiscard]] std::optional<Claim> industrySituation(Workbench &bench, const QString &claimId);

} // namespace consultantos
