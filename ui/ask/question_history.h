// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace consultantos {

/// The questions asked, oldest first, each once, and a place among them to walk back and forth. A value type.
class QuestionHistory {
public:
    /// At most this many are kept.
    static constexpr int Longest = 50;

    explicit QuestionHistory(const QStringList &questions = {});

    void add(const QString &question);
    /// The question before or after the one shown; behind the newest stands what was being written, `draft`.
    [[nodiscard]] QString back(const QString &draft);
    [[nodiscard]] QString forward(const QString &draft);
    [[nodiscard]] const QStringList &questions() const { return m_questions; }

private:
    QStringList m_questions;
    QString m_draft;
    qsizetype m_at = 0; ///< the size: the draft
};

} // namespace consultantos
