// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/scenarios/scenario_model.h"
#include "analysis/valuation/starting_assumptions.h"
#include "base/result.h"

#include <memory>

namespace consultantos {

/// A company as a driver tree: revenue over margins to cash, year by year.
struct CompanyDrivers {
    static constexpr int UsualYears = 5;
    static constexpr int MostYears = 15;

    ScenarioModel model;
    int baseYear = 0; ///< the last fiscal year reported; 0 where it isn't known
    int years = UsualYears;
    std::shared_ptr<const AssumptionTable>
        known; ///< what the drivers come from, as figures; null where that isn't known
};

/// A driver tree of a company of its own figures: revenue grows in the first year at one rate and in the last at another, with
/// a line between them, a margin is reached along a line, then come taxes, reinvestment and free cash flow, and what they are worth.
/// What the years behind it tell is a distribution (first growth and last margin between the least and the most of its own last
/// years, triangular about their median), what is published or filed is a value, growth in the last year, for ever and the cost
/// of capital are about the valuation's, 1.5, one and two points to either side, as a judgement; where fewer
/// than three years tell of growth or margin, theirs are five and three points about the valuation's. Each driver says its source. Each
/// year of a line is a formula called growth_1, revenue_1, margin_1, ebit_1, tax_1, reinvestment_1, cash_flow_1 and so on: see
/// driver_forecast.h. Outputs: value per share (or of equity, or of the firm, as far as can be said), free cash flow and revenue of
/// the last year. InvalidArgument for a number of years outside of 1 … MostYears.
[[nodiscard]] Result<CompanyDrivers> companyDrivers(const Financials &financials, const StartingValuation &start,
                                                    int years = CompanyDrivers::UsualYears);
/// Its model for the usual number of years.
[[nodiscard]] Result<ScenarioModel> companyScenario(const Financials &financials, const StartingValuation &start);

} // namespace consultantos
