// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace consultantos {

/// The unit of a part of a formula: powers of money and shares, and what kind of plain number it is where both are nil.
struct AskedUnit {
    int money = 0;
    int shares = 0;
    QString plain;             ///< of model/units.h; empty for a literal number
    bool isYearInDays = false; ///< it has the factor 360, 365 or 366: over a like amount it is days

    [[nodiscard]] static AskedUnit of(const QString &unit);
    [[nodiscard]] static AskedUnit ofNumber(double number);
    [[nodiscard]] bool isPlain() const { return money == 0 && shares == 0; }
    [[nodiscard]] bool isLiteral() const { return isPlain() && plain.isEmpty(); }

    /// Empty where the units differ.
    [[nodiscard]] std::optional<AskedUnit> plus(const AskedUnit &other) const;
    [[nodiscard]] AskedUnit times(const AskedUnit &other) const;
    [[nodiscard]] AskedUnit over(const AskedUnit &other, bool isShare) const;
    /// Of the difference of two such values: that of two shares is in percentage points.
    [[nodiscard]] AskedUnit difference() const;
    /// As a figure carries it; empty for money times money and the like, which means nothing.
    [[nodiscard]] QString text(const QString &currency) const;
};

} // namespace consultantos
