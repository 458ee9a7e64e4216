// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/documents/content_importer.h"

namespace consultantos {

enum class OdfKind { Text, Sheet, Presentation };

/// Files of LibreOffice and its kin: ODT, ODS or ODP, one importer for each.
class OdfImporter final : public ContentImporter {
public:
    explicit OdfImporter(OdfKind kind)
        : m_kind(kind)
    {
    }

    [[nodiscard]] QString format() const override;
    [[nodiscard]] bool accepts(const QByteArray &head, const QString &name) const override;

protected:
    void fill(Document &document, const QByteArray &content, ImportBudget &budget) const override;

private:
    OdfKind m_kind;
};

} // namespace consultantos
