// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/documents/drawing_text.h"

#include <QRectF>

namespace consultantos {

/// What stands on a slide, in the order of drawing.
struct PptxShape {
    QString placeholder; ///< its type: "title", "body", "sldNum", …; "obj" for the common one, empty for none
    QRectF area;         ///< in points, where the slide itself tells it
    QList<DrawingParagraph> paragraphs;
    std::optional<Table> table;
    QString chart;   ///< id of the relation to a chart's part
    QString diagram; ///< id of the relation to a diagram's texts

    [[nodiscard]] bool isTitle() const;
    /// A slide's number, date or footer, which every slide repeats.
    [[nodiscard]] bool isFurniture() const;
    /// Whether the layout gives its paragraphs bullets.
    [[nodiscard]] bool isBulleted() const;
};

/// The shapes of a slide or of its notes, groups opened. `xml` stands before the root element.
[[nodiscard]] QList<PptxShape> readPptxShapes(SafeXmlReader &xml);

} // namespace consultantos
