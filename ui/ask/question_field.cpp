// SPDX-License-Identifier: GPL-3.0-or-later
#include "ask/question_field.h"

#include "widgets/text_lines.h"

#include <QKeyEvent>

namespace consultantos {

QuestionField::QuestionField(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setObjectName(QStringLiteral("questionField"));
    setAccessibleName(tr("Question"));
    setPlaceholderText(tr("For example: What was Tesla's gross margin in 2023?"));
    setToolTip(tr("Enter asks, Shift+Enter begins a new line, Up and Down bring earlier questions back."));
    setTabChangesFocus(true);
    setFixedHeight(alignWithFields(*this, 3));
}

QString QuestionField::question() const
{
    return toPlainText().simplified();
}

void QuestionField::setHistory(const QStringList &questions)
{
    m_history = QuestionHistory(questions);
}

void QuestionField::remember()
{
    m_history.add(question());
}

void QuestionField::write(const QString &question)
{
    setPlainText(question);
    moveCursor(QTextCursor::End);
}

bool QuestionField::isAtEnd(QTextCursor::MoveOperation direction) const
{
    auto cursor = textCursor();
    return !cursor.movePosition(direction);
}

void QuestionField::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && !event->modifiers().testFlag(Qt::ShiftModifier))
        Q_EMIT submitted();
    else if (event->key() == Qt::Key_Up && isAtEnd(QTextCursor::Up))
        write(m_history.back(toPlainText()));
    else if (event->key() == Qt::Key_Down && isAtEnd(QTextCursor::Down))
        write(m_history.forward(toPlainText()));
    else
        QPlainTextEdit::keyPressEvent(event);
}

} // namespace consultantos
