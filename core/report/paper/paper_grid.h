// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/outline/outline.h"
#include "report/paper/paper_flow.h"

#include <QColor>
#include <QFont>

namespace consultantos::paper {

struct GridStyle {
    QFont font;
    QColor headColour; ///< of the line below the head
    double width = 0;  ///< of the page
};

/// A table as pieces, `number` being its own: its head, then its rows, a line at a time. No column is narrower than its longest
/// word; where they don't fit at the font's size the table is set smaller. Short rows stay on a page.
[[nodiscard]] QList<Piece> gridPieces(const outline::Table &table, const GridStyle &style, int number);

} // namespace consultantos::paper
