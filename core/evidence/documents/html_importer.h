// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/documents/content_importer.h"

namespace consultantos {

/// Web pages: the main text with its headings, lists and tables, whatever the page's name is.
class HtmlImporter final : public ContentImporter {
public:
    [[nodiscard]] QString format() const override { return QStringLiteral("html"); }
    [[nodiscard]] bool accepts(const QByteArray &head, const QString &name) const override;

protected:
    void fill(Document &document, const QByteArray &content, ImportBudget &budget) const override;
};

} // namespace consultantos
