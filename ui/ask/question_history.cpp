// SPDX-License-Identifier: GPL-3.0-or-later
#include "ask/question_history.h"

#include <algorithm>

namespace consultantos {

QuestionHistory::QuestionHistory(const QStringList &questions)
    : m_questions(questions.mid(std::max<qsizetype>(0, questions.size() - Longest)))
    , m_at(m_questions.size())
{
}

void QuestionHistory::add(const QString &question)
{
    m_questions.removeAll(question);
    m_questions.append(question);
    if (m_questions.size() > Longest)
        m_questions.removeFirst();
    m_at = m_questions.size();
    m_draft.clear();
}

QString QuestionHistory::back(const QString &draft)
{
    if (m_at == m_questions.size())
        m_draft = draft;
    if (m_at == 0)
        return draft;
    return m_questions[--m_at];
}

QString QuestionHistory::forward(const QString &draft)
{
    if (m_at == m_questions.size())
        return draft;
    ++m_at;
    return m_at == m_questions.size() ? m_draft : m_questions[m_at];
}

} // namespace consultantos
