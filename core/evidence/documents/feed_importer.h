// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/documents/content_importer.h"

namespace consultantos {

/// RSS, RDF and Atom feeds saved as files. A feed that breaks off is read up to there.
class XmlFeedImporter final : public ContentImporter {
public:
    [[nodiscard]] QString format() const override { return QStringLiteral("feed"); }
    [[nodiscard]] bool accepts(const QByteArray &head, const QString &name) const override;

protected:
    void fill(Document &document, const QByteArray &content, ImportBudget &budget) const override;
};

/// JSON Feed and feeds turned into JSON.
class JsonFeedImporter final : public ContentImporter {
public:
    [[nodiscard]] QString format() const override { return QStringLiteral("feed"); }
    [[nodiscard]] bool accepts(const QByteArray &head, const QString &name) const override;

protected:
    void fill(Document &document, const QByteArray &content, ImportBudget &budget) const override;
};

} // namespace consultantos
