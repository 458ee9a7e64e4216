// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "documents/document_place.h"
#include "model/conversation.h"

#include <QFrame>

class QLabel;
class QVBoxLayout;

namespace consultantos {

/// One message: a question, or an answer with its sources as chips. A chip opens the place in a document or the claim in
/// a report; a figure's unfolds how it was computed. Tab walks chips and links.
class MessageCard : public QFrame {
    Q_OBJECT
public:
    explicit MessageCard(const ChatMessage &message, QWidget *parent = nullptr);

    [[nodiscard]] const ChatMessage &message() const { return m_message; }
    void copy() const;

Q_SIGNALS:
    void placeActivated(const consultantos::DocumentPlace &place);
    void claimActivated(const QString &reportId, const QString &claimId);
    /// The answer is wrong: it shall be forgotten and its question asked anew.
    void wrongReported(const QString &messageId);

protected:
    void changeEvent(QEvent *event) override;

private:
    void addQuestion(QVBoxLayout *column);
    void addAnswer(QVBoxLayout *column);
    void addChips(QVBoxLayout *column);
    void addReuse(QVBoxLayout *column);
    void addFoot(QVBoxLayout *column);
    void activateSource(int number);
    void activateLink(const QString &link);
    void refreshText();

    ChatMessage m_message;
    QLabel *m_text = nullptr;
    QLabel *m_details = nullptr; ///< of the source that was unfolded last
    int m_unfolded = 0;
};

} // namespace consultantos
