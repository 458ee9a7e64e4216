// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// As a cell of format General shows a number: up to fifteen digits, no more than there are.
[[nodiscard]] QString generalNumber(double value);

/// The digits of a number format, "#,##0.00" with what surrounds them left to the caller.
struct NumberPattern {
    int integerZeros = 0;  ///< digits before the point that always show
    int fractionZeros = 0; ///< digits behind it that always show
    int fraction = 0;      ///< the most digits behind it
    int thousands = 0;     ///< how often the number is divided by 1,000
    int percents = 0;      ///< how often it is multiplied by 100
    int exponentDigits = 0;
    bool isGrouped = false;
    bool isRead = false;

    [[nodiscard]] bool isEmpty() const { return !isRead; }
    void read(QStringView digits);
    [[nodiscard]] QString text(double value) const;
};

} // namespace consultantos
