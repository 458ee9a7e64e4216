// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace consultantos {

/// A value for a cell in which it can be changed: shares as percent, all digits that count, the decimal sign of the window's
/// language, no sign of thousands.
[[nodiscard]] QString entryText(double value, const QString &unit);
/// What somebody typed, as typedNumber() reads it; "%", k, M, B and the window's own words for these may follow. For shares, as a
/// spreadsheet takes them: a number from 1 up without a sign is a percentage, one below a share. Empty for what is no number.
[[nodiscard]] std::optional<double> entryValue(const QString &text, const QString &unit);

} // namespace consultantos
