// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/claims/written_number.h"

#include <QList>

#include <cmath>

namespace consultantos {

namespace {

constexpr qsizetype MostDigits = 300;
constexpr qsizetype GroupSize = 3;

bool isDigit(QChar c)
{
    return c >= QLatin1Char('0') && c <= QLatin1Char('9');
}

/// A blank or apostrophe parts thousands alone, a comma or full stop may be the decimal mark.
bool isSilentMark(QChar c)
{
    return c == QLatin1Char(' ') || c == QChar(0x00A0) || c == QChar(0x202F) || c == QChar(0x2009)
           || c == QLatin1Char('\'') || c == QChar(0x2019);
}

bool isMark(QChar c)
{
    return c == QLatin1Char(',') || c == QLatin1Char('.');
}

struct Part {
    QChar mark; ///< before the digits; null for the first
    QString digits;
};

QString digitsAt(const QString &text, qsizetype place)
{
    auto end = place;
    while (end < text.size() && isDigit(text[end]) && end - place <= MostDigits)
        ++end;
    return text.mid(place, end - place);
}

/// Digits and the marks between them, as far as they can belong to one number.
QList<Part> partsAt(const QString &text, qsizetype place)
{
    QList<Part> parts{{QChar(), digitsAt(text, place)}};
    auto at = place + parts.first().digits.size();
    constexpr qsizetype MostParts = 12;
    while (at + 1 < text.size() && isDigit(text[at + 1]) && parts.size() < MostParts) {
        const auto mark = text[at];
        const auto digits = digitsAt(text, at + 1);
        const bool isGroup = digits.size() == GroupSize && parts.first().digits.size() <= GroupSize
                             && (parts.size() == 1 || parts.last().digits.size() == GroupSize);
        // "1 234" but not "Q3 2021 500": a blank parts groups of three alone.
        if (!isMark(mark) && !(isSilentMark(mark) && isGroup && (parts.size() == 1 || parts.last().mark == mark)))
            break;
        // Behind a decimal mark nothing more can come.
        const bool isDecided = parts.size() > 1 && isMark(parts.last().mark) && isMark(mark)
                               && parts.last().mark != mark && parts.last().digits.size() != GroupSize;
        if (isDecided || (parts.size() > 2 && parts[parts.size() - 1].mark != parts[1].mark))
            break;
        parts.append({mark, digits});
        at += 1 + digits.size();
    }
    return parts;
}

/// The last part stands behind a decimal mark.
bool hasDecimals(const QList<Part> &parts, NumberStyle style)
{
    if (parts.size() < 2 || !isMark(parts.last().mark))
        return false;
    if (parts.size() > 2)
        return parts.last().mark != parts[1].mark;
    const auto &whole = parts.first().digits;
    const bool mayBeGroup =
        parts.last().digits.size() == GroupSize && whole.size() <= GroupSize && !whole.startsWith(QLatin1Char('0'));
    const auto decimalMark = style == NumberStyle::German ? QLatin1Char(',') : QLatin1Char('.');
    return !mayBeGroup || parts.last().mark == decimalMark;
}

} // namespace

std::optional<WrittenNumber> writtenNumberAt(const QString &text, qsizetype place, NumberStyle style)
{
    const auto parts = partsAt(text, place);
    const bool isDecimal = hasDecimals(parts, style);
    WrittenNumber number;
    QString digits;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        number.length += parts[i].digits.size() + (i > 0 ? 1 : 0);
        const bool isFraction = isDecimal && i + 1 == parts.size();
        if (isFraction) {
            number.decimals = static_cast<int>(parts[i].digits.size());
            digits += QLatin1Char('.');
        }
        digits += parts[i].digits;
    }
    if (digits.isEmpty() || digits.size() > MostDigits)
        return std::nullopt;
    number.value = digits.toDouble();
    number.isGrouped = parts.size() > (isDecimal ? 2 : 1);
    if (!isDecimal && number.value > 0) {
        while (number.trailingZeros < digits.size() - 1
               && digits[digits.size() - 1 - number.trailingZeros] == QLatin1Char('0'))
            ++number.trailingZeros;
    }
    return std::isfinite(number.value) ? std::optional(number) : std::nullopt;
}

} // namespace consultantos
