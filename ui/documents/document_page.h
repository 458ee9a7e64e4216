// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "documents/document_place.h"
#include "storage/document_repository.h"

#include <QImage>
#include <QList>
#include <QRectF>

#include <functional>
#include <memory>

namespace consultantos {

/// A page of a document as the window shows it; of a format without pages a part of its text.
struct DocumentPage {
    DocumentRecord document;
    int number = 0; ///< from 1
    int count = 0;
    QString section; ///< of the marked passage, else of the first
    QList<PlacedPassage> passages;
    QImage image;       ///< null where the page is shown as text
    double dpi = 0;     ///< of the image
    QString imageFault; ///< why there is no image where one was to be expected
    int marked = -1;    ///< row of the passage that is meant, in `passages`
    QRectF markedArea;  ///< in points; null where nothing is marked or the format has no positions
};

/// Where pages come from.
struct PageSource {
    std::shared_ptr<const DocumentRepository> documents;
    std::function<Result<QImage>(const QString &documentId, int page, double dpi)> render;
};

/// Reads the page that holds `place`, or with a `number` from 1 that page. Documents of formats without pages are cut
/// into parts at their sections. Does I/O: for the pool.
[[nodiscard]] Result<DocumentPage> readPage(const PageSource &source, const DocumentPlace &place, int number,
                                            double dpi);

/// Where the parts begin that a document without pages is cut into: at sections, but neither tiny nor endless.
[[nodiscard]] QList<qsizetype> partStarts(const QList<PlacedPassage> &passages);
/// The row of the passage that `place` means, -1 if none does: by its id, by its area, or by the words of its cell.
[[nodiscard]] int markedPassage(const QList<PlacedPassage> &passages, const DocumentPlace &place);

} // namespace consultantos
