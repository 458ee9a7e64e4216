// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/full_text.h"

#include <QRegularExpression>
#include <QSet>
#include <QStringList>

#include <algorithm>

namespace consultantos {

namespace {

/// One word or phrase of a query.
struct Term {
    QString text;
    bool isPhrase = false;
    bool isExcluded = false;
};

bool holdsWord(const QString &text)
{
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isLetterOrNumber() || c.isSurrogate(); });
}

QList<Term> termsOf(const QString &text)
{
    static const QRegularExpression term(QStringLiteral("(-?)(?:\"([^\"]*)\"|(\\S+))"));
    QList<Term> terms;
    for (auto matches = term.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        const bool isPhrase = match.hasCaptured(2);
        Term next{isPhrase ? match.captured(2) : match.captured(3), isPhrase, !match.captured(1).isEmpty()};
        if (holdsWord(next.text))
            terms.append(next);
    }
    return terms;
}

/// English and German words that stand in nearly every passage.
bool isCommon(const QString &word)
{
    static const QSet<QString> common = [] {
        const auto words =
            QStringLiteral("a about an and any are as at be been by can did do does for from had has have "
                           "how if in into is it its me of on or our please should so such tell than "
                           "that the their there these they this to was we were what when where which "
                           "who whom whose why will with would you your aber als auf bei das dem den der "
                           "des die ein eine einen einer er es für hat ihre im in ist mit oder sich sie "
                           "sind und von war was welche wer wie wird zu zum zur");
        const auto list = words.split(QLatin1Char(' '));
        return QSet<QString>(list.cbegin(), list.cend());
    }();
    QString bare;
    for (const QChar c : word) {
        if (c.isLetterOrNumber())
            bare += c.toLower();
    }
    return common.contains(bare);
}

} // namespace

bool TextQuery::isEmpty() const
{
    return std::all_of(terms.cbegin(), terms.cend(), [](const TextTerm &term) { return term.isExcluded; });
}

TextQuery prefixQuery(const QString &text)
{
    TextQuery query;
    for (const auto &word : text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (holdsWord(word))
            query.terms.append({word, true, false});
    }
    return query;
}

TextQuery searchQuery(const QString &text, WordMatch match)
{
    const auto terms = termsOf(text);
    TextQuery query{{}, match};
    QList<TextTerm> common;
    for (qsizetype i = 0; i < terms.size(); ++i) {
        const auto &term = terms[i];
        const bool mayGoOn = match == WordMatch::All && i + 1 == terms.size() && !term.isPhrase && !term.isExcluded
                             && text.back().isLetterOrNumber();
        const bool tellsNothing = match == WordMatch::Any && !term.isPhrase && !term.isExcluded && isCommon(term.text);
        (tellsNothing ? common : query.terms).append({term.text, mayGoOn, term.isExcluded});
    }
    if (query.isEmpty())
        query.terms = common + query.terms;
    return query;
}

QList<TextRange> takeHighlights(QString &marked)
{
    QList<TextRange> ranges;
    QString plain;
    plain.reserve(marked.size());
    qsizetype start = -1;
    for (const QChar c : std::as_const(marked)) {
        if (c == HighlightStart) {
            start = plain.size();
        } else if (c == HighlightEnd) {
            if (start >= 0)
                ranges.append({start, plain.size() - start});
            start = -1;
        } else {
            plain += c;
        }
    }
    marked = plain;
    return ranges;
}

} // namespace consultantos
