// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/value_text.h"

#include <algorithm>
#include <initializer_list>

namespace consultantos::pdf {

namespace {

bool isOneOf(QStringView text, std::initializer_list<QStringView> words)
{
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool isDashCharacter(QChar c)
{
    return QStringView(u"-‐‑‒–—―−").contains(c);
}

bool isCurrencyCharacter(QChar c)
{
    return c.category() == QChar::Symbol_Currency;
}

bool isNumberHead(QChar c)
{
    return isCurrencyCharacter(c) || isDashCharacter(c) || QStringView(u"( <>+~").contains(c);
}

/// Whether three digits and no more begin at `at`.
bool isGroup(QStringView text, qsizetype at)
{
    const auto digit = [text](qsizetype place) { return place < text.size() && text[place].isDigit(); };
    return digit(at) && digit(at + 1) && digit(at + 2) && !digit(at + 3);
}

/// A comma or point within a number whose digits begin at `first`, or the blank of "12 345 678".
bool isSeparator(QStringView text, qsizetype first, qsizetype at)
{
    constexpr qsizetype MaxFirstGroup = 3;
    if (text[at] == u' ')
        return (at - first <= MaxFirstGroup || text[at - MaxFirstGroup - 1] == u' ') && isGroup(text, at + 1);
    return (text[at] == u',' || text[at] == u'.') && at + 1 < text.size() && text[at + 1].isDigit();
}

/// Whether `text` is what may follow a number, or empty: "(a)", "(1)(2)", "%", ")%", "x", "*".
bool isTail(QStringView text)
{
    qsizetype at = 0;
    while (at < text.size()) {
        const auto c = text[at];
        if (c == u' ' || c == u'%' || c == u')' || c == u'*' || c == u'†' || c == u'x') {
            ++at;
            continue;
        }
        const auto close = c == u'(' || c == u'[' ? text.mid(at, 4).indexOf(c == u'(' ? u')' : u']') : -1;
        if (close < 2)
            return false;
        at += close + 1;
    }
    return true;
}

} // namespace

bool isCurrencySign(QStringView text)
{
    return isOneOf(
        text, {u"$", u"€", u"£", u"¥", u"US$", u"C$", u"A$", u"HK$", u"EUR", u"USD", u"CHF", u"GBP", u"$(", u"($"});
}

bool isDash(QStringView text)
{
    return !text.isEmpty() && text.size() <= 3 && std::all_of(text.begin(), text.end(), isDashCharacter);
}

bool isNumberTail(QStringView text)
{
    return !text.isEmpty() && text.size() <= 4
           && (isOneOf(text, {u")", u"%", u")%", u"%)", u"x", u"bps", u"*", u"†", u"pt", u"pts"})
               || (text.size() == 3 && isTail(text) && text[1].isLetter()));
}

bool isNumber(QStringView text)
{
    qsizetype at = 0;
    bool dash = false;
    while (at < text.size() && isNumberHead(text[at]))
        dash = isDashCharacter(text[at++]) || dash;
    const auto digits = at < text.size() && text[at] == u'.' ? at + 1 : at;
    if (digits >= text.size() || !text[digits].isDigit())
        return dash && isTail(text.mid(at));
    at = digits;
    while (at < text.size() && (text[at].isDigit() || isSeparator(text, digits, at)))
        ++at;
    return isTail(text.mid(at).trimmed());
}

bool isDate(QStringView text)
{
    constexpr qsizetype MaxLength = 24;
    return text.size() <= MaxLength && text.size() > 5 && text[0].isLetter() && isYear(text.right(4))
           && !text[text.size() - 5].isLetterOrNumber();
}

bool isYear(QStringView text)
{
    if (text.size() < 4 || !(text.startsWith(u"19") || text.startsWith(u"20")) || !text[2].isDigit()
        || !text[3].isDigit())
        return false;
    return text.size() == 4 || (text[4] == u'(' && isTail(text.mid(4)));
}

} // namespace consultantos::pdf
