// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/documents/content_importer.h"

namespace consultantos {

/// PowerPoint presentations since 2007: text, tables, the numbers of charts and the texts of diagrams by slide, speaker's
/// notes and comments as notes. A slide's title is its section.
class PptxImporter final : public ContentImporter {
public:
    [[nodiscard]] QString format() const override { return QStringLiteral("pptx"); }
    [[nodiscard]] bool accepts(const QByteArray &head, const QString &name) const override;

protected:
    void fill(Document &document, const QByteArray &content, ImportBudget &budget) const override;
};

} // namespace consultantos
