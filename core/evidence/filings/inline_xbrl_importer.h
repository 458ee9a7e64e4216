// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document_importer.h"

namespace consultantos {

/// Reads 10-K, 10-Q, 20-F and other filings in inline XBRL, plain or gzip: text with headings, tables and the form's
/// items as sections, and every tagged number as a fact. A fact's place names the document by the hash of the file's
/// bytes, as Document::id does, and the number's element by its id.
class InlineXbrlImporter : public DocumentImporter {
public:
    /// "ixbrl"
    [[nodiscard]] QString format() const override;
    [[nodiscard]] bool accepts(const QByteArray &head, const QString &name) const override;
    [[nodiscard]] Result<Document> read(const QString &path, const ImportLimits &limits,
                                        const CancellationToken &cancel) const override;
};

} // namespace consultantos
