// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/pdf/row.h"

namespace consultantos::pdf {

/// What could be a cell of a table: a fragment, or a number with the sign, bracket or mark that stand apart from it.
struct Cell {
    QString text;       ///< of a number without blanks: "$1,234", "(55)"
    QRectF area;        ///< of all of it
    QRectF column;      ///< of the number without its currency sign: what columns are found by
    bool value = false; ///< a number or a dash
};

/// The cells of `row` from left to right, at least one. A number at the left of `marginEnd` is a label ("2019", "(1)"), no value.
[[nodiscard]] QList<Cell> cellsOf(const Row &row, double marginEnd);

} // namespace consultantos::pdf
