// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/pdf/table_finder.h"
#include "model/document.h"

namespace consultantos::pdf {

/// A table with what its page alone knows of it.
struct BuiltTable {
    Table table;
    int headRows = 0; ///< its first rows, above the figures
    Columns columns;

    /// Whether any heading stands over a column of figures.
    [[nodiscard]] bool headsColumns() const;
};

/// The table that stands in `region`: column 0 holds the labels, wrapped ones joined; the headings are its first rows.
/// Its page, section and blocks are the caller's to set.
[[nodiscard]] BuiltTable buildTable(const QList<TableLine> &lines, const TableRegion &region);

/// The table's rows as blocks: the cells of a row joined by tabs.
[[nodiscard]] QList<Block> rowBlocks(const Table &table);

/// Whether `built`, the first of its page and without headings, can be the rest of `before`, the last of the page before
/// it: the columns are the same.
[[nodiscard]] bool goesOn(const BuiltTable &before, const BuiltTable &built);

/// Puts the name and headings of `before` above the rows of `table`, which goes on from it. They have no area: they
/// don't stand on this page.
void repeatHeadings(Table &table, const BuiltTable &before);

} // namespace consultantos::pdf
