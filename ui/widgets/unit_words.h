// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// A unit as it stands behind an exact number, in the window's words: "ratio", "percentage points", "million USD". Of a currency
/// its code; what has no words yet stays as it is. Empty for numbers without a unit.
[[nodiscard]] QString unitWords(const QString &unit);
/// The value as it stands in the filing or was computed (exactNumber()), in the window's form, with its unit in words.
[[nodiscard]] QString exactInWords(double value, const QString &unit);

} // namespace consultantos
