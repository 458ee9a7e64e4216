// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/comparing/figure_attribution.h"
#include "analysis/comparing/report_difference.h"

#include <QList>

namespace consultantos {

/// Provider and name of the language model that wrote for a report; "none" without one.
[[nodiscard]] QString modelOf(const Report &report);

/// Statements, recommendations' order and data requests that read otherwise. `inputs` is all that differs: what a statement is
/// put down to where neither its numbers nor its evidence say why.
[[nodiscard]] QList<ReportChange> statementChanges(const Report &before, const Report &after,
                                                   const QList<DifferenceCause> &inputs,
                                                   const FigureAttribution &attribution);

} // namespace consultantos
