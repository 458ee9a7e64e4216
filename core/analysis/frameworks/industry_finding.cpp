// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/industry_finding.h"

#include "analysis/frameworks/ratio_words.h"

namespace consultantos {

namespace {

/// An average says little of one company: below what is computed against it.
constexpr double Confidence = 0.5;

} // namespace

std::optional<Claim> industryFinding(Workbench &bench, const ForceDefinition &force)
{
    const auto average = force.industry ? bench.anchor(force.industry->average) : std::nullopt;
    if (!average)
        return std::nullopt;
    const auto &fact = *force.industry;
    ClaimBuilder claim(QStringLiteral("%1.%2.summary").arg(bench.framework(), force.id), Grade::Computed, Confidence);
    auto prose = bench.prose();
    prose.set(QStringLiteral("v"), *average);
    if (!fact.less.isEmpty()) {
        const auto less = bench.anchor(fact.less);
        const auto spread =
            less ? bench.compute(QStringLiteral("industry_excess_return"), fact.lessTitle,
                                 QStringLiteral("earned - asked"), differenceUnit(average->unit),
                                 {one(QStringLiteral("earned"), *average), one(QStringLiteral("asked"), *less)},
                                 average->period, force.scope.isEmpty() ? QString() : force.scope + force.id)
                 : std::nullopt;
        if (!spread)
            return std::nullopt;
        prose.set(QStringLiteral("spread"), *spread);
    }
    prose.write(claim, fact.text);
    return claim.build();
}

std::optional<Claim> industrySituation(Workbench &bench, const QString &claimId)
{
    const auto margin = bench.anchor(QStringLiteral("operating_margin"));
    if (!margin)
        return std::nullopt;
    ClaimBuilder claim(claimId, Grade::Computed, Confidence);
    auto prose = bench.prose();
    prose.set(QStringLiteral("margin"), *margin).set(QStringLiteral("date"), margin->period.label());
    prose.write(claim, QStringLiteral(
                           "Of {company} itself nothing is stored; its industry earns an operating margin of {margin} "
                           "on average"));
    const auto earned = bench.anchor(QStringLiteral("roic"));
    const auto asked = bench.anchor(QStringLiteral("wacc"));
    if (earned && asked) {
        prose.set(QStringLiteral("earned"), *earned).set(QStringLiteral("asked"), *asked);
        prose.write(claim, QStringLiteral(" and {earned} on its invested capital, which costs {asked}"));
    }
    prose.write(claim, QStringLiteral(" (published averages, {date})."));
    return claim.build();
}

} // namespace consultantos
