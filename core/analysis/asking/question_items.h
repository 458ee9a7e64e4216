// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/period_reference.h"
#include "analysis/asking/phrase_index.h"

#include <QList>
#include <QString>

namespace consultantos {

/// A piece of a question that the grammar works with: a term, a period, an operator in signs or words.
struct QuestionItem {
    enum class Kind {
        Number,
        Term,
        Periods,
        YearCount,
        Plus,
        Minus,
        Times,
        Divide,
        Power,
        Open,
        Close,
        Comma,
        ShareOf,
        PartBefore,
        Margin,
        Average,
        Change,
        Growth,
        Cagr,
        Sum,
        Ratio,
        Difference,
        Opening,
        Closing,
        Between,
        From,
        To,
        And,
        Of,
        Without,
        Remark, ///< a phrase that changes nothing: "cash flow statement", "formerly known as"
        End,    ///< of a sentence
        Unknown,
    };
    Kind kind = Kind::Unknown;
    double number = 0; ///< of Number and YearCount
    PhraseMeaning term;
    QList<PeriodReference> periods;
    bool isSpan = false;       ///< `periods` are first and last: "FY2017 - FY2019"
    QString written;           ///< the words, for messages
    bool isPossessive = false; ///< Unknown with 's: whose figure it is
    bool isCompany = false;    ///< the name of the company that the facts are of
};

/// Where phrases are looked up: the question's own definitions, our vocabulary, rows of the statements; the longest one
/// stands, and of equal ones the first. Each may be null.
struct PhraseScope {
    const PhraseIndex *own = nullptr;
    const PhraseIndex *shared = nullptr;
    const PhraseIndex *rows = nullptr;

    [[nodiscard]] std::optional<PhraseIndex::Match> longestAt(const QList<QuestionToken> &tokens,
                                                              qsizetype place) const;
};

/// Pure.
[[nodiscard]] QList<QuestionItem> questionItems(const QList<QuestionToken> &tokens, const PhraseScope &scope);

} // namespace consultantos
