// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/valuation/assumption_table.h"
#include "base/result.h"

namespace consultantos {

/// The cost of capital, each step a computation. From the assumptions:
///   risk_free_rate, equity_risk_premium (the country's, with its country risk), industry_beta (levered), industry_debt_share
///   (D/(D + E) of the industry), debt_share (the company's target), tax_rate, cost_of_debt (before tax).
/// Unlevering and relevering: R. Hamada, "The Effect of the Firm's Capital Structure on the Systematic Risk of Common Stocks",
/// Journal of Finance 27, 1972. Cost of equity: the capital asset pricing model with the country's risk borne in proportion to
/// beta (A. Damodaran, "Country Risk: Determinants, Measures and Implications", 2023).
struct CostOfCapital {
    Figure industryDebtToEquity;
    Figure unleveredBeta;
    Figure debtToEquity;
    Figure beta;
    Figure costOfEquity;
    Figure afterTaxCostOfDebt;
    Figure wacc;
    EvidenceBook evidence;
};

/// NotDerivable names the assumption that is missing or impossible: a share of debt outside of 0 … 1 (below 1), a negative
/// beta, a rate of −100 % or less.
[[nodiscard]] Result<CostOfCapital> costOfCapital(const AssumptionTable &assumptions);

} // namespace consultantos
