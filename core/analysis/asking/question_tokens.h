// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace consultantos {

/// A word, number or sign of a question.
struct QuestionToken {
    enum class Kind {
        Word, ///< lower case, singular, American spelling: see foldedWord()
        Number,
        Sign, ///< + - * / ^ ( ) % , . : ? = and the like
    };
    Kind kind = Kind::Word;
    QString text;    ///< folded
    QString written; ///< as it stands in the question
    double number = 0;
    bool isPossessive = false; ///< written with 's: a name, mostly

    [[nodiscard]] bool isWord(QLatin1String word) const { return kind == Kind::Word && text == word; }
    [[nodiscard]] bool isSign(char sign) const { return kind == Kind::Sign && text == QLatin1Char(sign); }
};

/// Takes a text apart. "year-over-year" is three words, "PP&E" one, "FY2017-FY2019" two words with a sign between; a
/// full stop is a sign where it ends a sentence. Pure.
[[nodiscard]] QList<QuestionToken> questionTokens(const QString &text);

/// Case, plural and the two spellings of English. A plural that isn't one ("sales", "cogs") is folded all the same:
/// vocabulary and text go the same way.
[[nodiscard]] QString foldedWord(QString word);

/// The words of a phrase of a vocabulary, folded as those of a question.
[[nodiscard]] QStringList foldedPhrase(const QString &phrase);

} // namespace consultantos
