// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/asked_format.h"

#include "model/units.h"

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

using Scale = AskedFormat::Scale;

constexpr int MostDecimals = 10;

std::optional<int> countAt(const QList<QuestionToken> &tokens, qsizetype place)
{
    static const QStringList Words{QStringLiteral("zero"),  QStringLiteral("one"),  QStringLiteral("two"),
                                   QStringLiteral("three"), QStringLiteral("four"), QStringLiteral("five"),
                                   QStringLiteral("six")};
    if (place < 0 || place >= tokens.size())
        return std::nullopt;
    const auto &token = tokens[place];
    if (token.kind == QuestionToken::Kind::Number && token.number >= 0 && token.number <= MostDecimals)
        return static_cast<int>(token.number);
    const auto known = Words.indexOf(token.text);
    return known >= 0 ? std::optional(static_cast<int>(known)) : std::nullopt;
}

/// "two decimal places", "1 decimal", "nearest whole number".
std::optional<int> decimalsOf(const QList<QuestionToken> &tokens)
{
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        const auto &token = tokens[i];
        const bool isDecimal = token.isWord(QLatin1String("decimal")) || token.isWord(QLatin1String("dp"));
        if (isDecimal && countAt(tokens, i - 1))
            return countAt(tokens, i - 1);
        const bool isWhole = token.isWord(QLatin1String("integer"))
                             || (token.isWord(QLatin1String("whole")) && i + 1 < tokens.size()
                                 && tokens[i + 1].isWord(QLatin1String("number")));
        if (isWhole)
            return 0;
    }
    return std::nullopt;
}

/// A word of scale that is the unit asked for, not part of a number ("above 5 million").
Scale scaleOf(const QList<QuestionToken> &tokens)
{
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        if (i > 0 && tokens[i - 1].kind == QuestionToken::Kind::Number)
            continue;
        const auto &token = tokens[i];
        if (token.isWord(QLatin1String("million")) || token.isWord(QLatin1String("mn")))
            return Scale::Millions;
        if (token.isWord(QLatin1String("billion")) || token.isWord(QLatin1String("bn")))
            return Scale::Billions;
        if (token.isWord(QLatin1String("thousand")))
            return Scale::Thousands;
    }
    return Scale::Any;
}

bool asksForPercent(const QList<QuestionToken> &tokens)
{
    return std::any_of(tokens.cbegin(), tokens.cend(), [](const QuestionToken &token) {
        return token.isSign('%') || token.isWord(QLatin1String("percent")) || token.isWord(QLatin1String("percentage"))
               || token.isWord(QLatin1String("pct"));
    });
}

/// "What is the ratio of A to B" wants a plain number.
bool asksForRatio(const QList<QuestionToken> &tokens)
{
    for (qsizetype i = 0; i + 1 < tokens.size(); ++i) {
        if (tokens[i].isWord(QLatin1String("ratio"))
            && (tokens[i + 1].isWord(QLatin1String("of")) || tokens[i + 1].isWord(QLatin1String("between"))))
            return true;
    }
    return false;
}

QString grouped(double magnitude, int decimals)
{
    auto text = QString::number(magnitude, 'f', decimals);
    auto position = text.indexOf(QLatin1Char('.'));
    if (position < 0)
        position = text.size();
    for (position -= 3; position > 0; position -= 3)
        text.insert(position, QLatin1Char(','));
    return text;
}

/// With the minus sign directly before the digits; a negative value that rounds to zero is zero.
QString signedNumber(double value, int decimals)
{
    const auto text = grouped(std::abs(value), decimals);
    const bool isZero =
        std::none_of(text.begin(), text.end(), [](QChar c) { return c >= QLatin1Char('1') && c <= QLatin1Char('9'); });
    return value < 0 && !isZero ? QChar(0x2212) + text : text;
}

struct ScaleWords {
    double divisor;
    QString one;  ///< "million"
    QString many; ///< "millions"
};

ScaleWords wordsOf(Scale scale)
{
    switch (scale) {
    case Scale::Billions:
        return {1e9, QStringLiteral("billion"), QStringLiteral("billions")};
    case Scale::Millions:
        return {1e6, QStringLiteral("million"), QStringLiteral("millions")};
    case Scale::Thousands:
        return {1e3, QStringLiteral("thousand"), QStringLiteral("thousands")};
    case Scale::Any:
    case Scale::Units:
        break;
    }
    return {1, {}, {}};
}

/// Decimals of an amount where none are asked for: what a filing in millions shows, and two for small amounts.
int amountDecimals(double scaled, Scale scale)
{
    if (scale == Scale::Billions)
        return 1;
    const bool isWhole = std::abs(scaled - std::round(scaled)) < 1e-9;
    return isWhole || std::abs(scaled) >= 100 ? 0 : 2;
}

/// Money or shares, in the scale asked for.
FormattedFigure amount(double value, const QString &unit, const AskedFormat &format)
{
    constexpr double Million = 1e6;
    auto scale = format.scale;
    if (scale == Scale::Any)
        scale = std::abs(value) >= Million ? Scale::Millions : Scale::Units;
    const auto words = wordsOf(scale);
    const auto scaled = value / words.divisor;
    const auto number = signedNumber(scaled, format.decimals.value_or(amountDecimals(scaled, scale)));
    const bool isMoney = isCurrency(unit);
    auto text = isMoney ? unit + QLatin1Char(' ') + number : number;
    if (!words.one.isEmpty())
        text += QLatin1Char(' ') + words.one;
    if (!isMoney)
        text += QLatin1Char(' ') + unit;
    return {text, scaled, words.many.isEmpty() ? unit : unit + QLatin1Char(' ') + words.many};
}

} // namespace

AskedFormat AskedFormat::of(const QList<QuestionToken> &tokens)
{
    return {scaleOf(tokens), asksForPercent(tokens), decimalsOf(tokens), asksForRatio(tokens)};
}

FormattedFigure formatFigure(double value, const QString &unit, const AskedFormat &format)
{
    if (isCurrency(unit) || unit == units::Shares)
        return amount(value, unit, format);
    if (unit.contains(QLatin1Char('/')))
        return {unit.section(QLatin1Char('/'), 0, 0) + QLatin1Char(' ')
                    + signedNumber(value, format.decimals.value_or(2)),
                value, unit};
    if (unit == units::Days)
        return {signedNumber(value, format.decimals.value_or(1)) + QStringLiteral(" days"), value, units::Days};
    // "Round to two decimal places" without a word of percent wants the plain number.
    const bool isShare = unit == units::Ratio && format.decimals.value_or(0) == 0 && !format.isRatio;
    const bool isDifference = unit == units::Points;
    if (format.isPercent || isShare || isDifference) {
        const auto number = signedNumber(value * 100, format.decimals.value_or(1));
        return isDifference ? FormattedFigure{number + QStringLiteral(" percentage points"), value * 100,
                                              QStringLiteral("percentage points")}
                            : FormattedFigure{number + QStringLiteral(" %"), value * 100, QStringLiteral("percent")};
    }
    return {signedNumber(value, format.decimals.value_or(2)), value,
            unit == units::Score ? units::Score : units::Ratio};
}

} // namespace consultantos
