// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/workbench.h"

namespace consultantos {

/// The latest year in one sentence: revenue, its growth, operating income (net income where that is missing) and free
/// cash flow. Empty without revenue.
[[nodiscard]] std::optional<Claim> situation(Workbench &bench);

/// The adverse change of the latest year that cost most in money; falling revenue where no ratio got worse; empty where
/// nothing did.
[[nodiscard]] std::optional<Claim> complication(Workbench &bench);

} // namespace consultantos
