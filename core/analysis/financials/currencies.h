// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/fact.h"

#include <QList>
#include <QMap>
#include <QString>

namespace consultantos {

/// Units of money among the facts, with how many facts each has.
[[nodiscard]] QMap<QString, int> currenciesOf(const QList<Fact> &facts);
/// The one with most facts; empty where there is none.
[[nodiscard]] QString mainCurrency(const QMap<QString, int> &counts);

} // namespace consultantos
