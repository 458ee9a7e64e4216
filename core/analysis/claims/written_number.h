// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace consultantos {

/// Which marks part thousands and decimals where a number alone doesn't tell: "1.234" is 1234 in German.
enum class NumberStyle { English, German };

/// Digits as they stand in a text, without sign, unit and scale word.
struct WrittenNumber {
    double value = 0;
    qsizetype length = 0;   ///< UTF-16 units
    int decimals = 0;       ///< digits behind the decimal mark
    int trailingZeros = 0;  ///< of a whole number: 2 of "1,200"
    bool isGrouped = false; ///< thousands are parted, so it is no year
};

/// Reads the number whose first digit stands at `place`: "1,234.5", "1.234,5", "1 234,5" (also with narrow and
/// non-breaking blanks), "1'234". A single mark before exactly three digits is read by `style`. Empty for more than 300
/// digits, which no value has. Pure.
[[nodiscard]] std::optional<WrittenNumber> writtenNumberAt(const QString &text, qsizetype place, NumberStyle style);

} // namespace consultantos
