// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/scenarios/scenario_model.h"
#include "analysis/valuation/dcf.h"
#include "base/result.h"

#include <QString>

namespace consultantos {

/// A DCF as an XLSX workbook whose formulas compute it again: sheet "Assumptions" (value, unit, source, whose it is), which may be
/// changed, "DCF" (a column a year, then the values and the bridge) and "Sensitivity" (cost of capital by growth and by multiple).
/// Each formula is the one printed with the figure. Nothing is at the path before it is whole. `title` heads the sheets.
[[nodiscard]] Status writeValuationWorkbook(const AssumptionTable &assumptions, const Dcf &dcf, const QString &title,
                                            const QString &path);

/// A scenario model as a workbook: drivers at their medians with their ranges and sources, and the formulas live.
[[nodiscard]] Status writeScenarioWorkbook(const ScenarioModel &model, const QString &path);

} // namespace consultantos
