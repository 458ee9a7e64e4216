// SPDX-License-Identifier: GPL-3.0-or-later
// The assumptions of tests/unit/report/workbooks/dcf_by_hand.csv.
#pragma once

#include "analysis/valuation/dcf.h"
#include "model/units.h"

namespace consultantos {

inline AssumptionTable workedAssumptions()
{
    AssumptionTable table(QStringLiteral("acme"), QDate(2025, 12, 31));
    const auto set = [&](const char *name, double value, const QString &unit) {
        table.setUsers(QLatin1String(name), QLatin1String(name), value, unit);
    };
    const auto usd = QStringLiteral("USD");
    set("revenue", 1000, usd);
    set("growth", 0.10, units::Ratio);
    set("fade_growth", 0.04, units::Ratio);
    set("operating_margin", 0.20, units::Ratio);
    set("target_margin", 0.25, units::Ratio);
    set("tax_rate", 0.25, units::Ratio);
    set("sales_to_capital", 2, units::Multiple);
    set("wacc", 0.09, units::Ratio);
    set("terminal_growth", 0.02, units::Ratio);
    set("terminal_roic", 0.12, units::Ratio);
    set("terminal_multiple", 8, units::Multiple);
    set("depreciation_share", 0.05, units::Ratio);
    set("debt", 300, usd);
    set("cash", 100, usd);
    set("minority_interest", 20, usd);
    set("shares", 50, units::Shares);
    return table;
}

inline DcfPlan workedPlan()
{
    DcfPlan plan;
    plan.highYears = 3;
    plan.fadeYears = 2;
    return plan;
}

} // namespace consultantos
