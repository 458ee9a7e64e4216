// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/statements/row_mapper.h"

namespace consultantos::statements {

/// 1 or −1: what a row's printed figures are multiplied by so that they have the sign that the us-gaap tag of the
/// concept has: costs and payments positive, taxes positive as an expense, the part of minorities positive as their
/// share of a profit. Where the statement's own sums tell how it prints deductions they decide, else most figures do.
[[nodiscard]] double signOf(const LabelEntry &entry, const StatementTable &table, RowMapper &mapper);

} // namespace consultantos::statements
