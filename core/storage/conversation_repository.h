// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/conversation.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <memory>

namespace consultantos {

class Database;
struct DatabaseSchema;

/// Longer titles are cut.
inline constexpr qsizetype LongestConversationTitle = 120;

/// The conversations of an engagement. Thread-safe: each thread has its own connection. Every call does I/O: never from
/// the GUI thread. Other instances on the same file may change it at any time; see changeCounter().
class ConversationRepository {
public:
    explicit ConversationRepository(std::shared_ptr<Database> database);
    [[nodiscard]] static DatabaseSchema schema();

    /// Adds messages to the end of a conversation, all or none, and begins it with these values where there is none of
    /// that id. The scope of one that is there becomes the one given; its title stays.
    [[nodiscard]] Status append(const ConversationSummary &conversation, const QList<ChatMessage> &messages);
    /// Puts a message in the place of the one with its id. NotFound if the conversation has none such.
    [[nodiscard]] Status replace(const QString &conversationId, const ChatMessage &message);
    /// A message whose row is damaged comes as its text alone. NotFound for an unknown id.
    [[nodiscard]] Result<Conversation> load(const QString &id) const;
    /// Last changed first. With `text` those alone that hold all its words, each as the beginning of a word, in one
    /// message or in their title.
    [[nodiscard]] Result<QList<ConversationSummary>> list(const QString &text = {}) const;
    /// InvalidArgument for a title without a character.
    [[nodiscard]] Status rename(const QString &id, const QString &title);
    /// Deletes it for good: its text is overwritten in the file and in the index of words, as far as no other process is
    /// reading just then.
    [[nodiscard]] Status remove(const QString &id);

    /// Grows with every change by any instance.
    [[nodiscard]] Result<qint64> changeCounter() const;

private:
    std::shared_ptr<Database> m_database;
};

/// A title made of a question: its first words.
[[nodiscard]] QString titleOfQuestion(const QString &question);

} // namespace consultantos
