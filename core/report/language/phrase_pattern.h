// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "report/language/locale_style.h"

#include <QHash>
#include <QList>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace consultantos {

/// A phrase in the other language, with the grammatical gender of a noun: "m", "f", "n", "p" for a plural, or empty.
struct Phrase {
    QString text;
    QString gender;
};

/// A sentence with places in English, and the same sentence in another language. Works on masked texts (MaskedText).
///
/// Places: `{n}`, `{n2}` … a number; `{p}` a period or date; `{co}` a name; `{q}` a quotation; `{d}` digits without
/// evidence; `{o}` whose it is: a name with "'s", or "its"; `{x=a|b}` one of these words; `{u}` words that somebody gave, as
/// a title of theirs, which are carried over where they are none of ours; any other name: words that have a translation of
/// their own. In the other language `{t:der}` writes a noun's form of that name before the noun,
/// `{t!der}` the form alone, `{t:^}` the words with a capital, `{x=…|…}` the word at the same place of the list.
class PhrasePattern {
public:
    /// What a language needs beside its phrases.
    struct Grammar {
        QHash<QString, QHash<QString, QString>> forms; ///< "der" → {"m": "der", "f": "die", …}
        QString owner;                                 ///< " von {co}"
        LocaleStyle style;                             ///< for digits without evidence
    };
    using Translate = std::function<std::optional<Phrase>(const QString &)>;

    /// InvalidArgument: a place of the translation that the original doesn't have, or lists of unequal length.
    [[nodiscard]] static Result<PhrasePattern> compile(const QString &original, const QString &translation);

    /// The whole text in the other language; empty if it isn't this sentence, or words in it have no translation.
    [[nodiscard]] std::optional<QString> apply(const QString &text, const Grammar &grammar,
                                               const Translate &translate) const;
    /// The longest run of fixed words: what a text must hold to be this sentence.
    [[nodiscard]] const QString &anchor() const { return m_anchor; }
    [[nodiscard]] qsizetype fixedLength() const { return m_fixedLength; }
    [[nodiscard]] const QString &translation() const { return m_translation; }

    /// Whether a text has places at all.
    [[nodiscard]] static bool hasPlaces(const QString &text) { return text.contains(QLatin1Char('{')); }

private:
    enum class PlaceKind { Token, Digits, Owner, Choice, Words, Given };
    struct Place {
        QString name;
        PlaceKind kind = PlaceKind::Words;
        QStringList choices;
        int group = 0;
    };
    struct Piece {
        QString text; ///< literal if `place` is −1
        int place = -1;
        QString form;
        bool isFormAlone = false;
        QStringList choices;
    };

    Status readOriginal(const QString &original);
    Status readTranslation(const QString &translation);
    [[nodiscard]] int placeNamed(const QString &name) const;
    [[nodiscard]] std::optional<QString> write(const Piece &piece, const QRegularExpressionMatch &match,
                                               const QList<Phrase> &words, const Grammar &grammar) const;

    QString m_translation;
    QRegularExpression m_expression;
    QList<Place> m_places;
    QList<Piece> m_pieces;
    QString m_anchor;
    qsizetype m_fixedLength = 0;
};

} // namespace consultantos
