// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// A length of time as people say it, translated: "8 s", "5 min", "3 h", "2 days". `seconds` is 0 or more; what is left
/// of the unit is dropped.
[[nodiscard]] QString durationText(double seconds);

} // namespace consultantos
