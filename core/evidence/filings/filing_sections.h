// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

#include <QList>
#include <QString>

namespace consultantos {

/// One item of an annual or quarterly report. Items that a filing answers together ("Items 10, 11, 12, 13 and 14")
/// have the same blocks.
struct FilingSection {
    QString item;        ///< "7A"
    QString name;        ///< "Item 7A"; in a 10-Q, which numbers its two parts anew, "Part II, Item 1A"
    QString title;       ///< as the filing writes it, without the number
    qsizetype first = 0; ///< index of the block that names it
    qsizetype end = 0;   ///< index behind its last block

    bool operator==(const FilingSection &) const = default;
};

/// The items of a 10-K, 10-Q or 20-F (`form` decides on parts; another form is read as a 10-K). Every line that begins
/// with "Item" and a number may name a section; taken are those, in the form's order, between which the most text
/// stands. So neither a table of contents nor a reference in the text is mistaken for one. Pure.
[[nodiscard]] QList<FilingSection> findSections(const QList<Block> &blocks, const QString &form);

/// All text of a section without the line that names it, paragraphs divided by line feeds.
[[nodiscard]] QString sectionText(const QList<Block> &blocks, const FilingSection &section);

} // namespace consultantos
