// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/pdf/table_finder.h"
#include "model/document.h"

namespace consultantos::pdf {

/// The table that stands in `region`: column 0 holds the labels, wrapped ones joined; the headings are its first rows.
/// Its page, section and blocks are the caller's to set.
[[nodiscard]] Table buildTable(const QList<TableLine> &lines, const TableRegion &region);

/// The table's rows as blocks: the cells of a row joined by tabs.
[[nodiscard]] QList<Block> rowBlocks(const Table &table);

} // namespace consultantos::pdf
