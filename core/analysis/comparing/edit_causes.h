// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/comparing/report_difference.h"

namespace consultantos {

/// What persons set in one of the reports and not, or otherwise, in the other: a cause each, of kind Edit.
[[nodiscard]] QList<DifferenceCause> editCauses(const Report &before, const Report &after);

/// Puts down to these what they changed: edited sentences and scores, and what would else be said to be another method.
/// Weights that a person set are no method of the program's. Pure.
void putDownToEdits(const Report &before, const Report &after, ReportDifference &difference);

} // namespace consultantos
