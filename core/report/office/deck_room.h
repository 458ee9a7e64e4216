// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/office/deck_template.h"

#include <QRect>

namespace consultantos::office {

constexpr int DeckGap = 160'000;       ///< between a slide's title, text and table, in EMU
constexpr int DeckRowHeight = 300'000; ///< of a table's row of one line, in EMU

/// What a slide of a template has room for below its title; as given, of our own template.
struct DeckRoom {
    qsizetype lineLength = 118; ///< characters of a line of text across the slide
    qsizetype textLines = 17;
    qsizetype tableRows = 11; ///< below the text that may stand above them
};

/// Where a slide has its content, in EMU.
[[nodiscard]] QRect contentOf(const DeckTemplate &look);
/// Never more than our own template has. Pure.
[[nodiscard]] DeckRoom roomOf(const DeckTemplate &look);

} // namespace consultantos::office
