// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace consultantos::client_workbook {

/// What stands in a cell where a figure belongs.
struct CellNumber {
    std::optional<double> value;
    bool isBlank = true; ///< nothing, or a sign that says so: "–", "n/a"
};

/// Cells of a sheet by row and column. Keeps a pointer to the table, which must outlive it.
class SheetGrid {
public:
    explicit SheetGrid(const Table &table);

    /// nullptr for an empty cell.
    [[nodiscard]] const TableCell *at(int row, int column) const;
    /// Without blanks around it; empty for an empty cell.
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] CellNumber number(int row, int column) const;
    /// What the row means: the id in the hidden column.
    [[nodiscard]] QString id(int row) const;
    /// The first row with this id; −1 if there is none.
    [[nodiscard]] int rowOf(const QString &id) const;

    /// Rows and columns with cells, in order.
    [[nodiscard]] QList<int> rows() const { return m_rows.keys(); }
    [[nodiscard]] QList<int> columns(int row) const { return m_rows.value(row).keys(); }

    /// "Income!D7", also of an empty cell.
    [[nodiscard]] QString reference(int row, int column) const;
    [[nodiscard]] int page() const { return m_table->page; }

private:
    const Table *m_table;
    QMap<int, QMap<int, const TableCell *>> m_rows;
};

} // namespace consultantos::client_workbook
