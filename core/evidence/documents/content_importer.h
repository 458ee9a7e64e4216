// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document_importer.h"

#include <QByteArray>

namespace consultantos {

class ImportBudget;

/// An importer that has the whole file in memory: all formats but PDF. Reads the file under its limits, keeps
/// exceptions in, and leaves the format itself to fill(). Stateless and thread-safe.
class ContentImporter : public DocumentImporter {
public:
    [[nodiscard]] Result<Document> read(const QString &path, const ImportLimits &limits,
                                        const CancellationToken &cancel) const final;
    /// As read(), of bytes already in memory; `name` is what errors call them.
    [[nodiscard]] Result<Document> parse(const QByteArray &content, const QString &name, const ImportLimits &limits,
                                         const CancellationToken &cancel = {}) const;

protected:
    /// Reads `content` into `document`, whose format is set already. What stops it is told to `budget` by its fail().
    virtual void fill(Document &document, const QByteArray &content, ImportBudget &budget) const = 0;
};

/// The bytes of a regular file of at most `limit` bytes, not empty. NotFound, Unreadable or Malformed otherwise. Does
/// I/O; thread-safe.
[[nodiscard]] Result<QByteArray> readFileContent(const QString &path, qint64 limit);

} // namespace consultantos
