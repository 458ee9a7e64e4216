// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

class QLocale;

namespace consultantos {

/// A number as a field shows it in which it can be changed: the decimal sign of the window's language, no signs of
/// thousands. `number` is in the C form ("0.03"), so that whoever writes it chooses its digits; a text that is no number
/// comes back as it is. Thread-safe.
[[nodiscard]] QString numberForTyping(const QString &number);
/// A value likewise, with all digits that tell it from its neighbours and without an exponent.
[[nodiscard]] QString numberForTyping(double value);
/// What somebody typed, in the form of the window's language or, where that doesn't read it, in the C form: German "0,03"
/// and "0.03" are the same, "1.125" is a thousand and more. A minus may be U+2212, thousands may stand apart by blanks.
/// Nothing for what is no finite number. Thread-safe.
[[nodiscard]] std::optional<double> typedNumber(const QString &text);

/// The same for what keeps numbers in the C form, as settings do: "0,03" → "0.03"; a text that is no number without the blanks
/// around it. Thread-safe.
[[nodiscard]] QString plainNumber(const QString &typed);

/// A number without blanks of any kind, which stand around it, between its thousands or before what follows it.
[[nodiscard]] QString withoutBlanks(const QString &number);
/// Whether the points of a number without blanks stand between its thousands, as German "1.125" and "1.125,5", where the
/// locale's do. Spanish has none between four digits, so Qt takes none there; people write them all the same.
[[nodiscard]] bool hasPointsOfThousands(const QString &number, const QLocale &locale);

} // namespace consultantos
