// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/conversation/conversation_service.h"
#include "app_services.h"
#include "documents/document_place.h"
#include "undo/undo_steps.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace consultantos {

class AskScope;
class ChatController;
class ConversationList;
class ElidedLabel;
class MessageList;
class QuestionField;
class SendingCheck;

/// What is open elsewhere in the window, so that a conversation can be about it.
struct ChatContext {
    QString company;
    QString reportId;
    QString documentId;
    QString documentName;
};

/// Conversations with the evidence: the list of those that are kept, the messages of the one that is open, and the
/// question that is being written. Answers come from the built-in engine, or by the language model of the settings.
class ChatPage : public QWidget {
    Q_OBJECT
public:
    explicit ChatPage(const AppServices &services, QWidget *parent = nullptr);

    /// Ignored while a conversation is open that has messages: it keeps its own.
    void setContext(const ChatContext &context);
    /// As if the user had typed it and pressed Enter.
    void ask(const QString &question);
    void openConversation(const QString &id);
    void beginNew();
    [[nodiscard]] QString conversationId() const { return m_conversationId; }
    [[nodiscard]] MessageList *messages() const { return m_messages; }
    [[nodiscard]] AskScope *scope() const { return m_scope; }
    [[nodiscard]] SendingCheck *sending() const { return m_sending; }

Q_SIGNALS:
    void answered(); ///< or failed
    void opened();   ///< a stored conversation
    void placeActivated(const consultantos::DocumentPlace &place);
    void claimActivated(const QString &reportId, const QString &claimId);
    void modelRequested(); ///< to choose one in the settings
    void failed(const consultantos::Error &error);
    void undoOffered(const consultantos::UndoStep &step);

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Opened;
    [[nodiscard]] QWidget *makeList();
    [[nodiscard]] QWidget *makeEmpty();
    [[nodiscard]] QWidget *makeQuestion();
    void connectController();
    void submit();
    void askAnew(const QString &messageId);
    /// Asks, once it is settled whether the model may be asked.
    void send(const ChatTurn &turn);
    void start(const ChatTurn &turn);
    [[nodiscard]] bool isBusy() const;
    void showOpened(const Opened &opened);
    void showContext(const ChatContext &context);
    void showError(const Error &error);
    void refresh();
    void refreshModel();
    [[nodiscard]] ConversationScope conversationScope() const;

    const AppServices &m_services;
    ChatController *m_controller = nullptr;
    ConversationList *m_list = nullptr;
    ElidedLabel *m_title = nullptr;
    QLabel *m_model = nullptr;
    QLabel *m_error = nullptr;
    QStackedWidget *m_stack = nullptr;
    MessageList *m_messages = nullptr;
    QuestionField *m_question = nullptr;
    AskScope *m_scope = nullptr;
    SendingCheck *m_sending = nullptr;
    QPushButton *m_send = nullptr;
    QPushButton *m_stop = nullptr;
    ChatContext m_context; ///< what the scope's choices mean now
    QString m_conversationId;
    bool m_isSettling = false; ///< what would be sent is being made, or looked at
    ChatTurn m_asked;          ///< that is being answered
    int m_query = 0;           ///< answers to an older opening are dropped
};

} // namespace consultantos
