// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/outline/outline.h"

namespace consultantos::outline {

/// Whether the cell's text is set against the right edge: a number, or the dash, blank or word in place of one.
[[nodiscard]] bool isNumberCell(const Column &column, const Cell &cell);

/// The table as it fits across a page: of a long row of periods the newest `most` columns of numbers, and a caption that
/// says so; another table as it is. Pure.
[[nodiscard]] Table fittedTo(const Table &table, qsizetype most);

} // namespace consultantos::outline
