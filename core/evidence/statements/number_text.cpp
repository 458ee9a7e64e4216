// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/number_text.h"

#include <QRegularExpression>

namespace consultantos::statements {

namespace {

bool isDash(const QString &text)
{
    static const QRegularExpression dash(QStringLiteral("^[-\u2010-\u2015\u2212]{1,3}$"));
    return dash.match(text).hasMatch();
}

/// Text without blanks, marks of currency and a footnote's mark at its end.
QString bare(QString text)
{
    static const QRegularExpression currency(QStringLiteral(
        "(?:US|C|A|CA|AU|NZ|HK|S|R)?\\$|[\u20ac\u00a3\u00a5\u20b9\u20a9]|\\b(?:USD|EUR|GBP|CHF|JPY)\\b"));
    static const QRegularExpression mark(QStringLiteral("(?<=[0-9)])\\s*\\((?:[a-z]|[0-9]{1,2})\\)$|[*\u2020\u2021"
                                                        "\u00b9\u00b2\u00b3\u2070-\u2079]+$"));
    text.remove(currency);
    text.remove(mark);
    static const QRegularExpression blanks(QStringLiteral("[\\s\u00a0\u2007\u2009\u202f]+"));
    return text.remove(blanks);
}

/// Digits with their separators as C writes them; empty if the separators make no sense.
QString withoutSeparators(const QString &digits)
{
    static const QRegularExpression english(QStringLiteral("^(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\\.[0-9]+)?$"));
    static const QRegularExpression continental(
        QStringLiteral("^(?:[0-9]{1,3}(?:\\.[0-9]{3}){2,}|[0-9]{1,3}(?:\\.[0-9]{3})+(?=,)|[0-9]+)(?:,[0-9]{1,2})?$"));
    auto plain = digits;
    if (english.match(digits).hasMatch())
        return plain.remove(QLatin1Char(','));
    if (continental.match(digits).hasMatch())
        return plain.remove(QLatin1Char('.')).replace(QLatin1Char(','), QLatin1Char('.'));
    return {};
}

} // namespace

std::optional<PrintedNumber> parsePrintedNumber(const QString &text)
{
    constexpr qsizetype LongestNumber = 40;
    if (text.isEmpty() || text.size() > LongestNumber)
        return std::nullopt;
    auto body = bare(text);
    PrintedNumber number;
    if (body.endsWith(QLatin1Char('%'))) {
        number.isPercent = true;
        body.chop(1);
    }
    if (isDash(body)) {
        number.isDash = true;
        return number;
    }
    static const QRegularExpression shape(QStringLiteral(
        "^(?<open>\\(?)(?<minus>[-\u2010-\u2015\u2212]?)(?<digits>[0-9.,]*[0-9])(?<percent>%?)(?<close>\\)?)$"));
    const auto match = shape.match(body);
    if (!match.hasMatch())
        return std::nullopt;
    const auto digits = withoutSeparators(match.captured(QStringLiteral("digits")));
    bool isNumber = false;
    number.value = digits.toDouble(&isNumber);
    if (!isNumber)
        return std::nullopt;
    // A typesetter who tears "(547" from ")" still means a negative number.
    const bool isNegative =
        !match.captured(QStringLiteral("open")).isEmpty() || !match.captured(QStringLiteral("minus")).isEmpty();
    number.isPercent = number.isPercent || !match.captured(QStringLiteral("percent")).isEmpty();
    number.isPlainYear =
        !isNegative && body.size() == 4 && number.value >= 1980 && number.value < 2100 && text.trimmed() == body;
    if (isNegative)
        number.value = -number.value;
    return number;
}

QStringList splitPrintedNumbers(const QString &text)
{
    static const QRegularExpression all(QStringLiteral(
        "^(?:\\s*\\$?\\s*(?:\\(\\s*\\$?\\s*[0-9][0-9,.]*+\\s*\\)|[0-9][0-9,.]*+|[-\u2013\u2014])\\s*\\$?){2,}\\s*$"));
    if (!all.match(text).hasMatch())
        return {};
    static const QRegularExpression one(
        QStringLiteral("\\(\\s*\\$?\\s*[0-9][0-9,.]*+\\s*\\)|[0-9][0-9,.]*+|[-\u2013\u2014]"));
    QStringList numbers;
    for (auto match = one.globalMatch(text); match.hasNext();)
        numbers.append(match.next().captured());
    return numbers;
}

} // namespace consultantos::statements
