// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/figure_ledger.h"
#include "analysis/claims/checked_number.h"
#include "analysis/claims/number_claim.h"

namespace consultantos {

/// Whether the figure is what the claim's amount says, units and all: sets verdict, right value, reference and reason of
/// `result`, whose subject, company and period are set. A fact that was reported otherwise before matches that, too.
void compareWithFigure(const NumberClaim &claim, FigureLedger &ledger, const Figure &figure, CheckedNumber &result);

/// "from 25.6 % to 18.2 %, by 7.4 points": a difference of the numbers as they are written is right, too. Pure.
void acceptWrittenDifference(const QList<NumberClaim> &claims, QList<CheckedNumber> &results);

} // namespace consultantos
