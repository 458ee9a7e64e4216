// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/conversation/conversation_service.h"

#include "agents/conversation/chat_messages.h"
#include "agents/conversation/chat_prompt.h"
#include "agents/conversation/cited_prose.h"
#include "agents/conversation/evidence_search.h"
#include "agents/model/sendable_evidence.h"
#include "analysis/asking/company_mention.h"
#include "llm/model_access.h"
#include "llm/model_embedder.h"
#include "llm/privacy/private_model.h"
#include "llm/privacy/sending_rules.h"

#include <QCoreApplication>
#include <QUuid>

#include <algorithm>
#include <iterator>
#include <ranges>

namespace consultantos {

namespace {

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QString fallbackNote(const QString &why)
{
    return QCoreApplication::translate("Agents", "The language model gave no answer, so the built-in engine did: %1")
        .arg(why);
}

} // namespace

/// One question being answered.
class ConversationService::Turn {
public:
    Turn(const ConversationService &service, const ChatTurn &turn, const OnText &onText,
         const CancellationToken &cancel)
        : m_parts(service.m_parts)
        , m_checker(service.m_checker)
        , m_turn(turn)
        , m_onText(onText)
        , m_cancel(cancel)
        , m_known(m_parts.facts->companies())
        , m_asked(turn.question.trimmed())
        , m_model(turn.model      ? *turn.model
                  : m_parts.model ? m_parts.model()
                                  : nullptr)
    {
    }

    [[nodiscard]] Result<ChatReply> run()
    {
        if (const auto begun = begin(); !begun)
            return tl::unexpected(begun.error());
        ChatReply reply;
        reply.conversationId = m_conversation.summary.id;
        reply.question.id = newId();
        reply.question.when = m_parts.clock->nowUtc();
        reply.question.text = m_asked;

        m_question = m_asked;
        if (const auto whole = m_parts.followUps->writtenOut(m_question, earlier(), m_known); whole && hasHistory())
            m_question = *whole;
        auto answer = m_parts.desk->ask(scoped());
        if (!answer)
            return tl::unexpected(answer.error());
        if (const auto whole = writtenOutByModel(*answer); !whole.isEmpty()) {
            m_question = whole;
            answer = m_parts.desk->ask(scoped());
            if (!answer)
                return tl::unexpected(answer.error());
        }
        reply.answer = m_model ? messageOfModel(*answer) : builtInMessage(*answer);
        reply.answer.id = m_turn.wrongAnswer.isEmpty() ? newId() : m_turn.wrongAnswer;
        reply.answer.when = m_parts.clock->nowUtc();
        if (m_question != reply.question.text)
            reply.answer.understoodAs = m_question;
        keep(reply);
        return reply;
    }

private:
    [[nodiscard]] bool hasHistory() const { return !m_conversation.messages.isEmpty(); }

    [[nodiscard]] Status begin()
    {
        auto &summary = m_conversation.summary;
        summary.createdAt = m_parts.clock->nowUtc();
        summary.id = newId();
        summary.title = titleOfQuestion(m_turn.question);
        if (!m_turn.conversationId.isEmpty()) {
            if (!m_parts.conversations)
                return fail(ErrorCode::NotFound,
                            QCoreApplication::translate("Agents", "No conversations are kept here."));
            auto loaded = m_parts.conversations->load(m_turn.conversationId);
            if (!loaded)
                return tl::unexpected(loaded.error());
            m_conversation = *std::move(loaded);
        }
        if (m_turn.scope)
            summary.scope = *m_turn.scope;
        return m_turn.wrongAnswer.isEmpty() ? Status() : takeBack(m_turn.wrongAnswer);
    }

    /// Forgets what the answer was made of, and goes back to where it was asked for.
    [[nodiscard]] Status takeBack(const QString &answerId)
    {
        auto &messages = m_conversation.messages;
        const auto wrong = std::find_if(messages.cbegin(), messages.cend(), [&](const ChatMessage &message) {
            return message.id == answerId && message.role == ChatRole::Assistant;
        });
        if (wrong == messages.cend() || wrong == messages.cbegin() || std::prev(wrong)->role != ChatRole::User)
            return fail(ErrorCode::NotFound,
                        QCoreApplication::translate("Agents", "The conversation has no such answer."));
        for (const auto &entry : wrong->reuse.entries) {
            if (m_model)
                m_model->purge(entry.toLatin1());
        }
        m_asked = std::prev(wrong)->text;
        messages = messages.mid(0, std::distance(messages.cbegin(), wrong) - 1);
        return {};
    }

    /// The newest question that was answered.
    [[nodiscard]] EarlierQuestion earlier() const
    {
        EarlierQuestion earlier;
        for (const auto &message : m_conversation.messages) {
            if (message.role == ChatRole::User) {
                earlier = {message.text, {}};
                continue;
            }
            if (!message.understoodAs.isEmpty())
                earlier.text = message.understoodAs;
            if (message.answer)
                earlier.period = message.answer->period;
        }
        return earlier;
    }

    /// The company that was talked of last.
    [[nodiscard]] QString companyTalkedOf() const
    {
        for (const auto &message : std::as_const(m_conversation.messages) | std::views::reverse) {
            const auto &text = message.role == ChatRole::User ? message.text : message.understoodAs;
            if (const auto company = companyMentioned(text, m_known))
                return company->id;
        }
        return {};
    }

    [[nodiscard]] QString companyOfReport() const
    {
        const auto &id = m_conversation.summary.scope.reportId;
        if (id.isEmpty())
            return {};
        const auto summary = m_parts.reports->summary(id);
        if (!summary || !m_parts.facts->findCompany(summary->companyName))
            return {};
        return summary->companyName;
    }

    [[nodiscard]] QuestionScope scoped() const
    {
        const auto &scope = m_conversation.summary.scope;
        if (!scope.documents.isEmpty())
            return {m_question, {}, scope.documents};
        // "And Ford?" within a conversation on Tesla is a question about Ford; a first question is held to its scope.
        if (hasHistory() && companyMentioned(m_question, m_known))
            return {m_question, {}, {}};
        auto company = scope.company;
        if (company.isEmpty() && !companyMentioned(m_question, m_known)) {
            company = companyOfReport();
            if (company.isEmpty())
                company = companyTalkedOf();
        }
        return {m_question, company, {}};
    }

    /// Whom the answer is about; without an id if that isn't known.
    [[nodiscard]] Company company() const
    {
        const auto scope = scoped();
        for (const auto &id : scope.documents) {
            const auto record = m_parts.documents->record(id);
            if (!record || record->origin.companyId.isEmpty())
                continue;
            if (auto found = m_parts.facts->findCompany(record->origin.companyId))
                return *std::move(found);
        }
        if (!scope.company.isEmpty())
            return m_parts.facts->findCompany(scope.company).value_or(Company());
        return companyMentioned(m_question, m_known).value_or(Company());
    }

    [[nodiscard]] QString writtenOutByModel(const Answer &answer)
    {
        const bool isUnanswered = answer.kind == AnswerKind::NotAnswerable;
        if (!m_model || !hasHistory() || !isUnanswered || m_cancel.isCancelled() || m_question != m_asked
            || !m_parts.followUps->isLeaning(m_question))
            return {};
        LlmCall call;
        if (const auto rules = m_model->rules(); rules && !rules->maySend(SendField::Question))
            return {};
        call.request = writtenOutRequest(m_question, sendableHistory(*m_model));
        const auto written = m_model->ask(call, m_cancel);
        if (!written)
            return {};
        if (!written->entry.isEmpty())
            m_entries.append(QString::fromLatin1(written->entry));
        return writtenOutQuestion(written->reply.text);
    }

    [[nodiscard]] ChatMessage fallback(const Answer &answer, const QString &why) const
    {
        auto message = builtInMessage(answer);
        message.state = ChatState::Fallback;
        message.note = fallbackNote(why);
        return message;
    }

    [[nodiscard]] ChatMessage messageOfModel(const Answer &answer) const
    {
        const auto about = company();
        const auto &scope = m_conversation.summary.scope;
        const auto model = hidingNames(m_model, {about.name});
        if (!maySend(answer, *model))
            return withoutModel(answer);
        const PassageLikeness likeness{m_parts.vectors, embedderOf(m_model)};
        auto evidence = evidenceFor({m_question, about, scope.documents, scope.reportId, answer},
                                    {m_parts.desk, m_parts.documents, m_parts.reports, model, likeness});
        LlmCall call;
        call.request = chatRequest(m_question, evidence, sendableHistory(*model));
        // The same evidence and messages, and a question that means the same: then the same answer.
        call.reuse = LlmReuse::Similar;
        call.question = m_question.simplified();
        QString streamed;
        call.onText = [this, &streamed](const QString &piece) {
            streamed += piece;
            if (m_onText)
                m_onText(piece);
        };
        const auto written = model->ask(call, m_cancel);
        const bool isStopped = !written && written.error().code == ErrorCode::Cancelled;
        if (!written && !isStopped)
            return fallback(answer, written.error().message);
        const bool isCut = isStopped || written->reply.finish == LlmFinish::Length;
        const auto text = isCut ? wholeSentences(isStopped ? streamed : written->reply.text) : written->reply.text;
        if (text.trimmed().isEmpty())
            return isStopped ? stopped(builtInMessage(answer))
                             : fallback(answer, QCoreApplication::translate("Agents", "its reply holds no text."));
        const ProseContext context{m_question, about.id, m_known, answer.refs, answer.explanation, call.request.system};
        const auto checked = m_checker.check(text, context, evidence);
        if (!checked)
            return fallback(answer, checked.error().message);
        if (checked->sentences.isEmpty())
            return isStopped
                       ? stopped(builtInMessage(answer))
                       : fallback(answer,
                                  QCoreApplication::translate("Agents", "its reply says nothing of what was asked."));
        auto message = proseMessage(*checked, answer, evidence);
        message.provider = m_model->providerId();
        message.model = written && !written->reply.model.isEmpty() ? written->reply.model : m_model->model();
        if (written)
            message.reuse = reuseOf(*written);
        if (isCut && !isStopped)
            message.note =
                QCoreApplication::translate("Agents", "The model's text was cut off at its greatest length.");
        return isStopped ? stopped(std::move(message)) : message;
    }

    [[nodiscard]] ChatReuse reuseOf(const LlmAnswer &written) const
    {
        ChatReuse reuse;
        reuse.isReused = written.origin != LlmOrigin::Provider;
        reuse.earlierQuestion = written.earlierPrompt;
        reuse.ageS = std::chrono::duration<double>(written.age).count();
        reuse.entries = m_entries;
        if (!written.entry.isEmpty())
            reuse.entries.append(QString::fromLatin1(written.entry));
        return reuse;
    }

    /// Whether the question itself, and what its answer is, may go to the model.
    [[nodiscard]] static bool maySend(const Answer &answer, const LanguageModel &model)
    {
        if (const auto rules = model.rules(); rules && !rules->maySend(SendField::Question))
            return false;
        SendableEvidence evidence(model, answer.evidence);
        return std::all_of(answer.refs.begin(), answer.refs.end(),
                           [&](const QString &ref) { return evidence.maySend(ref); });
    }

    [[nodiscard]] static ChatMessage withoutModel(const Answer &answer)
    {
        auto message = builtInMessage(answer);
        message.note = QCoreApplication::translate(
            "Agents", "The question or what the answer rests on is never sent to a model: none was asked.");
        return message;
    }

    /// The messages before, but for answers that rest on what the model must not see.
    [[nodiscard]] QList<ChatMessage> sendableHistory(const LanguageModel &model) const
    {
        QList<ChatMessage> history;
        for (const auto &message : m_conversation.messages) {
            SendableEvidence evidence(model, message.evidence);
            if (std::all_of(message.sources.begin(), message.sources.end(),
                            [&](const ChatSource &source) { return evidence.maySend(source.ref); }))
                history.append(message);
        }
        return history;
    }

    static ChatMessage stopped(ChatMessage message)
    {
        message.state = ChatState::Stopped;
        message.note = QCoreApplication::translate("Agents", "Stopped. What was written until then has been checked.");
        return message;
    }

    /// An answer that can't be kept is one all the same.
    void keep(ChatReply &reply)
    {
        if (!m_parts.conversations || m_turn.isTrial)
            return;
        m_conversation.summary.changedAt = reply.answer.when;
        const auto kept = m_turn.wrongAnswer.isEmpty()
                              ? m_parts.conversations->append(m_conversation.summary, {reply.question, reply.answer})
                              : m_parts.conversations->replace(m_conversation.summary.id, reply.answer);
        if (!kept)
            reply.unsaved = kept.error();
    }

    const ConversationParts &m_parts;
    const ProseChecker &m_checker;
    const ChatTurn &m_turn;
    const OnText &m_onText;
    const CancellationToken &m_cancel;
    QList<Company> m_known;
    QString m_asked; ///< as the user wrote it
    std::shared_ptr<const LanguageModel> m_model;
    QStringList m_entries; ///< of kept replies that the question was written out by
    Conversation m_conversation;
    QString m_question; ///< as it is understood
};

ConversationService::ConversationService(ConversationParts parts)
    : m_parts(std::move(parts))
    , m_checker(m_parts.claims, m_parts.gate, m_parts.words)
{
}

Result<ChatReply> ConversationService::ask(const ChatTurn &turn, const OnText &onText,
                                           const CancellationToken &cancel) const
{
    return Turn(*this, turn, onText, cancel).run();
}

Result<QList<OutgoingPrompt>> ConversationService::preview(ChatTurn turn, const ModelAccess &models,
                                                           const CancellationToken &cancel) const
{
    const auto record = std::make_shared<PromptRecord>();
    turn.model = models.preview(record);
    turn.isTrial = true;
    if (const auto reply = ask(turn, {}, cancel); !reply)
        return tl::unexpected(reply.error());
    return record->prompts();
}

Result<std::shared_ptr<const ConversationService>> makeConversationService(
    const QString &resourceDir, const Storage &storage, std::shared_ptr<const FactStore> facts,
    std::shared_ptr<const Clock> clock, std::function<std::shared_ptr<const LanguageModel>()> model)
{
    const auto embedder = [model] { return embedderOf(model ? model() : nullptr); };
    auto desk = makeQuestionDesk(resourceDir, storage, facts, embedder);
    if (!desk)
        return tl::unexpected(desk.error());
    auto gate = ClaimGate::load(resourceDir);
    if (!gate)
        return tl::unexpected(gate.error());
    auto words = SemanticWords::load(resourceDir);
    if (!words)
        return tl::unexpected(words.error());
    auto followUps = FollowUpReader::load(resourceDir);
    if (!followUps)
        return tl::unexpected(followUps.error());
    ConversationParts parts;
    parts.desk = *std::move(desk);
    parts.gate = std::make_shared<const ClaimGate>(*std::move(gate));
    parts.claims = std::make_shared<const ClaimDesk>(parts.gate, facts);
    parts.words = std::make_shared<const SemanticWords>(*std::move(words));
    parts.followUps = std::make_shared<const FollowUpReader>(*std::move(followUps));
    parts.facts = std::move(facts);
    parts.documents = storage.documents;
    parts.vectors = storage.passageVectors;
    parts.reports = storage.reports;
    parts.conversations = storage.conversations;
    parts.clock = std::move(clock);
    parts.model = std::move(model);
    return std::make_shared<const ConversationService>(std::move(parts));
}

} // namespace consultantos
