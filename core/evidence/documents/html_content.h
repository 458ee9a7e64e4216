// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

#include <QDate>
#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

class BlockBuilder;
class ImportBudget;

/// A piece of a page in reading order: text, or a table.
struct HtmlPiece {
    BlockKind kind = BlockKind::Paragraph;
    QString text{};
    int level = 0;            ///< of a heading
    qsizetype linkLength = 0; ///< characters of `text` that are links
    bool isAside = false;     ///< within navigation, a footer, a cookie notice
    bool isMain = false;      ///< within what the page itself marks as its main part
    std::optional<Table> table{};
};

/// A page taken apart.
struct HtmlContent {
    QString title;
    QString author;
    std::optional<QDate> date; ///< of publication, where the page's head tells it
    QList<HtmlPiece> pieces;
};

/// Takes a page or a fragment apart. Scripts, styles and hidden elements are left out; a table that only lays out the
/// page becomes its content. Thread-safe.
[[nodiscard]] HtmlContent readHtml(const QString &html, ImportBudget &budget);

/// Without what surrounds the text: navigation, footers, notices, lists of nothing but links. Keeps everything where
/// hardly anything would remain. Returns how many pieces were left out.
qsizetype keepMainText(QList<HtmlPiece> &pieces);

/// Adds the pieces to a document; headings are `levelOffset` lower than in the page.
void addPieces(const QList<HtmlPiece> &pieces, BlockBuilder &builder, int levelOffset = 0);

} // namespace consultantos
