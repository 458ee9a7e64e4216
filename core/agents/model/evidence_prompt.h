// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/claim.h"
#include "model/evidence.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace consultantos {

/// What a prompt is to hold.
struct PromptEvidence {
    QString company;
    QString question;    ///< may be empty
    EvidenceBook book;   ///< all that `refs` name
    QStringList refs;    ///< facts, computations, playbook entries and passages, in the order of their numbers
    QList<Claim> claims; ///< statements that may be reworded
};

/// Evidence as a part of a prompt.
struct EvidencePrompt {
    QString text;
    QHash<QString, QString> ids; ///< "F3" (a figure), "K1" (written knowledge), "P2" (a passage) → id in the book
    int withheld = 0;            ///< passages that speak to a language model and so are not shown to one
};

/// The one way in which evidence gets into a prompt: numbered, each figure as the report prints it with what it is, its
/// company and period, each passage and statement as defused data (analysis/wording/plain_sentence.h).
/// Passages that speak to a model (analysis/wording/instruction_signs.h) are left out. What may not be sent is not among
/// `evidence.refs`; names are replaced on the way out (llm/privacy). Pure.
[[nodiscard]] EvidencePrompt evidencePrompt(const PromptEvidence &evidence);

} // namespace consultantos
