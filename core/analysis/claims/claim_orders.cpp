// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ClaimChecker that judges what is said of several values: which way one moved, which is the greater, records.
#include "analysis/claims/claim_checker.h"
#include "analysis/claims/claim_ledger.h"
#include "analysis/claims/claim_units.h"
#include "model/units.h"

#include <QCoreApplication>

namespace consultantos {

namespace {

using Kind = NumberClaim::Kind;

} // namespace

/// "rose to 12": whether it rose at all.
void ClaimChecker::checkMovement(const NumberClaim &claim, Ledger &ledger, CheckedNumber &result)
{
    if (claim.kind != Kind::Level || claim.direction == 0 || result.verdict != ClaimVerdict::Match)
        return;
    if (!claim.base && !claim.movedTo)
        return;
    const auto own = resolved(claim.period.value_or(ClaimPeriod()), ledger);
    const auto period = claim.movedTo ? resolved(*claim.movedTo, ledger) : own;
    const auto base = claim.movedTo ? own : period ? baseOf(claim, ledger, *period) : period;
    if (!period)
        return;
    if (!base || base->label() == period->label())
        return;
    const auto now = figureOf(claim, ledger, *period);
    const auto before = figureOf(claim, ledger, *base);
    if (!now || !before)
        return;
    const auto change = (now->value - before->value) * (claim.isLoss ? -1 : 1);
    if (change == 0.0 || (change > 0) == (claim.direction > 0))
        return;
    result.verdict = ClaimVerdict::Mismatch;
    result.expected = shownValue(*now);
    result.expectedUnit = shownUnit(now->unit, false);
    result.reason = QCoreApplication::translate("Check", "%1 in %2, %3 in %4: it moved the other way.")
                        .arg(formatValue(now->value, now->unit), period->label(),
                             formatValue(before->value, before->unit), base->label());
}

void ClaimChecker::checkOrder(const ClaimedOrder &order, const QList<NumberClaim> &claims,
                              QList<CheckedNumber> &results)
{
    const auto &left = claims[order.left];
    auto right = order.right >= 0 ? claims[order.right] : left;
    if (order.right < 0) {
        right.company = order.company >= 0 ? order.company : left.company;
        right.period = order.period ? order.period : left.period;
        right.term = order.term ? order.term : left.term;
    }
    const auto valueOf = [this](const NumberClaim &claim) -> Result<Figure> {
        auto *ledger = claim.company >= 0 && claim.term ? ledgerOf(claim.company) : nullptr;
        if (!ledger)
            return fail(ErrorCode::NotDerivable, QString());
        const auto period = resolved(claim.period.value_or(ClaimPeriod()), *ledger);
        return period ? figureOf(claim, *ledger, *period) : tl::unexpected(period.error());
    };
    const auto one = valueOf(left);
    const auto other = valueOf(right);
    if (!one || !other || one->unit != other->unit || one->ref == other->ref)
        return;
    const auto sign = left.isLoss ? -1 : 1;
    const bool isSo =
        order.isHigher ? one->value * sign > other->value * sign : one->value * sign < other->value * sign;
    auto &result = results[order.left];
    if (isSo || result.verdict != ClaimVerdict::Match)
        return;
    result.verdict = ClaimVerdict::Mismatch;
    result.expected = shownValue(*one);
    result.expectedUnit = shownUnit(one->unit, false);
    result.reason = QCoreApplication::translate("Check", "The comparison is false: %1 against %2.")
                        .arg(formatValue(one->value, one->unit), formatValue(other->value, other->unit));
}

/// A year that speaks against "the highest in five years". Years that aren't at hand don't.
void ClaimChecker::checkRecord(const ClaimedRecord &record, const NumberClaim &claim, CheckedNumber &result)
{
    auto *ledger = claim.company >= 0 && claim.term ? ledgerOf(claim.company) : nullptr;
    if (!ledger || result.verdict != ClaimVerdict::Match)
        return;
    const auto period = resolved(claim.period.value_or(ClaimPeriod()), *ledger);
    // A year before those at hand is one, too.
    const auto sinceYear = [&]() -> std::optional<int> {
        if (!record.since)
            return 0;
        if (const auto since = resolved(*record.since, *ledger))
            return since->fiscalYear;
        const auto &reference = record.since->reference;
        return reference && reference->kind == PeriodReference::Kind::Year ? std::optional(reference->year)
                                                                           : std::nullopt;
    }();
    if (!period || !sinceYear || period->fiscalPeriod != QLatin1String("FY"))
        return;
    const auto own = figureOf(claim, *ledger, *period);
    if (!own)
        return;
    const double sign = (claim.isLoss ? -1 : 1) * (record.isHighest ? 1 : -1);
    for (const auto &year : ledger->figures.calendar().years) {
        // That year itself may be higher, unless none lies between.
        const bool isAfter = year.fiscalYear > *sinceYear || *sinceYear + 1 >= period->fiscalYear;
        const bool isInScope = year.fiscalYear < period->fiscalYear
                               && (!record.since || (isAfter && year.fiscalYear >= *sinceYear))
                               && (record.years == 0 || period->fiscalYear - year.fiscalYear < record.years);
        const auto other = isInScope ? figureOf(claim, *ledger, year) : own;
        if (!isInScope || !other || other->value * sign <= own->value * sign)
            continue;
        result.verdict = ClaimVerdict::Mismatch;
        result.expected = shownValue(*own);
        result.expectedUnit = shownUnit(own->unit, false);
        result.reason = QCoreApplication::translate("Check", "%1 in %2, %3 in %4: it is no record.")
                            .arg(formatValue(own->value, own->unit), period->label(),
                                 formatValue(other->value, other->unit), year.label());
        return;
    }
}

} // namespace consultantos
