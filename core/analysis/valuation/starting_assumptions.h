// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/valuation/assumption_table.h"
#include "analysis/valuation/cost_of_capital.h"
#include "analysis/valuation/dcf.h"
#include "base/result.h"
#include "model/financials.h"
#include "model/industry.h"

#include <QList>

namespace consultantos {

/// What a valuation starts from before anybody has judged anything: the company's own figures, and published averages of its
/// industry and country.
struct ValuationSources {
    Financials financials;
    QList<IndustryAnchor> industry; ///< valuation anchors of its row
    QList<IndustryAnchor> market;
    QList<Fact> country; ///< of the country catalogue; may be empty: the US
    QDate date;          ///< of the valuation
    bool isFinancial = false;
};

struct StartingValuation {
    AssumptionTable assumptions;
    DcfPlan plan;
    CostOfCapital capital;
    QStringList notes; ///< what a reader must know of these assumptions
};

/// The assumptions of discountCashFlows(), each with its source: revenue, margins, debt, cash and shares as filed; growth the
/// company's own over three years, kept between −5 % and 20 %; the margin's target the median of its last years; rates, beta,
/// sales to capital and the terminal multiple as published; growth for ever 2.5 %, at most the risk-free rate, and no return on
/// new capital above its cost after that: judgements, marked as such. NotDerivable names what is missing.
[[nodiscard]] Result<StartingValuation> startingValuation(const ValuationSources &sources);

} // namespace consultantos
