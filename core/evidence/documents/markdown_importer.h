// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/documents/content_importer.h"

namespace consultantos {

/// Markdown as CommonMark with GitHub's tables; title, author and date of a front matter.
class MarkdownImporter final : public ContentImporter {
public:
    [[nodiscard]] QString format() const override { return QStringLiteral("markdown"); }
    /// By name only: any text is Markdown too.
    [[nodiscard]] bool accepts(const QByteArray &head, const QString &name) const override;

protected:
    void fill(Document &document, const QByteArray &content, ImportBudget &budget) const override;
};

} // namespace consultantos
