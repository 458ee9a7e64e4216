// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/outline/outline.h"

namespace consultantos::outline {

/// The table as it fits across a page: of a long row of periods the newest `most` columns of numbers, and a caption that
/// says so. Pure.
[[nodiscard]] Table fittedTo(const Table &table, qsizetype most);

} // namespace consultantos::outline
