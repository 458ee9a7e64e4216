// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// How well a text fits what was typed.
struct FuzzyMatch {
    int score = 0;            ///< higher is better; comparable between texts for one pattern alone
    QList<qsizetype> letters; ///< places in the text of the letters that were typed, ascending
};

/// Whether the letters of each word of `pattern` stand in `text` in their order, and how well: letters at the beginnings of
/// words and side by side count most, gaps and what is left of the text count against it. The words may come in any
/// order. Case and accents don't matter. Nothing if a word isn't in the text; a pattern without a letter fits all, with
/// score 0. Pure; costs no more than the product of the lengths.
[[nodiscard]] std::optional<FuzzyMatch> fuzzyMatch(const QString &pattern, const QString &text);

} // namespace consultantos
