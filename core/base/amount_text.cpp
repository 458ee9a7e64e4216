// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/amount_text.h"

#include <cstdlib>

namespace consultantos {

QString amountText(qint64 microUnits)
{
    constexpr qint64 Unit = 1'000'000;
    constexpr int Decimals = 6;
    return QStringLiteral("%1%2.%3")
        .arg(microUnits < 0 ? QStringLiteral("-") : QString())
        .arg(std::abs(microUnits / Unit))
        .arg(std::abs(microUnits % Unit), Decimals, 10, QLatin1Char('0'));
}

} // namespace consultantos
