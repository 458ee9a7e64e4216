// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// A value with all its digits and without exponent, as lists of evidence give it: "46725781000". What a computation's binary
/// arithmetic leaves behind the fifteenth ("46725781000.00001") is no digit of anything. Pure and thread-safe.
[[nodiscard]] QString exactNumber(double value);

} // namespace consultantos
