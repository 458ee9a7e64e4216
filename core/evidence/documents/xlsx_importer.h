// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/documents/content_importer.h"

namespace consultantos {

/// Excel workbooks since 2007 (also with macros, which are never looked at): a table for each worksheet, hidden ones
/// too, and comments as notes.
class XlsxImporter final : public ContentImporter {
public:
    [[nodiscard]] QString format() const override { return QStringLiteral("xlsx"); }
    [[nodiscard]] bool accepts(const QByteArray &head, const QString &name) const override;

protected:
    void fill(Document &document, const QByteArray &content, ImportBudget &budget) const override;
};

} // namespace consultantos
