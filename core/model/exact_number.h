// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// A value with all digits that mean something and without exponent, as lists of evidence give it: "46725781000". What a
/// computation's binary arithmetic leaves behind the fifteenth digit ("46725781000.00001") is none of anything, nor is what lies
/// below the cents of a thousand and more in a currency. Pure and thread-safe.
[[nodiscard]] QString exactNumber(double value, const QString &unit);

} // namespace consultantos
