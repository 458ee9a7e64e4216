// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/evidence_queries.h"
#include "base/cancellation.h"
#include "base/result.h"
#include "model/evidence.h"
#include "model/request.h"
#include "storage/document_repository.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace consultantos {

/// Finds what a company's documents say on evidence queries. Does I/O. Belongs to one run of an agent.
///
/// Best first by BM25 of the passage times the focus of its telling sentence (focusOf()), less 0.4 of it outside the sections that the query prefers and less 0.2 for each year that the
/// document is older than the newest one (own conventions); what says nearly the same as a better passage, or as one found
/// for an earlier query of the same framework, is left out, so that two years' filings don't give one sentence twice.
class DocumentEvidence {
public:
    DocumentEvidence(std::shared_ptr<const DocumentRepository> documents, QString companyId, Depth depth);

    /// At most as many as the query gives at this depth, with section and date.
    [[nodiscard]] Result<QList<Passage>> find(const EvidenceQuery &query, const CancellationToken &cancel);

private:
    struct Candidate {
        Passage passage;
        QString sentence;
        double worth = 0;
    };
    [[nodiscard]] Result<QList<Candidate>> candidates(const EvidenceQuery &query);
    [[nodiscard]] Result<bool> hasDocuments();
    [[nodiscard]] Result<std::optional<QDate>> dateOf(const QString &documentId);

    std::shared_ptr<const DocumentRepository> m_documents;
    QString m_companyId;
    Depth m_depth;
    std::optional<bool> m_hasDocuments; ///< unknown before it was asked
    QHash<QString, QStringList> m_told; ///< sentences found, by the framework of their queries
    QHash<QString, std::optional<QDate>> m_dates;
};

} // namespace consultantos
