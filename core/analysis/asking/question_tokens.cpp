// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/question_tokens.h"

#include <QHash>

#include <cmath>

namespace consultantos {

namespace {

/// Signs that mean the same as one that stands on every keyboard.
QChar plainSign(QChar c)
{
    static const QHash<QChar, QChar> Plain{{QChar(0x2212), QLatin1Char('-')},    {QChar(0x2010), QLatin1Char('-')},
                                           {QChar(0x2011), QLatin1Char('-')},    {QChar(0x2012), QLatin1Char('-')},
                                           {QChar(0x2013), QLatin1Char('-')},    {QChar(0x2014), QLatin1Char('-')},
                                           {QChar(0x00D7), QLatin1Char('*')},    {QChar(0x00F7), QLatin1Char('/')},
                                           {QChar(0x2044), QLatin1Char('/')},    {QChar(0x2018), QLatin1Char('\'')},
                                           {QChar(0x2019), QLatin1Char('\'')},   {QChar(0x00A0), QLatin1Char(' ')},
                                           {QLatin1Char('['), QLatin1Char('(')}, {QLatin1Char(']'), QLatin1Char(')')},
                                           {QLatin1Char('{'), QLatin1Char('(')}, {QLatin1Char('}'), QLatin1Char(')')}};
    return Plain.value(c, c);
}

class Tokeniser {
public:
    explicit Tokeniser(const QString &text)
        : m_text(text)
    {
        for (auto &c : m_text)
            c = plainSign(c);
    }

    QList<QuestionToken> run()
    {
        while (m_at < m_text.size()) {
            const auto c = m_text[m_at];
            if (c.isLetter())
                word();
            else if (c.isDigit() || (c == QLatin1Char('.') && next(1).isDigit()))
                number();
            else
                sign(c);
        }
        return m_tokens;
    }

private:
    [[nodiscard]] QChar next(qsizetype distance) const
    {
        const auto place = m_at + distance;
        return place >= 0 && place < m_text.size() ? m_text[place] : QChar();
    }

    void add(QuestionToken token) { m_tokens.append(std::move(token)); }

    void word()
    {
        const auto start = m_at;
        while (m_at < m_text.size()) {
            const auto c = m_text[m_at];
            // "PP&E", "S&P": a sign between letters that belongs to the word.
            if (!c.isLetterOrNumber() && !(c == QLatin1Char('&') && next(1).isLetter()))
                break;
            ++m_at;
        }
        QuestionToken token;
        token.written = m_text.mid(start, m_at - start);
        token.text = foldedWord(token.written);
        if (next(0) == QLatin1Char('.') && isInsideName(token.written))
            ++m_at;
        if (next(0) == QLatin1Char('\'')) {
            ++m_at;
            if (next(0).toLower() == QLatin1Char('s') && !next(1).isLetterOrNumber()) {
                token.isPossessive = true;
                ++m_at;
            } else if (token.written.endsWith(QLatin1Char('s'), Qt::CaseInsensitive)) {
                token.isPossessive = true;
            }
        }
        add(token);
    }

    /// A dot behind a word that ends no sentence: "Amazon.com", "Apple Inc.'s revenue", "U.S. sales", "FY2019 vs. FY2018".
    [[nodiscard]] bool isInsideName(const QString &word) const
    {
        static const QStringList Short{QStringLiteral("vs"),   QStringLiteral("approx"), QStringLiteral("incl"),
                                       QStringLiteral("excl"), QStringLiteral("avg"),    QStringLiteral("st")};
        static const QStringList LegalForms{QStringLiteral("inc"),  QStringLiteral("corp"), QStringLiteral("co"),
                                            QStringLiteral("cos"),  QStringLiteral("ltd"),  QStringLiteral("bros"),
                                            QStringLiteral("intl"), QStringLiteral("mfg")};
        const auto folded = word.toLower();
        if (next(1).isLetter() || (word.size() == 1 && word[0].isUpper()) || Short.contains(folded))
            return true;
        // "… of Apple Inc. Answer in millions."
        qsizetype behind = 1;
        while (next(behind).isSpace())
            ++behind;
        return LegalForms.contains(folded) && !next(behind).isNull() && !next(behind).isUpper();
    }

    void number()
    {
        const auto start = m_at;
        while (m_at < m_text.size()) {
            const auto c = m_text[m_at];
            const bool isInside = (c == QLatin1Char(',') || c == QLatin1Char('.')) && next(1).isDigit();
            if (!c.isDigit() && !isInside)
                break;
            ++m_at;
        }
        // "3M", "10K", "1st": a word that begins with digits.
        if (next(0).isLetter()) {
            while (m_at < m_text.size() && m_text[m_at].isLetterOrNumber())
                ++m_at;
            const auto written = m_text.mid(start, m_at - start);
            add({QuestionToken::Kind::Word, foldedWord(written), written, 0, false});
            return;
        }
        const auto written = m_text.mid(start, m_at - start);
        auto digits = written;
        bool isNumber = false;
        const auto value = digits.remove(QLatin1Char(',')).toDouble(&isNumber);
        if (isNumber && std::isfinite(value))
            add({QuestionToken::Kind::Number, written, written, value, false});
        else
            add({QuestionToken::Kind::Word, written, written, 0, false});
    }

    /// A hyphen that joins words ("long-term", "3-year") and none that stands between years or counts.
    [[nodiscard]] bool joinsWords() const
    {
        if (!next(-1).isLetterOrNumber() || !next(1).isLetter())
            return false;
        const bool namesPeriod = (next(1).toLower() == QLatin1Char('f') && next(2).toLower() == QLatin1Char('y'))
                                 || (next(1).toLower() == QLatin1Char('q') && next(2).isDigit());
        return !namesPeriod;
    }

    void sign(QChar c)
    {
        const bool isSilent = c.isSpace() || !c.isPrint() || (c == QLatin1Char('-') && joinsWords())
                              || c == QLatin1Char('\'') || c == QLatin1Char('"') || c == QChar(0x201C)
                              || c == QChar(0x201D) || c == QLatin1Char('$');
        if (c == QLatin1Char('&'))
            add({QuestionToken::Kind::Word, QStringLiteral("and"), c, 0, false});
        else if (!isSilent)
            add({QuestionToken::Kind::Sign, c, c, 0, false});
        ++m_at;
    }

    QString m_text;
    qsizetype m_at = 0;
    QList<QuestionToken> m_tokens;
};

} // namespace

QString foldedWord(QString word)
{
    word = word.toLower();
    word.replace(QLatin1String("isation"), QLatin1String("ization"));
    word.replace(QLatin1String("ise"), QLatin1String("ize"));
    word.replace(QLatin1String("labour"), QLatin1String("labor"));
    if (word.size() > 4 && word.endsWith(QLatin1String("ies")))
        return word.left(word.size() - 3) + QLatin1Char('y');
    if (word.size() > 3 && word.endsWith(QLatin1Char('s')) && !word.endsWith(QLatin1String("ss"))
        && !word.endsWith(QLatin1String("us")) && !word.endsWith(QLatin1String("is")))
        word.chop(1);
    return word;
}

QList<QuestionToken> questionTokens(const QString &text)
{
    return Tokeniser(text).run();
}

QStringList foldedPhrase(const QString &phrase)
{
    QStringList words;
    for (const auto &token : questionTokens(phrase)) {
        if (token.kind != QuestionToken::Kind::Sign || token.text == QLatin1String("%"))
            words.append(token.text);
    }
    return words;
}

} // namespace consultantos
