// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "documents/document_place.h"
#include "model/conversation.h"
#include "widgets/scroll_pane.h"

#include <QList>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace consultantos {

class MessageCard;

/// The messages of a conversation, newest last, and what is being written just now. It follows the end as long as the
/// reader stays there. Of a long conversation the newest are made at first: the window mustn't wait for hundreds.
class MessageList : public ScrollPane {
    Q_OBJECT
public:
    explicit MessageList(QWidget *parent = nullptr);

    void setMessages(const QList<ChatMessage> &messages);
    void append(const ChatMessage &message);
    void removeLast();
    /// Shows the message in the place of the one with its id, if there is a card for that.
    void replace(const ChatMessage &message);
    /// Text that is not checked yet; empty: none is there so far.
    void showWriting(const QString &text);
    void hideWriting();
    [[nodiscard]] int count() const;
    [[nodiscard]] const MessageCard *last() const;

Q_SIGNALS:
    void placeActivated(const consultantos::DocumentPlace &place);
    void claimActivated(const QString &reportId, const QString &claimId);
    void wrongReported(const QString &messageId);

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] MessageCard *makeCard(const ChatMessage &message);
    void showEarlier();
    void refreshEarlier();
    void followEnd();

    QWidget *m_column = nullptr;
    QVBoxLayout *m_cards = nullptr;
    QPushButton *m_earlier = nullptr;
    QFrame *m_writing = nullptr;
    QLabel *m_written = nullptr;
    QList<ChatMessage> m_waiting; ///< older ones, for which there is no card yet
    bool m_isAtEnd = true;
};

} // namespace consultantos
