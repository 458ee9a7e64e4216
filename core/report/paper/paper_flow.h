// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <functional>
#include <optional>

class QPainter;

namespace consultantos::paper {

/// Draws at this height of the page, from its left margin.
using Draw = std::function<void(QPainter &painter, double top)>;

/// A line of a footnote.
struct NoteLine {
    double height = 0;
    Draw draw;
};

/// What never breaks over pages: a line of text, a line of a table's row, a chart.
struct Piece {
    double height = 0;
    double before = 0; ///< space above it, none at the top of a page
    Draw draw;
    QList<NoteLine> notes{};    ///< begin at the bottom of its page
    bool keepsWithNext = false; ///< no page ends behind it
    bool startsPage = false;
    int table = -1;                ///< of whose rows it is part
    bool isHead = false;           ///< of a table: repeated on each page that its rows go on to
    std::optional<int> bookmark{}; ///< number of the heading that it begins
    std::optional<int> leadsTo{};  ///< number of the heading that it stands for in the contents
};

struct PlacedPiece {
    double top = 0;
    const Piece *piece = nullptr;
};

struct Page {
    QList<PlacedPiece> pieces;
    QList<NoteLine> notes; ///< stand at the bottom, the last one ends at the page's end
};

/// The pieces on pages of this height, each with its footnotes at the bottom of the page; notes that don't fit there go on
/// below the next one. A piece that is taller than a page has one to itself. Pure; the pieces must outlive the pages.
[[nodiscard]] QList<Page> paginated(const QList<Piece> &pieces, double height);

/// Of the space that the notes of a page take with the line above them; 0 where there are none.
[[nodiscard]] double heightOf(const QList<NoteLine> &notes);

} // namespace consultantos::paper
