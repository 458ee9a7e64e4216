// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/html_content.h"

#include "evidence/documents/block_builder.h"

#include <algorithm>

namespace consultantos {

namespace {

constexpr qsizetype FewestMainCharacters = 200;
constexpr double MainShare = 0.2;    // of the text: less, and the page's marks are not to be trusted
constexpr double LinkShare = 0.8;    // of an entry of a menu
constexpr qsizetype MenuEntry = 60;  // characters, at most
constexpr qsizetype MenuEntries = 3; // in a row
constexpr double FewestKeptShare = 0.25;

qsizetype lengthOf(const HtmlPiece &piece)
{
    if (!piece.table)
        return piece.text.size();
    qsizetype length = 0;
    for (const auto &cell : piece.table->cells)
        length += cell.text.size();
    return length;
}

qsizetype lengthOf(const QList<HtmlPiece> &pieces, bool (*counts)(const HtmlPiece &))
{
    qsizetype length = 0;
    for (const auto &piece : pieces)
        length += counts(piece) ? lengthOf(piece) : 0;
    return length;
}

bool isMenuEntry(const HtmlPiece &piece)
{
    return piece.kind == BlockKind::ListItem && !piece.table && piece.text.size() <= MenuEntry
           && double(piece.linkLength) >= LinkShare * double(piece.text.size());
}

/// Marks runs of list items that are nothing but links.
void markMenus(QList<HtmlPiece> &pieces)
{
    for (qsizetype i = 0; i < pieces.size();) {
        const auto end = std::find_if_not(pieces.begin() + i, pieces.end(), isMenuEntry) - pieces.begin();
        if (end - i >= MenuEntries) {
            for (auto entry = i; entry < end; ++entry)
                pieces[entry].isAside = true;
        }
        i = std::max(end, i + 1);
    }
}

} // namespace

qsizetype keepMainText(QList<HtmlPiece> &pieces)
{
    const auto all = lengthOf(pieces, [](const HtmlPiece &) { return true; });
    markMenus(pieces);
    const auto body = lengthOf(pieces, [](const HtmlPiece &piece) { return !piece.isAside; });
    const auto main = lengthOf(pieces, [](const HtmlPiece &piece) { return !piece.isAside && piece.isMain; });
    const bool hasMain = main >= FewestMainCharacters && double(main) >= MainShare * double(body);
    if (double(hasMain ? main : body) < FewestKeptShare * double(all) && !hasMain)
        return 0;
    const auto before = pieces.size();
    pieces.removeIf([hasMain](const HtmlPiece &piece) { return piece.isAside || (hasMain && !piece.isMain); });
    return before - pieces.size();
}

void addPieces(const QList<HtmlPiece> &pieces, BlockBuilder &builder, int levelOffset)
{
    for (const auto &piece : pieces) {
        if (piece.table)
            builder.addTable(*piece.table);
        else if (piece.kind == BlockKind::Heading)
            builder.addHeading(piece.text, piece.level + levelOffset);
        else
            builder.add(piece.kind, piece.text);
    }
}

} // namespace consultantos
