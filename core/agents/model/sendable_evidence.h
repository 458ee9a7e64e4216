// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/language_model.h"
#include "model/claim.h"
#include "model/evidence.h"

#include <QHash>
#include <QString>

#include <memory>

namespace consultantos {

class SendingRules;

/// What of a book of evidence may go to a model: nothing of documents that are never sent, nothing that is computed of
/// their figures, no statement that rests on either, and the user's context only where its rules allow that. Does I/O the
/// first time that a document is asked about. Not thread-safe; the book must outlive it.
class SendableEvidence {
public:
    SendableEvidence(const LanguageModel &model, const EvidenceBook &book);

    /// Of a fact, computation, passage or playbook entry; an id that the book doesn't have may be sent.
    [[nodiscard]] bool maySend(const QString &ref);
    [[nodiscard]] bool maySend(const Claim &claim);

private:
    [[nodiscard]] bool decide(const QString &ref);

    std::shared_ptr<const SendingRules> m_rules; ///< null: everything may be sent
    const EvidenceBook &m_book;
    QHash<QString, bool> m_known;
};

} // namespace consultantos
