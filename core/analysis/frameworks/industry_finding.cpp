// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/industry_finding.h"

#include "model/units.h"

namespace consultantos {

namespace {

/// An average says little of one company: below what is computed against it.
constexpr double Confidence = 0.5;

std::optional<Figure> excessReturn(Workbench &bench)
{
    const auto earned = bench.anchor(QStringLiteral("roic"));
    const auto asked = bench.anchor(QStringLiteral("wacc"));
    if (!earned || !asked)
        return std::nullopt;
    return bench.compute(QStringLiteral("industry_excess_return"),
                         QStringLiteral("Industry's return on invested capital less its cost of capital"),
                         QStringLiteral("earned - asked"), units::Points,
                         {one(QStringLiteral("earned"), *earned), one(QStringLiteral("asked"), *asked)},
                         earned->period);
}

} // namespace

std::optional<Claim> industryFinding(Workbench &bench, const QString &forceId)
{
    ClaimBuilder claim(QStringLiteral("%1.%2.summary").arg(bench.framework(), forceId), Grade::Computed, Confidence);
    auto prose = bench.prose();
    const auto tell = [&](const QString &ratioId, const QString &sentence) -> std::optional<Claim> {
        const auto average = bench.anchor(ratioId);
        if (!average)
            return std::nullopt;
        prose.set(QStringLiteral("v"), *average);
        prose.write(claim, sentence);
        return claim.build();
    };
    if (forceId == QLatin1String("rivalry"))
        return tell(
            QStringLiteral("operating_margin"),
            QStringLiteral("Companies of {companys} industry keep {v} of their revenue as operating income on average; "
                           "that is what a price war would be fought over."));
    if (forceId == QLatin1String("suppliers"))
        return tell(
            QStringLiteral("cost_of_revenue_share"),
            QStringLiteral("Cost of revenue takes {v} of revenue in {companys} industry on average; that is what its "
                           "suppliers bargain over."));
    if (forceId == QLatin1String("buyers"))
        return tell(
            QStringLiteral("gross_margin"),
            QStringLiteral("The gross margin of {companys} industry is {v} on average; more than that its buyers can't "
                           "bargain away."));
    if (forceId == QLatin1String("new_entrants")) {
        const auto spread = excessReturn(bench);
        if (!spread)
            return std::nullopt;
        prose.set(QStringLiteral("spread"), *spread);
        return tell(QStringLiteral("roic"),
                    QStringLiteral(
                        "Invested capital earns {v} in {companys} industry on average, {|spread|} {spread?above:below} "
                        "its cost, which {spread?invites:deters} entrants."));
    }
    return std::nullopt;
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
