// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace consultantos::forecasting {

/// What stands before a number's fraction.
enum class DecimalMark : std::uint8_t { Point, Comma };

/// A number as tables write it: "1,234.5", "(12)", "$3", "4 %" (as 4), "−5"; with a comma "1.234,5". Nothing for a text and
/// for what isn't finite.
[[nodiscard]] std::optional<double> readTableNumber(const QString &text, DecimalMark mark = DecimalMark::Point);

/// The comma where more of the texts are numbers with it than with a point: "1,234" alone is a thousand and more, beside
/// "12,5" it isn't.
[[nodiscard]] DecimalMark decimalMarkOf(const QStringList &texts);

} // namespace consultantos::forecasting
