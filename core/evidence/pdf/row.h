// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/pdf/page_stream.h"

#include <QList>
#include <QRectF>
#include <QString>

namespace consultantos::pdf {

/// Words of one row that stand close together: a line of text, or a cell of a table.
struct Fragment {
    QString text;
    QRectF area; ///< in points from the page's top left
    int words = 0;
};

/// What stands side by side on a page.
struct Row {
    QList<Fragment> fragments; ///< from left to right, never empty
    QRectF area;
    double fontSize = 0; ///< of most of its characters, in points
    bool bold = false;   ///< all of its words are

    /// The fragments' texts joined by one blank.
    [[nodiscard]] QString text() const;
};

/// The rows of a page or a part of it, from top to bottom. A small mark that is raised belongs to the row it stands at.
[[nodiscard]] QList<Row> rowsOf(QList<Word> words);

} // namespace consultantos::pdf
