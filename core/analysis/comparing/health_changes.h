// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/comparing/figure_attribution.h"
#include "analysis/comparing/report_difference.h"

#include <QList>

namespace consultantos {

/// Rules of financial health that read otherwise: what a light may be put down to beside its figures.
[[nodiscard]] QList<DifferenceCause> healthRuleCauses(const Report &before, const Report &after);

/// Figures whose light is another one. A light whose rule reads otherwise is put down to that, and to its figures where these
/// differ, too; `inputs` is what it is put down to where it was held against something else.
[[nodiscard]] QList<ReportChange> lightChanges(const Report &before, const Report &after,
                                               const QList<DifferenceCause> &inputs,
                                               const FigureAttribution &attribution);

} // namespace consultantos
