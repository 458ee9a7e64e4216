// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/language/locale_style.h"

#include <QString>

namespace consultantos {

/// A text in which each figure that formatValue() wrote with its unit is in another style; the rest as it is. Pure and
/// thread-safe.
[[nodiscard]] QString restyledFigures(const QString &text, const LocaleStyle &style);

} // namespace consultantos
