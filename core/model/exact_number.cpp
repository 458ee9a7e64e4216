// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exact_number.h"

#include "model/units.h"

#include <QLocale>

#include <cmath>
#include <limits>

namespace consultantos {

QString exactNumber(double value, const QString &unit)
{
    constexpr int Digits = std::numeric_limits<double>::digits10;
    constexpr double LeastInCents = 1000;
    constexpr int Cents = 2;
    const bool isInCents = isCurrency(unit) && std::abs(value) >= LeastInCents;
    const auto rounded =
        (isInCents ? QString::number(value, 'f', Cents) : QString::number(value, 'g', Digits)).toDouble();
    return QString::number(rounded, 'f', QLocale::FloatingPointShortest);
}

} // namespace consultantos
