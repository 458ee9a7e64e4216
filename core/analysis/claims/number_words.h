// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/question_tokens.h"

#include <QList>

#include <optional>

namespace consultantos {

/// A number written in words.
struct WordNumber {
    double value = 0;
    int decimals = 0;     ///< 1 for "two and a half"
    qsizetype length = 0; ///< in tokens
};

/// Reads the number whose words begin at token `place`, English or German, below a thousand: "twelve", "forty-four", "a
/// hundred and five", "two and a half", "half a", "vierundvierzig", "zweieinhalb". Ordinals are none. Pure.
[[nodiscard]] std::optional<WordNumber> wordNumberAt(const QList<QuestionToken> &tokens, qsizetype place);

/// Reads a fraction that stands as a share: "a third of", "two thirds of", "one in four dollars of", "drei Viertel des"; its
/// value in percent, its length without "of". Pure.
[[nodiscard]] std::optional<WordNumber> fractionAt(const QList<QuestionToken> &tokens, qsizetype place);

/// The same without "of" behind: "a third", "zwei Drittel". Pure.
[[nodiscard]] std::optional<WordNumber> bareFractionAt(const QList<QuestionToken> &tokens, qsizetype place);

/// A unit or scale stands at `place`, so that number words before it are a claim: "percent", "billion", "Mrd.".
[[nodiscard]] bool isUnitWord(const QuestionToken &token);

} // namespace consultantos
