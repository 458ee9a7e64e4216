// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/passage_search.h"
#include "storage/document_repository.h"

#include <QStringList>

#include <memory>

namespace consultantos {

/// Finds passages of stored documents: of those named, else of a company's, else of all.
class StoredPassages final : public PassageSearch {
public:
    StoredPassages(std::shared_ptr<const DocumentRepository> documents, QString companyId, QStringList documentIds);

    [[nodiscard]] Result<QList<Passage>> find(const QString &query, int limit) const override;

private:
    std::shared_ptr<const DocumentRepository> m_documents;
    QString m_companyId;
    QStringList m_documentIds;
};

} // namespace consultantos
