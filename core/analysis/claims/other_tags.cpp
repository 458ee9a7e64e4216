// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/claims/other_tags.h"

#include "analysis/claims/amount_agreement.h"
#include "analysis/claims/claim_units.h"

#include <algorithm>
#include <cstdlib>

namespace consultantos {

namespace {

using Kind = NumberClaim::Kind;

constexpr double Percent = 100;

const Fact *factOf(const ClaimSubject &subject, const QString &tag, const Period &period, bool isInstant)
{
    constexpr qint64 StartTolerance = 15;
    const auto found = std::find_if(subject.facts.cbegin(), subject.facts.cend(), [&](const Fact &fact) {
        if (fact.end != period.end || fact.start.has_value() == isInstant || !fact.isOfWholeCompany()
            || fact.taxonomy + QLatin1Char(':') + fact.tag != tag)
            return false;
        return isInstant || (period.start && std::abs(fact.start->daysTo(*period.start)) <= StartTolerance);
    });
    return found == subject.facts.cend() ? nullptr : &*found;
}

} // namespace

bool fitsOtherTag(const NumberClaim &claim, const ClaimSubject &subject, const ConceptDefinition &line,
                  const Period &period, const std::optional<Period> &base)
{
    const auto &amount = claim.amount;
    const bool isAmount = amount.unit == ClaimUnit::Money || amount.unit == ClaimUnit::Plain;
    const bool isGrowth = claim.kind == Kind::Change && amount.unit == ClaimUnit::Percent;
    if (!isAmount && !isGrowth)
        return false;
    const int sign = signOf(claim);
    return std::any_of(line.tags.cbegin(), line.tags.cend(), [&](const QString &tag) {
        const auto *now = factOf(subject, tag, period, line.isInstant);
        if (!now)
            return false;
        const bool isOtherCurrency = amount.unit == ClaimUnit::Money && !amount.currency.isEmpty()
                                     && amount.currency != currencyOfUnit(now->unit);
        if (claim.kind == Kind::Level)
            return !isOtherCurrency && agrees(amount, now->value() * sign);
        const auto *before = base ? factOf(subject, tag, *base, line.isInstant) : nullptr;
        if (!before || claim.kind != Kind::Change || isOtherCurrency)
            return false;
        if (!isGrowth)
            return agrees(amount, (now->value() - before->value()) * sign);
        return before->value() > 0 && agrees(amount, (now->value() / before->value() - 1) * Percent * sign);
    });
}

} // namespace consultantos
