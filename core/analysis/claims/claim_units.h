// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/claims/number_claim.h"
#include "model/evidence.h"

#include <QString>

namespace consultantos {

/// "USD/shares".
[[nodiscard]] bool isPerShareUnit(const QString &unit);
/// The currency of a unit of money, per share or not.
[[nodiscard]] QString currencyOfUnit(const QString &unit);
[[nodiscard]] bool isMoneyUnit(const QString &unit);
/// A figure's unit as the gate names units: see CheckedNumber::unit.
[[nodiscard]] QString shownUnit(const QString &unit, bool isChange);
/// Its value in that unit: percent for a share of one.
[[nodiscard]] double shownValue(const Figure &figure);
/// The unit in which an amount is written; `currency` where it names none.
[[nodiscard]] QString writtenUnit(const AmountMention &amount, const QString &currency);
/// The sign that the words give the number: it fell, it is a loss, it has a minus.
[[nodiscard]] int signOf(const NumberClaim &claim);

} // namespace consultantos
