// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/documents/content_importer.h"

namespace consultantos {

/// Word documents since 2007: headings by style, lists, tables with merged cells, text boxes; footnotes, endnotes and
/// comments as notes at the end.
class DocxImporter final : public ContentImporter {
public:
    [[nodiscard]] QString format() const override { return QStringLiteral("docx"); }
    [[nodiscard]] bool accepts(const QByteArray &head, const QString &name) const override;

protected:
    void fill(Document &document, const QByteArray &content, ImportBudget &budget) const override;
};

} // namespace consultantos
