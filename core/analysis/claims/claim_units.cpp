// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/claims/claim_units.h"

#include "model/units.h"

namespace consultantos {

namespace {

using Kind = NumberClaim::Kind;

constexpr double Percent = 100;

} // namespace

bool isPerShareUnit(const QString &unit)
{
    return unit.endsWith(QLatin1String("/shares"));
}

QString currencyOfUnit(const QString &unit)
{
    return isPerShareUnit(unit) ? unit.left(unit.indexOf(QLatin1Char('/'))) : unit;
}

bool isMoneyUnit(const QString &unit)
{
    return isCurrency(currencyOfUnit(unit));
}

QString shownUnit(const QString &unit, bool isChange)
{
    if (unit == units::Ratio)
        return QStringLiteral("percent");
    if (unit == units::Points)
        return isChange ? QStringLiteral("percentage points") : QStringLiteral("percent");
    if (unit == units::Multiple)
        return QStringLiteral("times");
    return unit == units::Count ? QStringLiteral("number") : unit;
}

double shownValue(const Figure &figure)
{
    return figure.unit == units::Ratio || figure.unit == units::Points ? figure.value * Percent : figure.value;
}

QString writtenUnit(const AmountMention &amount, const QString &currency)
{
    switch (amount.unit) {
    case ClaimUnit::Money:
        return (amount.currency.isEmpty() ? currency : amount.currency)
               + (amount.isEachShare ? QStringLiteral("/shares") : QString());
    case ClaimUnit::Percent:
        return QStringLiteral("percent");
    case ClaimUnit::Points:
        return QStringLiteral("percentage points");
    case ClaimUnit::BasisPoints:
        return QStringLiteral("basis points");
    case ClaimUnit::Times:
        return QStringLiteral("times");
    case ClaimUnit::Shares:
        return QStringLiteral("shares");
    case ClaimUnit::Employees:
        return QStringLiteral("employees");
    case ClaimUnit::Days:
        return QStringLiteral("days");
    case ClaimUnit::Plain:
        break;
    }
    return QStringLiteral("number");
}

int signOf(const NumberClaim &claim)
{
    const bool isMove = claim.kind == Kind::Change || claim.kind == Kind::Cagr;
    const int loss = claim.isLoss ? -1 : 1;
    // "growth of −24 %"
    if (isMove && claim.direction > 0 && claim.amount.isNegative)
        return -loss;
    if (isMove && claim.direction != 0)
        return claim.direction * loss;
    return claim.isLoss && !isMove ? -1 : claim.amount.isNegative ? -1 : 1;
}

} // namespace consultantos
