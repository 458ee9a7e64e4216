// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QRectF>
#include <QString>

namespace consultantos {

/// An entry of a PDF's outline.
struct PdfBookmark {
    QString title;
    int level = 1; ///< 1 or 2; a 2 stands below the 1 before it
    int page = 0;  ///< from 0
};

/// A place of a page that leads to another page.
struct PdfLink {
    int page = 0; ///< from 0
    QRectF area;  ///< in points from the page's top left
    int target = 0;
};

/// `pdf` as QPdfWriter made it, with an outline, links, its language and its title in the window, added as an incremental update
/// (ISO 32000-1, 7.5.6): Qt writes none of them. Malformed: it isn't built as Qt builds it.
[[nodiscard]] Result<QByteArray> withPdfOutline(const QByteArray &pdf, const QList<PdfBookmark> &bookmarks,
                                                const QList<PdfLink> &links, const QString &language);

} // namespace consultantos
