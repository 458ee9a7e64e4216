// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/documents/content_importer.h"

namespace consultantos {

/// Comma, semicolon, tab and bar separated text as one table. Encoding, delimiter and decimal separator are found from
/// the whole file; a field that is a number under them has a value.
class CsvImporter final : public ContentImporter {
public:
    [[nodiscard]] QString format() const override { return QStringLiteral("csv"); }
    /// Text named .csv, .tsv or .tab, or other text whose lines all have the same several fields.
    [[nodiscard]] bool accepts(const QByteArray &head, const QString &name) const override;

protected:
    void fill(Document &document, const QByteArray &content, ImportBudget &budget) const override;
};

} // namespace consultantos
