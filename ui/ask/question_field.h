// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ask/question_history.h"

#include <QPlainTextEdit>

namespace consultantos {

/// Where a question is written: Enter asks, Shift+Enter begins a line, Up and Down at its ends walk the history.
class QuestionField : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit QuestionField(QWidget *parent = nullptr);

    [[nodiscard]] QString question() const;
    void setHistory(const QStringList &questions);
    [[nodiscard]] const QuestionHistory &history() const { return m_history; }
    /// What is written becomes part of the history.
    void remember();

Q_SIGNALS:
    void submitted();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] bool isAtEnd(QTextCursor::MoveOperation direction) const;
    void write(const QString &question);

    QuestionHistory m_history;
};

} // namespace consultantos
