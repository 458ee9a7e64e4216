// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/number_text.h"

#include <cmath>

namespace consultantos {

namespace {

constexpr int SignificantDigits = 15;
constexpr int MostFraction = 30; // as many as a format may hold
constexpr qsizetype GroupDigits = 3;

/// Rounded as a spreadsheet does: half away from zero of the decimal number that is meant, so 2.675 becomes 2.68.
QString fixed(double value, int decimals)
{
    return QString::number(value * (1 + 1e-15), 'f', decimals);
}

QString grouped(const QString &digits)
{
    QString text = digits;
    for (auto at = digits.size() - GroupDigits; at > 0; at -= GroupDigits)
        text.insert(at, QLatin1Char(','));
    return text;
}

} // namespace

QString generalNumber(double value)
{
    return QString::number(value == 0 ? 0 : value, 'g', SignificantDigits);
}

void NumberPattern::read(QStringView digits)
{
    isRead = true;
    const auto point = digits.indexOf(QLatin1Char('.'));
    const auto whole = point < 0 ? digits : digits.left(point);
    const auto behind = point < 0 ? QStringView() : digits.sliced(point + 1);
    integerZeros = int(whole.count(QLatin1Char('0')));
    fractionZeros = std::min(int(behind.count(QLatin1Char('0'))), MostFraction);
    fraction =
        std::min(fractionZeros + int(behind.count(QLatin1Char('#')) + behind.count(QLatin1Char('?'))), MostFraction);
    auto end = digits.size();
    while (end > 0 && digits[end - 1] == QLatin1Char(',')) {
        --end;
        ++thousands;
    }
    isGrouped = whole.left(std::min(whole.size(), end)).contains(QLatin1Char(','));
}

QString NumberPattern::text(double value) const
{
    if (!std::isfinite(value))
        return generalNumber(value);
    const double scaled = value * std::pow(100, percents) / std::pow(1000, thousands);
    if (exponentDigits > 0) {
        const auto number = QString::number(scaled, 'e', fraction);
        const auto mark = number.indexOf(QLatin1Char('e'));
        const auto exponent = number.mid(mark + 2).toInt();
        return number.left(mark) + QLatin1Char('E') + number[mark + 1]
               + QStringLiteral("%1").arg(exponent, exponentDigits, 10, QLatin1Char('0'));
    }
    auto number = fixed(std::abs(scaled), fraction);
    const auto point = number.indexOf(QLatin1Char('.'));
    auto whole = point < 0 ? number : number.left(point);
    auto behind = point < 0 ? QString() : number.mid(point + 1);
    while (behind.size() > fractionZeros && behind.endsWith(QLatin1Char('0')))
        behind.chop(1);
    if (whole == QLatin1String("0") && integerZeros == 0 && !behind.isEmpty())
        whole.clear();
    whole = whole.rightJustified(integerZeros, QLatin1Char('0'));
    const bool isZero = QString(whole + behind).remove(QLatin1Char('0')).isEmpty();
    const auto sign = scaled < 0 && !isZero ? QStringLiteral("-") : QString();
    return sign + (isGrouped ? grouped(whole) : whole) + (behind.isEmpty() ? QString() : QLatin1Char('.') + behind);
}

} // namespace consultantos
