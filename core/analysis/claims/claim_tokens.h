// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/question_tokens.h"
#include "analysis/claims/written_number.h"

#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// One sentence of a text, taken apart. `tokens` are those that the vocabulary of questions knows; the other lists run
/// beside it.
struct ClaimSentence {
    struct Span {
        qsizetype start = 0; ///< UTF-16 units of the whole text
        qsizetype end = 0;
        bool isGlued = false; ///< nothing stands between it and the token before
    };
    QList<QuestionToken> tokens;
    QList<Span> spans;
    QList<std::optional<WrittenNumber>> numbers;
    NumberStyle style = NumberStyle::English;
    bool beginsParagraph = false;
    bool isTableRow = false;

    /// Of the table row: the number of the cell in which the token stands, from 1.
    [[nodiscard]] qsizetype columnOf(qsizetype token) const;
};

/// Longer sentences are cut, so that the work for a text grows with its length alone.
inline constexpr qsizetype MostTokensOfSentence = 160;

/// Sentences of a Markdown or plain text. Marks of headings, lists and emphasis, code spans' marks, addresses of links
/// and numbers that only count (of list items, headings, foot notes) are left out. Pure; linear in the text's length.
[[nodiscard]] QList<ClaimSentence> claimSentences(const QString &text);

} // namespace consultantos
