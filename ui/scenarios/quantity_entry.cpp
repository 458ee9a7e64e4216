// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/quantity_entry.h"

#include "model/units.h"

#include <QLocale>

#include <cmath>

namespace consultantos {

QString entryText(double value, const QString &unit)
{
    if (unit == units::Ratio)
        return QString::number(value * 100, 'g', 6) + QStringLiteral(" %");
    // Fifteen digits tell every sensible value, but 0.1 + 0.2 isn't shown as what it is in binary.
    return QString::number(value, 'f', QLocale::FloatingPointShortest).size() > 14
               ? QString::number(value, 'g', 8)
               : QString::number(value, 'f', QLocale::FloatingPointShortest);
}

std::optional<double> entryValue(const QString &text, const QString &unit)
{
    auto number = text.simplified().replace(QChar(0x2212), QLatin1Char('-'));
    number.remove(QLatin1Char(' ')).remove(QChar(0xa0)).remove(QChar(0x202f));
    double factor = 1;
    const bool isPercent = number.endsWith(QLatin1Char('%'));
    if (isPercent) {
        factor = 0.01;
        number.chop(1);
    } else if (unit != units::Ratio && !number.isEmpty()) {
        const auto last = number.back();
        factor = last == QLatin1Char('k') ? 1e3 : last == QLatin1Char('M') ? 1e6 : last == QLatin1Char('B') ? 1e9 : 1;
        if (factor != 1)
            number.chop(1);
    }
    // A point first, as cells show one: "1.125" isn't a thousand and more for who writes points between thousands.
    bool isNumber = false;
    double value = QLocale::c().toDouble(number, &isNumber);
    if (!isNumber)
        value = QLocale().toDouble(number, &isNumber);
    if (!isNumber || !std::isfinite(value * factor))
        return std::nullopt;
    if (unit == units::Ratio && !isPercent && std::abs(value) >= 1)
        return value / 100;
    return value * factor;
}

} // namespace consultantos
