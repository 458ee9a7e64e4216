// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"
#include "model/evidence.h"

#include <QList>
#include <QRectF>
#include <QString>

namespace consultantos {

/// A passage with where it stands beyond what a report says of it.
struct PlacedPassage {
    Passage passage;
    BlockKind kind = BlockKind::Paragraph;
    int level = 0; ///< of a heading, 1 the highest
    QString section;
    QRectF area; ///< in points from the page's top left; null where the format has no positions

    bool operator==(const PlacedPassage &) const = default;
};

/// A document as passages of a size that can be found and quoted: a paragraph, a heading, or up to a thousand characters
/// of a table's rows. Each is an exact piece of the document's text; a long paragraph is cut between sentences. Ids are
/// "p/<document>/<number>" from 1, the same for the same document.
[[nodiscard]] QList<PlacedPassage> passagesOf(const Document &document);

} // namespace consultantos
