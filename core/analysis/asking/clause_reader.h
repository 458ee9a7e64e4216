// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/asked_question.h"
#include "analysis/asking/question_items.h"
#include "analysis/asking/vocabulary.h"

#include <QList>

namespace consultantos {

/// Reads the clause that asks: what is to be computed, over which periods, and how it is compared. Pure.
class ClauseReader {
public:
    /// `elsewhere` are periods named in the question's other sentences, used where the clause names none.
    ClauseReader(const Vocabulary &vocabulary, const PhraseScope &scope, QList<QuestionToken> clause,
                 QList<QuestionItem> elsewhere);

    /// Sets what the clause says of `question`: kind, expression, periods, direction, words before a term.
    void readInto(AskedQuestion &question);

private:
    using Kind = QuestionItem::Kind;

    void readPeriods(AskedQuestion &question);
    void readFigure(AskedQuestion &question);
    bool readComparison(AskedQuestion &question);
    bool readExtreme(AskedQuestion &question);
    bool readSegment(AskedQuestion &question);
    [[nodiscard]] AskedExpressionPtr wrapped(const AskedExpressionPtr &inner, bool isAveraged) const;
    [[nodiscard]] bool has(Kind kind) const;
    [[nodiscard]] qsizetype wordPlace(QLatin1String word, qsizetype from) const;
    [[nodiscard]] double numberScale(qsizetype from) const;
    [[nodiscard]] bool isAverageLoose() const;
    [[nodiscard]] bool isYesNo() const;
    bool readSign(AskedQuestion &question);
    [[nodiscard]] QList<QuestionItem> withoutDirection(QList<QuestionItem> items) const;
    [[nodiscard]] std::optional<AskedDirection> direction(qsizetype *place = nullptr) const;
    void readRest(const QList<QuestionItem> &rest, AskedQuestion &question) const;
    void readShare(AskedQuestion &question) const;
    [[nodiscard]] AskedExpressionPtr expressionOf(const QList<QuestionItem> &items, AskedQuestion &question) const;

    const Vocabulary &m_vocabulary;
    const PhraseScope &m_scope;
    QList<QuestionToken> m_tokens;
    QList<QuestionItem> m_items;
    QList<QuestionItem> m_elsewhere;
    QList<PeriodReference> m_span; ///< two or more periods of the whole clause
    bool m_isSpan = false;
    QList<PeriodReference> m_singles; ///< periods that stand alone, each once
    int m_yearCount = 0;
};

} // namespace consultantos
