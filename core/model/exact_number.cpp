// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exact_number.h"

#include <QLocale>

#include <limits>

namespace consultantos {

QString exactNumber(double value)
{
    constexpr int Digits = std::numeric_limits<double>::digits10;
    const auto rounded = QString::number(value, 'g', Digits).toDouble();
    return QString::number(rounded, 'f', QLocale::FloatingPointShortest);
}

} // namespace consultantos
