// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/money/budget_keeper.h"
#include "metrics/metric_snapshot.h"

namespace consultantos {

/// consultantos_llm_budget_left: what is left of the budgets for today and for the engagement, in the price table's
/// currency, less what is set aside for calls under way. A budget without a limit has no series. Does no I/O.
[[nodiscard]] FamilySnapshot budgetFamily(const BudgetKeeper &budget);

} // namespace consultantos
