// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/money/budget_metrics.h"

#include <algorithm>

namespace consultantos {

FamilySnapshot budgetFamily(const BudgetKeeper &budget)
{
    FamilySnapshot family;
    family.name = "consultantos_llm_budget_left";
    family.help = "What is left of a budget for language models, in the price table's currency.";
    family.kind = MetricKind::Gauge;
    family.labelNames = {"budget"};
    const auto add = [&family](const char *name, const BudgetState &state) {
        if (!state.limit)
            return;
        constexpr double Micro = 1e6;
        const auto left = std::max<qint64>(*state.limit - state.spent - state.reserved, 0);
        SeriesSnapshot series;
        series.labels = {name};
        series.value = static_cast<double>(left) / Micro;
        family.series.append(series);
    };
    add("day", budget.today());
    add("engagement", budget.engagement());
    return family;
}

} // namespace consultantos
