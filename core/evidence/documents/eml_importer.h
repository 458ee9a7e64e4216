// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/documents/content_importer.h"

namespace consultantos {

/// Messages as EML: subject, sender, receivers and date, the text of the message and of those within it, its attachments
/// by name.
class EmlImporter final : public ContentImporter {
public:
    [[nodiscard]] QString format() const override { return QStringLiteral("eml"); }
    /// Text that begins with at least two of a message's usual header fields.
    [[nodiscard]] bool accepts(const QByteArray &head, const QString &name) const override;

protected:
    void fill(Document &document, const QByteArray &content, ImportBudget &budget) const override;
};

} // namespace consultantos
