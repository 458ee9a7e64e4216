// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/asked_question.h"
#include "analysis/asking/vocabulary.h"
#include "model/company.h"

#include <QString>
#include <QStringList>

namespace consultantos {

/// Understands questions by vocabulary and grammar, without a model: definitions first, then the clause that asks, then
/// its periods, comparison and expression. Pure and thread-safe; the vocabulary must outlive it.
class QuestionReader {
public:
    /// Longer questions are not read.
    static constexpr qsizetype LongestQuestion = 4000;

    explicit QuestionReader(const Vocabulary &vocabulary);

    /// `rows` are labels of statement rows that have no line of ours; a term that names one has its place as id.
    [[nodiscard]] AskedQuestion read(const QString &question, const Company &company,
                                     const QStringList &rows = {}) const;

private:
    const Vocabulary &m_vocabulary;
};

} // namespace consultantos
