// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace consultantos {

/// A place in a sheet, from 0.
struct CellPlace {
    int row = 0;
    int column = 0;

    bool operator==(const CellPlace &) const = default;
};

/// Both corners within it.
struct CellRange {
    CellPlace first;
    CellPlace last;
};

/// "B7" of row 6, column 1.
[[nodiscard]] QString cellAddress(int row, int column);
/// The reverse, within the 1,048,576 rows and 16,384 columns that a sheet may have; '$' is allowed.
[[nodiscard]] std::optional<CellPlace> cellPlace(QStringView address);
/// "B2:C4", or one cell.
[[nodiscard]] std::optional<CellRange> cellRange(QStringView range);

/// A formula as it reads in a cell so many rows and columns away: relative references move, those with '$', texts and
/// names don't. A reference that would leave the sheet becomes #REF!.
[[nodiscard]] QString shiftedFormula(const QString &formula, int rows, int columns);

} // namespace consultantos
