// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace consultantos {

class Database;
struct DatabaseSchema;

/// A file as it was when it was imported.
struct OriginalFile {
    QString format; ///< of the Document that was read from it
    QByteArray bytes;
};

/// The files of a team's documents, by the documents' ids, which are hashes of their content: so that a page can be shown on
/// a computer that didn't import it. With stores in files they stay files: see evidence/intake/document_vault.h.
/// Thread-safe; every call does I/O.
class OriginalRepository {
public:
    explicit OriginalRepository(std::shared_ptr<Database> database);
    [[nodiscard]] static DatabaseSchema schema();

    /// Nothing happens if it is there.
    [[nodiscard]] Status keep(const QString &documentId, const OriginalFile &file);
    [[nodiscard]] Result<bool> contains(const QString &documentId) const;
    /// NotFound if there is none.
    [[nodiscard]] Result<OriginalFile> find(const QString &documentId) const;
    /// Also fine if there was none.
    [[nodiscard]] Status remove(const QString &documentId);

private:
    std::shared_ptr<Database> m_database;
};

} // namespace consultantos
