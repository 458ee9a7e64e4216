// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/embedder.h"
#include "model/passage_search.h"
#include "storage/document_repository.h"
#include "storage/passage_vectors.h"

#include <QStringList>

#include <memory>

namespace consultantos {

/// What finds passages by likeness beside words.
struct PassageLikeness {
    std::shared_ptr<PassageVectors> vectors;
    std::shared_ptr<const Embedder> embedder; ///< null: words alone
};

/// Finds passages of stored documents: of those named, else of a company's, else of all. By words (BM25); where there is
/// an embedder also by likeness, the two fused by rank. Passages that have no vector yet get one at a search, some thousands
/// each. An embedder that fails leaves what the words find.
class StoredPassages final : public PassageSearch {
public:
    StoredPassages(std::shared_ptr<const DocumentRepository> documents, PassageScope scope,
                   PassageLikeness likeness = {});

    [[nodiscard]] Result<QList<Passage>> find(const QString &query, int limit) const override;

private:
    [[nodiscard]] Result<QList<Passage>> byWords(const QString &query, int limit) const;
    [[nodiscard]] Result<QList<Passage>> byLikeness(const QString &query, int limit) const;
    [[nodiscard]] Status embedMissing() const;

    std::shared_ptr<const DocumentRepository> m_documents;
    PassageScope m_scope;
    PassageLikeness m_likeness;
};

} // namespace consultantos
