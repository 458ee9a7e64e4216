// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/claims/claim_gate.h"
#include "base/result.h"
#include "evidence/fact_store.h"

#include <QString>

#include <memory>

namespace consultantos {

class ContrarySearch;
class DocumentRepository;

/// Checks texts against the facts in store, and looks in the documents for what speaks against their numbers. Thread-safe, as its parts are. Does I/O: never from the GUI thread.
class ClaimDesk {
public:
    /// Without `documents` no passage is looked for.
    ClaimDesk(std::shared_ptr<const ClaimGate> gate, std::shared_ptr<const FactStore> facts,
              std::shared_ptr<const DocumentRepository> documents = nullptr);

    /// `company` (name, ticker or CIK; may be empty) is the one that a text without a name is about. NotFound where it is
    /// unknown. A named company whose facts can't be read leaves its numbers unsupported. Documents that can't be read
    /// leave the contrary passages empty.
    [[nodiscard]] Result<CheckedText> check(const QString &text, const QString &company) const;

private:
    void addContrary(CheckedText &checked, ClaimEvidence evidence) const;

    std::shared_ptr<const ClaimGate> m_gate;
    std::shared_ptr<const FactStore> m_facts;
    std::shared_ptr<const ContrarySearch> m_contrary; ///< null without documents
};

/// A desk over `facts`; an error names the resource of `resourceDir` that can't be used.
[[nodiscard]] Result<std::shared_ptr<const ClaimDesk>> makeClaimDesk(
    const QString &resourceDir, std::shared_ptr<const FactStore> facts,
    std::shared_ptr<const DocumentRepository> documents = nullptr);

} // namespace consultantos
