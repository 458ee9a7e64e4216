// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/recommending/tipping_claims.h"

#include "analysis/frameworks/claim_parts.h"
#include "analysis/frameworks/comparison.h"
#include "analysis/tipping/recommendation_tipping.h"
#include "model/units.h"

#include <cmath>

namespace consultantos {

namespace {

constexpr qsizetype Most = 3;

/// The fiscal year that the fact belongs to, with the fact's own dates.
Period periodOf(const Workbench &bench, const Fact &fact)
{
    Period period{fact.start, fact.end, 0, {}};
    for (const auto &year : bench.periods()) {
        if (year.end == fact.end) {
            period.fiscalYear = year.fiscalYear;
            period.fiscalPeriod = year.fiscalPeriod;
        }
    }
    return period;
}

std::optional<Condition> claimOf(Workbench &bench, const TippingPoint &point, const QString &id)
{
    const auto &input = point.inputs.first();
    const auto *fact = bench.fact(input.fact);
    if (fact == nullptr)
        return std::nullopt;
    const Figure value{fact->value(), fact->unit, periodOf(bench, *fact), fact->id};
    const auto tip = bench.compute(
        QStringLiteral("tipping_value"), QStringLiteral("Where another option comes first: %1").arg(input.label),
        QStringLiteral("value * (1 + %1)").arg(QString::number(input.change, 'g', 9)), value.unit,
        {one(QStringLiteral("value"), value)}, value.period, input.fact.section(QLatin1Char('/'), 1));
    const auto change = tip ? bench.compute(QStringLiteral("tipping_change"),
                                            QStringLiteral("Change that it takes: %1").arg(input.label),
                                            QStringLiteral("tip / value - 1"), units::Ratio,
                                            {one(QStringLiteral("tip"), *tip), one(QStringLiteral("value"), value)},
                                            value.period, input.fact.section(QLatin1Char('/'), 1))
                            : std::nullopt;
    if (!change)
        return std::nullopt;
    ClaimBuilder claim(id, Grade::Computed, confidenceOf(QString()));
    auto prose = bench.prose();
    prose.set(QStringLiteral("label"), input.label)
        .set(QStringLiteral("value"), value)
        .set(QStringLiteral("tip"), *tip)
        .set(QStringLiteral("change"), *change)
        .set(QStringLiteral("other"), point.tippedWord);
    prose.write(claim,
                QStringLiteral("{label}: {|change|} {change?more:less}, {tip} in place of {value}, would put another "
                               "option first ({other})"));
    if (input.share) {
        const auto reached = static_cast<int>(std::lround(*input.share * input.years));
        claim.text(
            reached == 0
                ? QStringLiteral("; none of its %1 yearly changes shown went that far").arg(numberWord(input.years))
                : QStringLiteral("; %1 of its %2 yearly changes shown went that far")
                      .arg(numberWord(reached), numberWord(input.years)));
    }
    claim.text(QStringLiteral("."));
    return Condition{claim.build(),
                     value,
                     tip,
                     QStringLiteral("met"),
                     QStringLiteral("Read it off the next quarterly and annual accounts."),
                     {}};
}

} // namespace

QList<Condition> tippingClaims(Workbench &bench, const QList<Recommendation> &recommendations)
{
    TippingOptions how;
    how.withPairs = false;
    QStringList scores;
    for (const auto &recommendation : recommendations) {
        if (recommendation.score)
            scores.append(recommendation.score->ref);
    }
    const auto evidence = bench.reachableFrom(scores);
    const auto points = recommendationTippingPoints(
        {evidence, bench.input().own, recommendations,
         bench.input().company.id.isEmpty() ? bench.input().own.companyId : bench.input().company.id},
        how, Most);
    QList<Condition> claims;
    if (!points)
        return claims;
    for (const auto &point : *points) {
        if (const auto claim = claimOf(bench, point, QStringLiteral("tipping.%1").arg(claims.size() + 1)))
            claims.append(*claim);
    }
    return claims;
}

} // namespace consultantos
