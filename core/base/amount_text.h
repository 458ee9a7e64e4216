// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// An amount of money in millionths of its currency, exactly and without the currency: 1234567 is "1.234567".
[[nodiscard]] QString amountText(qint64 microUnits);

} // namespace consultantos
