// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/pdf/table_finder.h"

namespace consultantos::pdf {

/// The lines of a table's body with labels that wrap over several lines joined into one, to the line that holds their
/// figures. A label that heads the rows below it stays a line of its own. `columnsLeft` is where the figures begin.
[[nodiscard]] QList<TableLine> joinedLines(const QList<TableLine> &lines, double columnsLeft);

} // namespace consultantos::pdf
