// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/claim.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace consultantos {

/// A text whose numbers, names, quotations, periods and dates are each one private character, so that a sentence can be
/// recognised by its words, and what no language changes the meaning of is carried over by its place.
class MaskedText {
public:
    enum class Kind { Number, Name, Quotation, Period };
    struct Token {
        Kind kind = Kind::Number;
        QString text;             ///< as it stood
        QList<NumberRef> numbers; ///< within `text`; of a number, itself
    };

    /// `names` are carried over as they are, the longest first. Numbers that lie outside the text are ignored.
    MaskedText(const QString &text, QList<NumberRef> numbers, const QStringList &names);

    [[nodiscard]] const QString &masked() const { return m_masked; }
    /// Null if the character is none of a token.
    [[nodiscard]] const Token *token(QChar character) const;

    /// The characters of a kind as a class of a regular expression.
    [[nodiscard]] static QString characters(Kind kind);
    [[nodiscard]] static bool isMask(QChar character);

private:
    void add(Kind kind, const QString &text, const QList<NumberRef> &numbers);
    void addPlain(const QString &text, const QStringList &names);

    QString m_masked;
    QList<Token> m_tokens[4];
};

/// Names longest first, each once, without empty ones: as MaskedText wants them.
[[nodiscard]] QStringList namesInOrder(QStringList names);

} // namespace consultantos
