// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document_importer.h"

namespace consultantos {

/// Reads reports in xBRL-JSON, plain or gzip: European annual reports (ESEF) as filings.xbrl.org serves them, and
/// others. Every number is a fact whose place is the fact's id in the file, every text a block.
class XbrlJsonImporter : public DocumentImporter {
public:
    /// "xbrl-json"
    [[nodiscard]] QString format() const override;
    [[nodiscard]] bool accepts(const QByteArray &head, const QString &name) const override;
    [[nodiscard]] Result<Document> read(const QString &path, const ImportLimits &limits,
                                        const CancellationToken &cancel) const override;
};

} // namespace consultantos
