// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/revenue_split.h"

#include "analysis/asking/part_figures.h"
#include "analysis/breakdown.h"
#include "analysis/frameworks/comparison.h"
#include "model/units.h"

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

constexpr double SmallestPart = 0.02;
constexpr double HalfOfAll = 0.5;

const QString CountryPrefix = QStringLiteral("country:");

QString inSentence(const QString &country)
{
    static const QStringList WithArticle{QStringLiteral("United"), QStringLiteral("Netherlands"),
                                         QStringLiteral("Philippines")};
    const bool hasArticle = std::any_of(WithArticle.cbegin(), WithArticle.cend(),
                                        [&country](const QString &name) { return country.startsWith(name); });
    return hasArticle ? QStringLiteral("the ") + country : country;
}

const BreakdownPart *partOf(const Breakdown &breakdown, const QString &member)
{
    for (const auto &part : breakdown.parts) {
        if (part.member == member && part.values.value(0))
            return &part;
    }
    return nullptr;
}

/// The largest country but the home country; parts come largest first.
const BreakdownPart *largestAbroad(const Breakdown &breakdown, const QString &homeMember)
{
    for (const auto &part : breakdown.parts) {
        if (part.member.startsWith(CountryPrefix) && part.member != homeMember && part.shares.value(0))
            return &part;
    }
    return nullptr;
}

/// All but the home country where the parts add up to the whole; else what the split names of other places, as long as it
/// names the home country beside them and nothing twice.
std::optional<Figure> amountAbroad(Workbench &bench, const Breakdown &regions, const QString &homeMember,
                                   const Figure &whole)
{
    const auto *home = partOf(regions, homeMember);
    if (home == nullptr)
        return std::nullopt;
    if (regions.isComplete)
        return bench.compute(
            QStringLiteral("foreign_revenue"), QStringLiteral("Revenue outside the company's own country"),
            QStringLiteral("whole - home"), whole.unit,
            {one(QStringLiteral("whole"), whole), one(QStringLiteral("home"), *home->values.first())}, whole.period);
    QList<Figure> abroad;
    double sum = home->values.first()->value;
    for (const auto &part : regions.parts) {
        if (&part == home || !part.values.value(0))
            continue;
        abroad.append(*part.values.first());
        sum += abroad.last().value;
    }
    if (abroad.isEmpty() || sum > whole.value)
        return std::nullopt;
    return bench.compute(
        QStringLiteral("foreign_revenue"), QStringLiteral("Revenue named outside the company's own country"),
        QStringLiteral("sum(abroad)"), whole.unit, {many(QStringLiteral("abroad"), abroad)}, whole.period);
}

std::optional<Figure> growthOf(Workbench &bench, const QString &title, const std::optional<Figure> &now,
                               const std::optional<Figure> &before, const QString &qualifier)
{
    if (!now || !before || before->value <= 0)
        return std::nullopt;
    return bench.compute(QStringLiteral("part_growth"), QStringLiteral("Growth: %1").arg(title),
                         QStringLiteral("now / before - 1"), units::Ratio,
                         {one(QStringLiteral("now"), *now), one(QStringLiteral("before"), *before)}, now->period,
                         qualifier);
}

} // namespace

QString impactWord(const Figure &share, const BlockWords &words)
{
    const double size = std::abs(share.value);
    return size >= words.limit("impact_high")     ? QStringLiteral("high")
           : size >= words.limit("impact_medium") ? QStringLiteral("medium")
                                                  : QStringLiteral("low");
}

std::optional<ForeignRevenue> foreignRevenue(Workbench &bench)
{
    const auto *regions = bench.input().own.findBreakdown(QStringLiteral("region"));
    const auto country = bench.input().company.country;
    if (regions == nullptr || country.isEmpty() || !regions->totals.value(0))
        return std::nullopt;
    const auto &whole = *regions->totals.first();
    const auto homeMember = CountryPrefix + country;
    const auto amount = amountAbroad(bench, *regions, homeMember, whole);
    if (!amount || amount->value <= 0)
        return std::nullopt;
    const auto share = bench.compute(
        QStringLiteral("foreign_revenue_share"), QStringLiteral("Share of revenue outside the company's own country"),
        QStringLiteral("foreign / whole"), units::Ratio,
        {one(QStringLiteral("foreign"), *amount), one(QStringLiteral("whole"), whole)}, whole.period);
    if (!share)
        return std::nullopt;
    ForeignRevenue foreign{inSentence(partName(homeMember)), *share, *amount, !regions->isComplete, {}, {}, {}};
    if (const auto *largest = largestAbroad(*regions, homeMember)) {
        foreign.largest = inSentence(largest->name);
        foreign.largestShare = largest->shares.first();
        foreign.largestAmount = largest->values.first();
    }
    return foreign;
}

QList<RevenuePart> revenueParts(Workbench &bench)
{
    const auto &own = bench.input().own;
    const auto *split = own.findBreakdown(QStringLiteral("segment"));
    if (split == nullptr || split->parts.size() < 2)
        split = own.findBreakdown(QStringLiteral("product"));
    QList<RevenuePart> parts;
    if (split == nullptr || split->parts.size() < 2)
        return parts;
    const auto wholeGrowth = growthOf(bench, QStringLiteral("revenue"), split->totals.value(0), split->totals.value(1),
                                      QStringLiteral("whole"));
    for (const auto &part : split->parts) {
        if (!part.shares.value(0))
            continue;
        parts.append({part.name, *part.shares.first(),
                      growthOf(bench, part.name, part.values.value(0), part.values.value(1),
                               split->kind + QLatin1Char('-') + part.member),
                      wholeGrowth});
    }
    return parts;
}

std::optional<RevenuePart> fastestPart(const QList<RevenuePart> &parts)
{
    std::optional<RevenuePart> fastest;
    for (const auto &part : parts) {
        const bool isGrowing = part.growth && part.growth->value > 0 && part.wholeGrowth
                               && part.growth->value > part.wholeGrowth->value && part.share.value >= SmallestPart
                               && part.share.value < HalfOfAll;
        if (isGrowing && (!fastest || part.growth->value > fastest->growth->value))
            fastest = part;
    }
    return fastest;
}

Claim largestPartClaim(const Workbench &bench, const QString &claimId, const QList<RevenuePart> &parts)
{
    const auto &largest = parts.first();
    ClaimBuilder claim(claimId, Grade::Computed, confidenceOf(QString()));
    auto prose = bench.prose();
    prose.set(QStringLiteral("p"), largest.share.period.label()).set(QStringLiteral("name"), largest.name);
    prose.set(QStringLiteral("share"), largest.share);
    prose.write(claim, QStringLiteral("{name} made up {share} of {companys} revenue in {p}"));
    if (largest.growth) {
        prose.set(QStringLiteral("growth"), *largest.growth);
        prose.write(claim, QStringLiteral(" and {growth?gained:lost} {|growth|} on the year before"));
    }
    if (const auto fastest = fastestPart(parts)) {
        prose.set(QStringLiteral("other"), fastest->name).set(QStringLiteral("othergrowth"), *fastest->growth);
        prose.set(QStringLiteral("othershare"), fastest->share);
        prose.write(claim, QStringLiteral("; {other}, {othershare} of it, gained {othergrowth}"));
    }
    claim.text(QStringLiteral("."));
    return claim.build();
}

Claim fastestPartClaim(const Workbench &bench, const QString &claimId, const RevenuePart &part, const QString &text)
{
    ClaimBuilder claim(claimId, Grade::Computed, confidenceOf(QString()));
    auto prose = bench.prose();
    prose.set(QStringLiteral("p"), part.share.period.label()).set(QStringLiteral("name"), part.name);
    prose.set(QStringLiteral("share"), part.share).set(QStringLiteral("growth"), *part.growth);
    prose.set(QStringLiteral("whole"), *part.wholeGrowth);
    prose.write(claim, text);
    return claim.build();
}

} // namespace consultantos
