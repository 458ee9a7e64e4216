// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/definitions.h"
#include "analysis/frameworks/workbench.h"

namespace consultantos {

/// What the company's own figures and its region's show of its exposure to one class of PESTEL, as items without id, in the
/// class's order. Measures: "foreign_revenue" revenue from abroad and its largest country; "interest" all debt times one
/// point of interest; "market_growth" growth of the comparable peers; "risk_premium" the region's equity risk premium;
/// "currency" one per cent of the revenue from abroad; "indicator" a published series of the region; "research" research
/// and development against others; "fixed_assets" their share in all; "tax_gap" the effective tax rate against the region's
/// published one, "tax" that rate alone where the class has no such gap. `words`: the file's.
[[nodiscard]] QList<FrameworkItem> pestelFigures(Workbench &bench, const PestelClass &definition,
                                                 const BlockWords &words);

} // namespace consultantos
