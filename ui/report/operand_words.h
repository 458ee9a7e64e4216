// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/evidence.h"

#include <QString>

namespace consultantos {

/// A name of a formula as a reader says it: "Cost of revenue" for "cost_of_revenue", "Revenue (one period before)" for
/// "revenue_before". In the window's language where the line has a name there; else English, as facts' words.
[[nodiscard]] QString operandWords(const QString &name);
/// The computation's formula with its names in words: "gross profit / revenue".
[[nodiscard]] QString formulaWords(const Computation &computation);

} // namespace consultantos
