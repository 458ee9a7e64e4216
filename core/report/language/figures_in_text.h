// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/language/locale_style.h"

#include <QString>

namespace consultantos {

/// Figures that formatValue() wrote with their units, one or several joined by "and", in another style; a text with other
/// words, as a title that somebody gave, as it is. Pure and thread-safe.
[[nodiscard]] QString restyledFigures(const QString &text, const LocaleStyle &style);

/// The figures that formatValue() wrote within a sentence of ours, in another style, and all other words as they are. Not for
/// quotations: what somebody else wrote isn't told from what formatValue() did. Pure and thread-safe.
[[nodiscard]] QString restyledWithin(const QString &text, const LocaleStyle &style);

} // namespace consultantos
