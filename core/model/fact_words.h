// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/fact.h"

#include <QString>

namespace consultantos {

/// A tag as a reader says it: "Cost of revenue" for "CostOfRevenue" and for "cost_of_revenue". English. Pure.
[[nodiscard]] QString tagWords(const QString &tag);
/// What a fact is of, its part of the company behind it: "Revenues, automotive segment". Without its period. English. Pure.
[[nodiscard]] QString factWords(const Fact &fact);

} // namespace consultantos
