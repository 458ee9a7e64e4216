// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/conversation/follow_up_reader.h"
#include "agents/conversation/prose_checker.h"
#include "base/cancellation.h"
#include "base/clock.h"
#include "base/result.h"
#include "evidence/asking/question_desk.h"
#include "evidence/fact_store.h"
#include "llm/language_model.h"
#include "llm/privacy/preview_model.h"
#include "model/conversation.h"
#include "storage/storage.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace consultantos {

class ModelAccess;

/// One question of a conversation.
struct ChatTurn {
    QString conversationId; ///< empty: a new one begins
    QString question;
    std::optional<ConversationScope> scope{}; ///< empty: as before; of a new one: all that is stored
    /// Id of an answer of the conversation that was wrong: the kept replies of the model that it was made of are forgotten,
    /// its question is asked anew with the messages before it, and the new answer takes its place. `question` is ignored.
    QString wrongAnswer{};
    ModelChoice model{};  ///< for this question alone
    bool isTrial = false; ///< nothing is kept: for previews
};

struct ChatReply {
    QString conversationId;
    ChatMessage question;
    ChatMessage answer;
    std::optional<Error> unsaved; ///< why the two aren't in the store
};

struct ConversationParts {
    std::shared_ptr<const QuestionDesk> desk;
    std::shared_ptr<const ClaimDesk> claims;
    std::shared_ptr<const ClaimGate> gate;
    std::shared_ptr<const SemanticWords> words;
    std::shared_ptr<const FollowUpReader> followUps;
    std::shared_ptr<const FactStore> facts;
    std::shared_ptr<const DocumentRepository> documents;
    std::shared_ptr<PassageVectors> vectors; ///< null: passages are found by their words alone
    std::shared_ptr<const ReportRepository> reports;
    std::shared_ptr<ConversationRepository> conversations; ///< null: nothing is kept
    std::shared_ptr<const Clock> clock;
    /// The language model as it is now; may be null or give null: then the built-in engine answers alone.
    std::function<std::shared_ptr<const LanguageModel>()> model;
};

/// Answers questions within a conversation. Figures are always the built-in engine's; a language model is given them as
/// numbered evidence, with passages found by search and claims of reports, and writes the prose, of which every number is
/// checked (ProseChecker). A question in short is written out by FollowUpReader, else by the model. Where the model fails,
/// the built-in answer stands and says so. Thread-safe. Does I/O and may wait for the network: worker threads only.
class ConversationService {
public:
    explicit ConversationService(ConversationParts parts);

    /// Pieces of the model's text as they come, not checked yet: ChatReply::answer replaces them. Called in the caller's
    /// thread.
    using OnText = std::function<void(const QString &piece)>;
    /// Question and answer are in the store when it returns. A cancelled one is no error: what was there was checked and is
    /// kept. NotFound for an unknown conversation or wrong answer; else the errors of QuestionDesk.
    [[nodiscard]] Result<ChatReply> ask(const ChatTurn &turn, const OnText &onText,
                                        const CancellationToken &cancel) const;

    /// What answering would ask the model of `models`, as it would be sent, with the estimates; sends and keeps nothing.
    /// Errors as those of ask().
    [[nodiscard]] Result<QList<OutgoingPrompt>> preview(ChatTurn turn, const ModelAccess &models,
                                                        const CancellationToken &cancel) const;

private:
    class Turn;
    ConversationParts m_parts;
    ProseChecker m_checker;
};

/// A service over the stores of `storage`; an error names the resource of `resourceDir` that can't be used.
[[nodiscard]] Result<std::shared_ptr<const ConversationService>> makeConversationService(
    const QString &resourceDir, const Storage &storage, std::shared_ptr<const FactStore> facts,
    std::shared_ptr<const Clock> clock, std::function<std::shared_ptr<const LanguageModel>()> model);

} // namespace consultantos
