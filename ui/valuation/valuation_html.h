// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "valuation/valuation_desk.h"

#include <QString>

class QPalette;

namespace consultantos {

/// What the company is worth by each way, in two or three lines; why not, where nothing can be said.
[[nodiscard]] QString valuationSummary(const ValuationDesk &desk);
/// The explicit years, the terminal values and the bridge to equity, with refusals and notes, as HTML.
[[nodiscard]] QString cashFlowHtml(const ValuationDesk &desk, const QPalette &palette);
/// Both grids, the value in force marked, as HTML.
[[nodiscard]] QString sensitivityHtml(const ValuationOutcome &outcome, const QPalette &palette);

} // namespace consultantos
