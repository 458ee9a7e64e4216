// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/documents/content_importer.h"

namespace consultantos {

/// Text without marks: paragraphs are what blank lines part, or lines where there is no blank one. The last to be asked, as it takes any text but that of
/// known machine-readable kinds.
class PlainTextImporter final : public ContentImporter {
public:
    [[nodiscard]] QString format() const override { return QStringLiteral("text"); }
    [[nodiscard]] bool accepts(const QByteArray &head, const QString &name) const override;

protected:
    void fill(Document &document, const QByteArray &content, ImportBudget &budget) const override;
};

class BlockBuilder;

/// Adds plain text as paragraphs, as PlainTextImporter does; also for the text part of a message.
void addPlainText(const QString &text, BlockBuilder &builder, ImportBudget &budget);

} // namespace consultantos
