// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/claims/contrary_passage.h"
#include "base/result.h"

#include <QString>

#include <memory>
#include <optional>

namespace consultantos {

class DocumentRepository;

/// Looks in a company's documents for what speaks against a claim. Thread-safe. Does I/O: never from the GUI thread.
class ContrarySearch {
public:
    struct Found {
        ContraryPassage contrary;
        Passage passage;
    };

    /// Neither may be null.
    ContrarySearch(std::shared_ptr<const ClaimGate> gate, std::shared_ptr<const DocumentRepository> documents);

    /// Empty where nothing speaks clearly against it: see contraryPassage(). `evidence.mainCompany` is whose documents are
    /// searched. Without numbers only movements are held against the documents.
    [[nodiscard]] Result<std::optional<Found>> against(const QString &text, const ClaimEvidence &evidence,
                                                       bool withNumbers = true) const;
    [[nodiscard]] Result<std::optional<Found>> against(const ContraryTargets &targets,
                                                       const ClaimEvidence &evidence) const;
    /// For keys of what is derived: changes with every document of the company.
    [[nodiscard]] Result<QString> version(const QString &companyId) const;

private:
    std::shared_ptr<const ClaimGate> m_gate;
    std::shared_ptr<const DocumentRepository> m_documents;
};

} // namespace consultantos
