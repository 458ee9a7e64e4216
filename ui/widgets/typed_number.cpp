// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/typed_number.h"

#include <QLocale>
#include <QRegularExpression>

#include <cmath>

namespace consultantos {

QString numberForTyping(const QString &number)
{
    static const QRegularExpression Number(QStringLiteral("^[-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?$"));
    return Number.match(number).hasMatch() ? QString(number).replace(QStringLiteral("."), QLocale().decimalPoint())
                                           : number;
}

QString numberForTyping(double value)
{
    return numberForTyping(QString::number(value, 'f', QLocale::FloatingPointShortest));
}

std::optional<double> typedNumber(const QString &text)
{
    // Nobody writes nothing before a sign of thousands: this is a fraction in every language.
    static const QRegularExpression Fraction(QStringLiteral("^[-+]?0?\\.[0-9]+$"));
    auto number = withoutBlanks(text).replace(QChar(0x2212), QLatin1Char('-'));
    if (hasPointsOfThousands(number, QLocale()))
        number.remove(QLatin1Char('.'));
    bool isNumber = false;
    double value = Fraction.match(number).hasMatch() ? QLocale::c().toDouble(number, &isNumber)
                                                     : QLocale().toDouble(number, &isNumber);
    if (!isNumber)
        value = QLocale::c().toDouble(number, &isNumber);
    return isNumber && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

QString plainNumber(const QString &typed)
{
    const auto value = typedNumber(typed);
    return value ? QString::number(*value, 'f', QLocale::FloatingPointShortest) : typed.trimmed();
}

QString withoutBlanks(const QString &number)
{
    auto text = number;
    return text.removeIf([](QChar character) { return character.isSpace(); });
}

bool hasPointsOfThousands(const QString &number, const QLocale &locale)
{
    static const QRegularExpression Thousands(QStringLiteral("^[-+]?[1-9][0-9]{0,2}(?:\\.[0-9]{3})+(?:,[0-9]+)?$"));
    return locale.groupSeparator() == QLatin1String(".") && Thousands.match(number).hasMatch();
}

} // namespace consultantos
