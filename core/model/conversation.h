// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/answer.h"
#include "model/claim.h"
#include "model/evidence.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// What a conversation is about. Everything empty: all that is stored.
struct ConversationScope {
    QString company;       ///< name, ticker or CIK
    QString reportId;      ///< its claims are evidence, too
    QStringList documents; ///< ids of stored documents: answers come from these alone

    [[nodiscard]] bool isEmpty() const { return company.isEmpty() && reportId.isEmpty() && documents.isEmpty(); }
    bool operator==(const ConversationScope &) const = default;
};

enum class ChatRole { User, Assistant };

/// How an answer came about.
enum class ChatState {
    Complete,
    Stopped, ///< by the user; what was there until then was checked and is kept
    Fallback ///< the language model failed, so this is the built-in answer; ChatMessage::note says why
};

/// A numbered piece of evidence that an answer may cite.
struct ChatSource {
    int number = 0; ///< as cited: "[2]"
    QString kind;   ///< "computation", "fact", "passage" or "claim" (of a report)
    QString ref;    ///< its id: of the evidence, or of the claim
    QString label;  ///< what it is called: "Gross margin, FY2021", "annual-report.pdf, page 4"
    QString text;   ///< the value as it is written, the passage's or claim's words
    QString document{};
    int page = 0;       ///< from 1; 0: none
    QString reportId{}; ///< of a claim

    bool operator==(const ChatSource &) const = default;
};

/// A sentence of an answer with how it is known. Places count UTF-16 units of the message's text.
struct ChatSentence {
    qsizetype start = 0;
    qsizetype length = 0;
    Grade grade = Grade::Model;
    QList<int> sources; ///< numbers of the sources that it rests on

    bool operator==(const ChatSentence &) const = default;
};

/// Stands in an answer's text for a number that was taken out of it.
inline const QString StruckMark = QStringLiteral("[…]");

/// A number that a language model wrote and that nothing at hand gives.
struct StruckNumber {
    qsizetype start = 0; ///< of its StruckMark in the message's text
    QString text;        ///< as the model wrote it
    QString verdict;     ///< "mismatch" or "unsupported"
    QString expected;    ///< what the facts say instead, as it is written; empty if they say nothing
    QString reason;      ///< for the user
    bool operator==(const StruckNumber &) const = default;
};

/// What the cache of a language model's replies has to do with an answer.
struct ChatReuse {
    bool isReused = false;     ///< its text is a kept reply's
    QString earlierQuestion{}; ///< that the reply was written for, where that was worded otherwise; else empty
    double ageS = 0;           ///< of a reused one, since it was written
    QStringList entries{};     ///< names of the replies that are kept: what "wrong answer" forgets

    bool operator==(const ChatReuse &) const = default;
};

/// One message of a conversation. A value type.
struct ChatMessage {
    QString id;
    ChatRole role = ChatRole::User;
    QDateTime when; ///< UTC
    QString text;

    // What follows is of answers alone.
    ChatState state = ChatState::Complete;
    QString understoodAs; ///< the question written out, where it was asked in short; else empty
    Grade grade = Grade::Computed;
    QString provider; ///< of the language model that wrote the text; empty: none did
    QString model;
    ChatReuse reuse;
    QString note; ///< what the user must know: why it fell back, that it wasn't kept
    QList<ChatSentence> sentences;
    QList<ChatSource> sources;
    QList<StruckNumber> struck;
    std::optional<Answer> answer; ///< of the built-in engine; its evidence is in `evidence`
    EvidenceBook evidence;
    /// Read from a damaged row: the text alone is left of it.
    bool isDamaged = false;

    bool operator==(const ChatMessage &) const = default;
};

/// A conversation without its messages, as a list shows it.
struct ConversationSummary {
    QString id;
    QString title;
    ConversationScope scope;
    QDateTime createdAt; ///< UTC
    QDateTime changedAt; ///< UTC
    int messages = 0;
    QString excerpt; ///< of a search: the words around the first hit; else empty

    bool operator==(const ConversationSummary &) const = default;
};

struct Conversation {
    ConversationSummary summary;
    QList<ChatMessage> messages; ///< oldest first
};

[[nodiscard]] QString chatStateName(ChatState state); ///< "complete", "stopped", "fallback"

[[nodiscard]] QJsonObject toJson(const ConversationScope &scope);
[[nodiscard]] ConversationScope conversationScopeFromJson(const QJsonObject &object);
/// {number, kind, ref, label, text, document, page, report_id}
[[nodiscard]] QJsonObject toJson(const ChatSource &source);
/// {is_reused, earlier_question, age_s, cache_entries}
[[nodiscard]] QJsonObject toJson(const ChatReuse &reuse);
/// {text, verdict, expected, reason}
[[nodiscard]] QJsonObject toJson(const StruckNumber &struck);
/// {id, role, at, text, …}: everything of it, with a schema version.
[[nodiscard]] QJsonObject toJson(const ChatMessage &message);
/// Reads what toJson() wrote; Malformed if it is none.
[[nodiscard]] Result<ChatMessage> chatMessageFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const ConversationSummary &summary);

/// The text as people copy it: each sentence with the numbers of its sources, "[1]", behind it. Pure.
[[nodiscard]] QString citedText(const ChatMessage &message);

} // namespace consultantos
