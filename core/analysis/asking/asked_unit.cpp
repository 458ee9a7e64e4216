// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/asked_unit.h"

#include "model/units.h"

namespace consultantos {

AskedUnit AskedUnit::of(const QString &unit)
{
    if (isCurrency(unit))
        return {1, 0, {}, false};
    if (unit == units::Shares)
        return {0, 1, {}, false};
    if (unit.endsWith(QLatin1String("/shares")))
        return {1, -1, {}, false};
    return {0, 0, unit.isEmpty() ? units::Multiple : unit, false};
}

AskedUnit AskedUnit::ofNumber(double number)
{
    return {0, 0, {}, number == 360.0 || number == 365.0 || number == 366.0};
}

std::optional<AskedUnit> AskedUnit::plus(const AskedUnit &other) const
{
    if (money != other.money || shares != other.shares)
        return std::nullopt;
    auto sum = isLiteral() ? other : *this;
    sum.isYearInDays = false;
    return sum;
}

AskedUnit AskedUnit::times(const AskedUnit &other) const
{
    AskedUnit product{money + other.money, shares + other.shares, {}, isYearInDays || other.isYearInDays};
    if (!product.isPlain() || (isLiteral() && other.isLiteral()))
        return product;
    if (isYearInDays || other.isYearInDays)
        product.plain = units::Days;
    else if (isLiteral())
        product.plain = other.plain;
    else
        product.plain = other.isLiteral() || plain == other.plain ? plain : units::Multiple;
    return product;
}

AskedUnit AskedUnit::over(const AskedUnit &other, bool isShare) const
{
    AskedUnit quotient{money - other.money, shares - other.shares, {}, isYearInDays};
    if (!quotient.isPlain())
        return quotient;
    if (isShare)
        quotient.plain = units::Ratio;
    else if (isPlain() && other.isLiteral())
        quotient.plain = plain;
    else if (isYearInDays || plain == units::Days)
        quotient.plain = units::Days; // 365 / turnover
    else
        quotient.plain = units::Multiple;
    return quotient;
}

AskedUnit AskedUnit::difference() const
{
    auto unit = *this;
    if (isPlain() && plain == units::Ratio)
        unit.plain = units::Points;
    return unit;
}

QString AskedUnit::text(const QString &currency) const
{
    if (isPlain())
        return plain.isEmpty() ? units::Multiple : plain;
    if (money == 1 && shares == 0)
        return currency;
    if (money == 1 && shares == -1)
        return currency + QStringLiteral("/shares");
    if (money == 0 && shares == 1)
        return units::Shares;
    return {};
}

} // namespace consultantos
