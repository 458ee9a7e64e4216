// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace consultantos {

/// Which of a query's words a text must hold.
enum class WordMatch { All, Any };

/// The text as an FTS5 query, nothing of it read as FTS5's own language. Empty if it holds no word: nothing can match.

/// Every word as the beginning of one; all must occur.
[[nodiscard]] QString prefixQuery(const QString &text);
/// Words in quotation marks as a phrase, a word or phrase with '-' before it must not occur, the last word may be the
/// beginning of one: it may still be being typed. With Any, words so common that they tell nothing are left out.
[[nodiscard]] QString searchQuery(const QString &text, WordMatch match);

/// A range of UTF-16 units.
struct TextRange {
    qsizetype start = 0;
    qsizetype length = 0;

    bool operator==(const TextRange &) const = default;
};

/// What FTS5's highlight() puts around a hit: control characters that no stored text holds.
inline constexpr char16_t HighlightStart = u'\x02';
inline constexpr char16_t HighlightEnd = u'\x03';

/// Removes the marks from `marked` and returns where they stood.
[[nodiscard]] QList<TextRange> takeHighlights(QString &marked);

} // namespace consultantos
