// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/conversation/chat_evidence.h"
#include "agents/conversation/cited_prose.h"
#include "analysis/claims/claim_gate.h"
#include "base/result.h"
#include "evidence/claims/claim_desk.h"
#include "llm/semantic/semantic_words.h"
#include "model/company.h"
#include "model/conversation.h"

#include <QList>
#include <QString>

#include <memory>

namespace consultantos {

/// A language model's text with what holds of it.
struct CheckedProse {
    QString text; ///< without citations and Markdown; a StruckMark stands for each number that nothing gives
    QList<ChatSentence> sentences;
    QList<StruckNumber> struck;
};

/// What a text is checked for.
struct ProseContext {
    QString question; ///< that it answers
    QString company;  ///< that it is about where it names none; may be empty
    QList<Company> known;
    QStringList answerRefs; ///< evidence ids that are the built-in answer
    QString explanation;    ///< of that
    QString orders;         ///< what the model was told to do
};

/// Checks each number of a language model's text. It stays if the claim gate finds the facts to give it; or if the
/// sentence cites a passage or claim that holds the same number, and says of it what that says: no word of weight, name,
/// period, direction or negation more; or if it is the built-in answer. All else is struck: a number that the gate finds
/// wrong even where a passage has it. Thread-safe, as its parts are. Does I/O.
class ProseChecker {
public:
    ProseChecker(std::shared_ptr<const ClaimDesk> desk, std::shared_ptr<const ClaimGate> gate,
                 std::shared_ptr<const SemanticWords> words);

    /// What verdicts rest on is added to `evidence`, so that each number that stays has a source.
    [[nodiscard]] Result<CheckedProse> check(const QString &reply, const ProseContext &context,
                                             ChatEvidence &evidence) const;

private:
    class Run;

    /// Without sentences that have no word in common with question and evidence and cite nothing, or repeat the orders:
    /// small models speak of those.
    [[nodiscard]] CitedProse withoutIdleTalk(const CitedProse &prose, const ProseContext &context,
                                             const ChatEvidence &evidence) const;

    std::shared_ptr<const ClaimDesk> m_desk;
    std::shared_ptr<const ClaimGate> m_gate;
    std::shared_ptr<const SemanticWords> m_words;
};

} // namespace consultantos
