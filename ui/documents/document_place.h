// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/evidence.h"

#include <QRectF>
#include <QString>

namespace consultantos {

/// Where in a stored document something stands, as far as it is known.
struct DocumentPlace {
    QString documentId;
    int page = 0; ///< from 1; 0: not known, or the format has none
    QString passageId;
    QString cell;
    QRectF area;        ///< in points from the page's top left
    QString evidenceId; ///< of the fact or passage that stands there: what "used in" is asked of

    [[nodiscard]] bool isEmpty() const { return documentId.isEmpty(); }
    bool operator==(const DocumentPlace &) const = default;
};

/// Empty where the fact comes from a data set.
[[nodiscard]] DocumentPlace placeOf(const Fact &fact);
/// Empty where the passage is of no stored document, such as the request's own words.
[[nodiscard]] DocumentPlace placeOf(const Passage &passage);
/// Of whatever `id` is in the book; empty for what stands in no document.
[[nodiscard]] DocumentPlace placeOf(const EvidenceBook &book, const QString &id);
/// The document's id in a passage's id; empty for a passage of none.
[[nodiscard]] QString documentOfPassage(const QString &passageId);

} // namespace consultantos
