// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/quantity_entry.h"

#include "model/units.h"
#include "scenarios/large_number.h"
#include "widgets/typed_number.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace consultantos {

namespace {

/// Takes "M" or, in a German window, "Mio." off the end of a number without blanks; what it stands for.
double takeFactor(QString &number)
{
    double factor = 1;
    qsizetype longest = 0;
    for (const auto &[factorOf, text, letter] : LargeNumbers) {
        const auto word = withoutBlanks(QCoreApplication::translate("LargeNumber", text).remove(QLatin1String("%1")));
        // An abbreviation is typed without its full stop, too.
        for (const auto &ending : {word, word.endsWith(QLatin1Char('.')) ? word.chopped(1) : word}) {
            if (ending.size() > longest && number.endsWith(ending)) {
                longest = ending.size();
                factor = factorOf;
            }
        }
    }
    for (const auto &[factorOf, text, letter] : LargeNumbers) {
        if (longest == 0 && letter != 0 && number.endsWith(QLatin1Char(letter))) {
            longest = 1;
            factor = factorOf;
        }
    }
    number.chop(longest);
    return factor;
}

} // namespace

QString entryText(double value, const QString &unit)
{
    if (unit == units::Ratio)
        return numberForTyping(QString::number(value * 100, 'g', 6)) + QStringLiteral(" %");
    // Fifteen digits tell every sensible value, but 0.1 + 0.2 isn't shown as what it is in binary.
    return numberForTyping(QString::number(value, 'f', QLocale::FloatingPointShortest).size() > 14
                               ? QString::number(value, 'g', 8)
                               : QString::number(value, 'f', QLocale::FloatingPointShortest));
}

std::optional<double> entryValue(const QString &text, const QString &unit)
{
    auto number = withoutBlanks(text);
    double factor = 1;
    const bool isPercent = number.endsWith(QLatin1Char('%'));
    if (isPercent) {
        factor = 0.01;
        number.chop(1);
    } else if (unit != units::Ratio) {
        factor = takeFactor(number);
    }
    const auto value = typedNumber(number);
    if (!value || !std::isfinite(*value * factor))
        return std::nullopt;
    if (unit == units::Ratio && !isPercent && std::abs(*value) >= 1)
        return *value / 100;
    return *value * factor;
}

} // namespace consultantos
