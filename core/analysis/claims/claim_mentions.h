// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/period_reference.h"
#include "analysis/claims/claim_tokens.h"
#include "analysis/claims/claim_vocabulary.h"
#include "model/company.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// What a number of a text counts.
enum class ClaimUnit { Plain, Money, Percent, Points, BasisPoints, Times, Shares, Employees, Days };

/// How exactly a number is meant.
enum class ClaimBound { Exact, About, Nearly, JustOver, MoreThan, AtLeast, LessThan, AtMost };

/// A place in a sentence: tokens from `first` up to and including `last`.
struct TokenRange {
    qsizetype first = 0;
    qsizetype last = 0;
};

/// A number as it is written, with its sign, unit, scale and the words that loosen it.
struct AmountMention {
    TokenRange at;
    qsizetype digits = 0; ///< the token of the number itself, the first one of a range
    double value = 0;     ///< as written, without sign and scale
    double scale = 1;
    int decimals = 0;
    int trailingZeros = 0;
    std::optional<double> highest; ///< of a range, in the same scale
    ClaimUnit unit = ClaimUnit::Plain;
    QString currency;             ///< empty where none is written
    bool isGenericDollar = false; ///< "$" may be another country's
    bool isEachShare = false;
    bool isNegative = false;  ///< by a minus or brackets
    bool isPositive = false;  ///< by a plus
    bool isBracketed = false; ///< "cash flow (6,444)": below zero, or an aside
    bool isWord = false;      ///< "doubled"
    ClaimBound bound = ClaimBound::Exact;
    qsizetype boundFirst = 0; ///< where the words that loosen it begin; at.first without any
};

/// A line or figure that is named.
struct TermMention {
    TokenRange at;
    PhraseMeaning meaning;
    bool isLoss = false;
    bool isWeak = false;
};

/// A company that is named; `company` is a place in the index's list.
struct CompanyMention {
    TokenRange at;
    qsizetype company = 0;
};

/// A time, as far as the words alone tell.
struct ClaimPeriod {
    std::optional<PeriodReference> reference; ///< empty: of the sentence's main period
    int yearsBack = 0;
    int quartersBack = 0;
    bool operator==(const ClaimPeriod &) const = default;
};

struct PeriodMention {
    TokenRange at;
    ClaimPeriod period;
    std::optional<ClaimPeriod> last; ///< of a span "from 2019 to 2024"
    bool isBase = false;             ///< what is compared with
};

/// Names of companies by their first word, so that one look tells what begins at a token.
class CompanyIndex {
public:
    explicit CompanyIndex(const QList<Company> &companies);
    /// The longest name at `place`; length 0 if there is none. Tickers count in capitals alone.
    [[nodiscard]] CompanyMention at(const QList<QuestionToken> &tokens, qsizetype place, qsizetype &length) const;

private:
    struct Name {
        QStringList words;
        qsizetype company = 0;
    };
    QHash<QString, QList<Name>> m_names;
    QHash<QString, qsizetype> m_tickers;
};

/// A sentence with everything in it that has a meaning for claims.
struct ClaimMentions {
    enum class Cover { None, Amount, Term, Company, Period };
    QList<AmountMention> amounts;
    QList<TermMention> terms;
    QList<CompanyMention> companies;
    QList<PeriodMention> periods;
    QList<Cover> cover; ///< by token
    ClaimVocabulary::Cues cues;

    [[nodiscard]] qsizetype cueLength(ClaimCue cue, qsizetype place) const;
    [[nodiscard]] bool has(ClaimCue cue, qsizetype place) const { return cueLength(cue, place) > 0; }
};

/// Pure. Numbers that only name something (years, "10-K", "Item 7", "Model 3", counts of years) are no amounts.
[[nodiscard]] ClaimMentions claimMentions(const ClaimSentence &sentence, const ClaimVocabulary &vocabulary,
                                          const CompanyIndex &companies);

/// The times that a sentence names, in its order, spans joined. Pure.
[[nodiscard]] QList<PeriodMention> periodMentions(const ClaimSentence &sentence, const ClaimVocabulary::Cues &cues);

/// Reads the amount whose digits stand at token `place`. Pure.
[[nodiscard]] std::optional<AmountMention> amountAt(const ClaimSentence &sentence, qsizetype place,
                                                    const ClaimVocabulary::Cues &cues);

} // namespace consultantos
