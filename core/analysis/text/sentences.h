// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QString>
#include <QStringList>

namespace consultantos {

/// The sentences of a text, word for word, without the blanks between them. Abbreviations ("U.S.", "Inc.", "No.") end
/// none. Pure.
[[nodiscard]] QStringList sentencesOf(const QString &text);

/// Whether a sentence opens as one that can't be understood without the one before it: "However, …", "These …". English.
[[nodiscard]] bool leansOnAnother(const QString &sentence);

/// How much a sentence is about `words`: how many different ones it holds, by their first five letters, against the square
/// root of its own length in words, so that long enumerations don't win; half of it where it leans on another. Pure.
[[nodiscard]] double focusOf(const QString &sentence, const QString &words);

/// The sentence that `pattern` matches, that can stand alone as a quotation (40 to 450 characters, at most a third of the
/// letters capitals, with a capital
/// at its start and a full stop or the like at its end) and that is most about `words`; of equals the first. Empty if there
/// is none. Pure.
[[nodiscard]] QString quotableSentence(const QString &text, const QRegularExpression &pattern,
                                       const QString &words = {});

} // namespace consultantos
