// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/filings/text_line.h"
#include "model/document.h"

#include <QHash>
#include <QList>

#include <optional>

namespace consultantos {

/// Builds one table of a filing from its rows and cells in the order in which they come. Filings set a currency sign, a
/// number and a closing parenthesis into cells of their own, with empty columns between; what comes out has them
/// together again, and only columns in which something begins. A cell's value is that of the number tagged in it: in
/// full units, whatever the text is in.
class FilingTableBuilder {
public:
    struct Cell {
        int row = 0;
        int column = 0;
        int columnSpan = 1;
        int rowSpan = 1;
        TextLine line;
        std::optional<double> value; ///< of the one tagged number in it
        int numbers = 0;
    };

    void beginRow();
    void beginCell(int columnSpan, int rowSpan);
    /// Text that stands in no cell is lost in browsers too; here it goes to the cell before.
    [[nodiscard]] TextLine *line();
    void setValue(double value);

    /// Signs joined, empty cells and columns gone. Then nothing more may be added.
    void finish();
    /// By row, then column. After finish().
    [[nodiscard]] const QList<Cell> &cells() const { return m_cells; }
    /// Whether it lines up data: at least two rows with two cells or more, and not a list whose first column holds
    /// nothing but bullets. Others only place text on the page. After finish().
    [[nodiscard]] bool isData() const;
    [[nodiscard]] Table table() const;

private:
    void joinSigns();
    void closeColumns();

    QList<Cell> m_cells;
    QHash<int, int> m_covered; ///< by column: the last row that a cell from above reaches into
    int m_row = -1;
    int m_column = 0;
};

} // namespace consultantos
