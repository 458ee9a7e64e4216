// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/phrase_index.h"
#include "analysis/asking/vocabulary.h"
#include "base/result.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// What a phrase around a number does: `cues` of resources/claims/words.json, which see.
enum class ClaimCue {
    Rise,
    Fall,
    By,
    To,
    From,
    Of,
    Base,
    YearBefore,
    YearOverYear,
    QuarterBefore,
    Cagr,
    EachYear,
    MoreThan,
    AtLeast,
    LessThan,
    AtMost,
    Nearly,
    JustOver,
    About,
    Between,
    EachShare,
    ShareOf,
    WholeOf,
    Negative,
    Outflow,
    HigherThan,
    LowerThan,
    Respectively,
    Boundary,
    Linking,
    With,
    Small,
    NotOfWhole,
    Counted,
    Numbered,
    Employees,
    Possessive,
    Region,
    Benchmark,
    YearAfter,
    Pronoun,
    Covers,
    Hypothetical,
    Difference,
    Effect,
    PartOf,
    Highest,
    Lowest,
    Ever,
};

/// The words of statements in English and German: those of questions (asking/vocabulary.h) and the further ones of
/// resources/claims/words.json. Immutable and thread-safe.
class ClaimVocabulary {
public:
    struct CueMatch {
        ClaimCue cue;
        qsizetype length = 0; ///< in tokens
    };
    using Cues = QList<QList<CueMatch>>; ///< by token
    struct Multiple {
        double value = 1;
        qsizetype length = 0;
    };

    /// Malformed names an entry whose id is neither a line nor a figure, or a cue that isn't known.
    [[nodiscard]] static Result<ClaimVocabulary> load(const QString &resourceDir, const ConceptCatalogue &lines,
                                                      const FormulaCatalogue &formulas);

    [[nodiscard]] const Vocabulary &questions() const { return m_questions; }
    /// The line or figure named at `place`.
    [[nodiscard]] std::optional<PhraseIndex::Match> termAt(const QList<QuestionToken> &tokens, qsizetype place) const;
    /// A verb that names a line: "earned", "setzte … um".
    [[nodiscard]] std::optional<PhraseIndex::Match> weakTermAt(const QList<QuestionToken> &tokens,
                                                               qsizetype place) const;
    /// The term's words say that its value is below zero.
    [[nodiscard]] bool isLoss(const QList<QuestionToken> &tokens, qsizetype place, qsizetype length) const;
    /// All cues whose phrase begins at `place`, the longest phrase of each.
    [[nodiscard]] QList<CueMatch> cuesAt(const QList<QuestionToken> &tokens, qsizetype place) const;
    /// Those of all tokens.
    [[nodiscard]] Cues cuesOf(const QList<QuestionToken> &tokens) const;
    /// "doubled".
    [[nodiscard]] std::optional<Multiple> multipleAt(const QList<QuestionToken> &tokens, qsizetype place) const;

private:
    struct CuePhrase {
        QStringList words;
        ClaimCue cue;
    };

    Vocabulary m_questions;
    PhraseIndex m_terms;
    PhraseIndex m_weakTerms;
    PhraseIndex m_losses;
    PhraseIndex m_multiples;
    QHash<QString, QList<CuePhrase>> m_cues; ///< by the first word
};

} // namespace consultantos
