// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/semantic/semantic_words.h"

#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// A word, number or sign of a prompt.
struct PromptToken {
    QString word;                 ///< folded
    std::optional<double> number; ///< of digits
    bool isCapitalised = false;   ///< begins with a capital, or is all capitals
    bool isAllCapitals = false;   ///< of at least two letters
    bool isFirst = false;         ///< of a sentence: its capital says nothing
    bool isJoined = false;        ///< stands directly behind the one before: "5m"
};

/// Small letters without accents, compatible forms made one: "Größe" → "grosse". Pure.
[[nodiscard]] QString foldedPromptWord(const QString &text);

/// Takes a prompt apart. Letters and digits part ("Q1" is two tokens), contractions are written out, a possessive "'s"
/// goes, of other signs those that change what is meant stay: currencies, %, +, #, <, >, =, &, /, and a minus before digits.
[[nodiscard]] QList<PromptToken> promptTokens(const QString &text, const SemanticWords &words);

} // namespace consultantos
