// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/office/deck_room.h"

#include <algorithm>

namespace consultantos::office {

namespace {

constexpr int FooterHeight = 500'000;
constexpr int TextAboveTable = 1'200'000;

} // namespace

QRect contentOf(const DeckTemplate &look)
{
    const auto &title = look.messageTitle;
    const int top = title.bottom() + DeckGap;
    return {title.left(), top, look.width - 2 * title.left(), look.height - FooterHeight - top};
}

DeckRoom roomOf(const DeckTemplate &look)
{
    constexpr qsizetype LeastLetters = 40;
    constexpr qsizetype LeastLines = 5;
    constexpr qsizetype LeastRows = 3;
    const auto own = contentOf(plainTemplate({}));
    const auto content = contentOf(look);
    const DeckRoom most;
    const auto share = [](qsizetype of, int part, int whole) { return of * part / std::max(1, whole); };
    return {std::clamp(share(most.lineLength, content.width(), own.width()), LeastLetters, most.lineLength),
            std::clamp(share(most.textLines, content.height(), own.height()), LeastLines, most.textLines),
            std::clamp<qsizetype>((content.height() - TextAboveTable) / DeckRowHeight - 1, LeastRows, most.tableRows)};
}

} // namespace consultantos::office
