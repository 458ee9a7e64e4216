// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/workbench.h"
#include "model/recommendation.h"

namespace consultantos {

/// The nearest changes of one figure each that would put another option before the first of `recommendations`, three at
/// most, as statements with the figure's value then. Each says of how many yearly changes that the statements show as many
/// went that far.
[[nodiscard]] QList<Condition> tippingClaims(Workbench &bench, const QList<Recommendation> &recommendations);

} // namespace consultantos
