// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// Whether it is the ISO 4217 code, in capitals, of a currency that some country uses: the locales know them. Thread-safe.
[[nodiscard]] bool isKnownCurrency(const QString &code);

} // namespace consultantos
