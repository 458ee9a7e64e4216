// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/scenarios/scenario_model.h"
#include "analysis/valuation/starting_assumptions.h"
#include "base/result.h"

namespace consultantos {

/// A driver tree of a company of its own figures: five years of revenue at one growth, a margin reached along a line, taxes,
/// reinvestment, free cash flow, and what they are worth. What the years behind it tell is a distribution (growth and margin
/// between the least and the most of its own last years, triangular about their median), what is published or filed is a value,
/// the cost of capital and growth for ever are about the valuation's, two points and one to either side, as a judgement. Each
/// driver says its source. Outputs: value per share (or of equity, or of the firm, as far as can be said), free cash flow and
/// revenue of the fifth year. NotDerivable without at least three years of revenue and margins.
[[nodiscard]] Result<ScenarioModel> companyScenario(const Financials &financials, const StartingValuation &start);

} // namespace consultantos
