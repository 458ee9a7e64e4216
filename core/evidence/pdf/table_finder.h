// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/pdf/cells.h"
#include "evidence/pdf/columns.h"

#include <QList>

namespace consultantos::pdf {

/// A row seen as part of a table.
struct TableLine {
    QRectF area;
    double fontSize = 0;
    bool bold = false;
    QList<Cell> cells;
    int values = 0;

    /// All of its numbers are years: a heading of columns.
    [[nodiscard]] bool headsColumns() const;
};

/// Rows [first, last] of a list are one table: `body` is the first row of it that holds figures, those above are its
/// headings.
struct TableRegion {
    int first = 0;
    int body = 0;
    int last = 0;
    Columns columns;
};

/// `rows` as lines of possible tables.
[[nodiscard]] QList<TableLine> tableLines(const QList<Row> &rows);

/// The tables among the lines of a page, from top to bottom: lines that follow each other and whose numbers stand in
/// columns.
[[nodiscard]] QList<TableRegion> findTables(const QList<TableLine> &lines);

} // namespace consultantos::pdf
