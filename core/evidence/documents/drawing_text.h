// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

class SafeXmlReader;

/// A paragraph of DrawingML, the language of shapes in slides, charts and diagrams.
struct DrawingParagraph {
    QString text;
    std::optional<bool> hasBullet; ///< empty where the layout decides
};

/// The paragraphs of a text body (txBody, rich), up to its end.
[[nodiscard]] QList<DrawingParagraph> readDrawingText(SafeXmlReader &xml);
/// The same as one text.
[[nodiscard]] QString readDrawingPlainText(SafeXmlReader &xml);
/// A table (tbl) with merged cells, up to its end.
[[nodiscard]] Table readDrawingTable(SafeXmlReader &xml);

} // namespace consultantos
