// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/documents/html_content.h"

#include <vector>

namespace consultantos {

/// Gathers one table of a page: its cells with their spans, and the pieces within them in case that it proves to be
/// layout only. Of one thread.
class HtmlTableBuilder {
public:
    explicit HtmlTableBuilder(bool isLayout);

    void beginRow();
    /// Spans below 1 count as 1; absurd ones are cut as browsers do.
    void beginCell(int columnSpan, int rowSpan);
    void endCell();
    /// A piece of the cell that is open, or of a caption.
    void add(HtmlPiece piece);
    void addCaption(const QString &text) { m_caption += text; }
    /// A table with rows of its own stands in it: so this one lays out the page.
    void setHoldsTable() { m_isLayout = true; }

    /// Whether it is a table of data rather than layout.
    [[nodiscard]] bool isData() const;
    /// One piece with the table, or the pieces of the cells in order where it is layout.
    [[nodiscard]] QList<HtmlPiece> takePieces();

private:
    struct Cell {
        TableCell place;
        QList<HtmlPiece> pieces;
    };

    [[nodiscard]] Table table() const;

    std::vector<Cell> m_cells;
    QList<HtmlPiece> m_outside; ///< a caption, and text that stands in no cell
    std::vector<int> m_blocked; ///< for each column, the first row that no cell from above reaches into
    QString m_caption;
    int m_row = -1;
    int m_column = 0;
    bool m_isInCell = false;
    bool m_isLayout;
};

} // namespace consultantos
