// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/financials/currencies.h"

#include "model/units.h"

namespace consultantos {

QMap<QString, int> currenciesOf(const QList<Fact> &facts)
{
    QMap<QString, int> counts;
    for (const auto &fact : facts) {
        if (isCurrency(fact.unit))
            ++counts[fact.unit];
    }
    return counts;
}

QString mainCurrency(const QMap<QString, int> &counts)
{
    QString best;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (best.isEmpty() || it.value() > counts[best])
            best = it.key();
    }
    return best;
}

} // namespace consultantos
