// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/statements/row_mapper.h"

#include <QList>

namespace consultantos::statements {

/// The rows that together are a concept of which the statement gives no sum, in their order: "Cost of products" and
/// "Cost of services", or what stands under "Cost of revenues:" up to the first row that is something else. Empty where
/// a row gives the concept itself, and where fewer than two or more than LabelParts::most are found.
[[nodiscard]] QList<qsizetype> partRows(const LabelEntry &entry, const StatementTable &table, RowMapper &mapper);

} // namespace consultantos::statements
