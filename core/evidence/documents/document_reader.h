// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document_importer.h"

#include <memory>
#include <vector>

namespace consultantos {

/// Reads a file of any known kind: the one way in for documents. Finds the importer by content; a wrong ending does no
/// harm. Immutable after construction and thread-safe.
class DocumentReader {
public:
    /// The importers are asked in this order and the first that accepts reads, so special kinds stand before general
    /// ones: a filing before a web page, plain text last.
    explicit DocumentReader(std::vector<std::unique_ptr<DocumentImporter>> importers);
    ~DocumentReader();

    /// The document with id and name. Does I/O. Fails with the importer's error, or, before one is asked: NotFound,
    /// Unreadable (also: needs a password), Malformed (empty, too large, of a kind that can't be read; then the detail
    /// says what to save it as), Cancelled.
    [[nodiscard]] Result<Document> read(const QString &path, const ImportLimits &limits = {},
                                        const CancellationToken &cancel = {}) const;

    /// "docx", "xlsx", … of all importers.
    [[nodiscard]] QStringList formats() const;

private:
    std::vector<std::unique_ptr<DocumentImporter>> m_importers;
};

/// The importers of this folder, in an order in which they may follow those of PDF and filings.
[[nodiscard]] std::vector<std::unique_ptr<DocumentImporter>> standardDocumentImporters();

} // namespace consultantos
