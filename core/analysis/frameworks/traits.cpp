// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/traits.h"

#include "analysis/frameworks/claim_parts.h"
#include "analysis/frameworks/ratio_words.h"
#include "model/units.h"

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

constexpr int MinPersistence = 2;

int yearsBelow(const Workbench &bench, const SwotMeasure &measure)
{
    int years = 0;
    for (int back = 0; back < bench.periods().size(); ++back) {
        const auto figure = bench.ratio(measure.ratio, back);
        if (!figure || figure->value >= *measure.floor)
            break;
        ++years;
    }
    return years;
}

QString runningFor(int years)
{
    return QStringLiteral("for %1 years running").arg(numberWord(years));
}

std::optional<Claim> soWhat(const Workbench &bench, const Trait &trait, const QString &id)
{
    if (!trait.worth)
        return std::nullopt;
    ClaimBuilder claim(id, Grade::Computed, confidenceOf(trait.basis));
    auto prose = bench.prose();
    prose.set(QStringLiteral("worth"), *trait.worth);
    const auto &words = ratioWords(trait.measure->ratio);
    if (trait.basis.isEmpty())
        prose.write(claim, QStringLiteral("That cost {company} {|worth|} in {p}."));
    else if (words.perBase < 1)
        prose.write(claim, trait.isStrength
                               ? QStringLiteral("It keeps {|worth|} out of working capital.")
                               : QStringLiteral("It ties up {|worth|} of cash in working capital that the reference "
                                                "would set free."));
    else if (words.id == QLatin1String("revenue_growth"))
        prose.write(claim,
                    trait.isStrength
                        ? QStringLiteral("At the size of {p} the lead is {|worth|} of additional revenue a year.")
                        : QStringLiteral("At the size of {p} the gap is {|worth|} of revenue forgone a year."));
    else if (words.id == QLatin1String("rd_intensity"))
        prose.write(claim, QStringLiteral("In money the difference is {|worth|} of research and development a year."));
    else if (words.id == QLatin1String("fcf_margin"))
        prose.write(claim, trait.isStrength
                               ? QStringLiteral("At the size of {p} that is {|worth|} more free cash a year.")
                               : QStringLiteral("At the size of {p} that is {|worth|} less free cash a year."));
    else
        prose.write(claim,
                    trait.isStrength
                        ? QStringLiteral("At the revenue of {p} the lead is worth {|worth|} a year.")
                        : QStringLiteral("At the revenue of {p}, closing the gap would be worth {|worth|} a year."));
    return claim.build();
}

void describe(const Workbench &bench, Trait &trait, const QString &claimText, const ClaimBuilder &claim)
{
    trait.topics = ratioWords(trait.measure->ratio).topics;
    trait.item.claim = claim.build();
    trait.item.claim.id = claimText;
    trait.item.soWhat = soWhat(bench, trait, claimText + QStringLiteral(".so_what"));
    trait.item.fields = {{QStringLiteral("metric"), trait.measure->ratio},
                         {QStringLiteral("basis"), trait.basis.isEmpty() ? QStringLiteral("own figures") : trait.basis},
                         {QStringLiteral("persistence"), numberWord(trait.persistence) + QStringLiteral(" years")},
                         {QStringLiteral("topics"), trait.topics.join(QLatin1Char(' '))},
                         {QStringLiteral("evidence_kind"), QStringLiteral("figure")}};
}

std::optional<Trait> belowFloor(Workbench &bench, const SwotMeasure &measure, const Figure &own)
{
    if (!measure.floor || own.value >= *measure.floor)
        return std::nullopt;
    const int years = yearsBelow(bench, measure);
    if (years < MinPersistence)
        return std::nullopt;
    Trait trait;
    trait.measure = &measure;
    trait.own = own;
    trait.isStrength = false;
    trait.persistence = years;
    if (*measure.floor == 0)
        trait.worth = worthOf(bench, measure.ratio, own, QStringLiteral("floor"));
    ClaimBuilder claim(QString(), Grade::Computed, confidenceOf(QString()));
    auto prose = bench.prose();
    prose.set(QStringLiteral("v"), own).set(QStringLiteral("running"), runningFor(years));
    prose.write(claim, capitalised(ratioWords(measure.ratio).level)
                           + (*measure.floor == 0 ? QStringLiteral("; it has been negative {running}.")
                                                  : QStringLiteral("; it has been short of one to one {running}.")));
    describe(bench, trait, bench.framework() + QStringLiteral(".weaknesses.") + measure.ratio, claim);
    return trait;
}

std::optional<Trait> standsOut(Workbench &bench, const SwotMeasure &measure, const Figure &own)
{
    const auto comparison = compareWithReference(bench, measure.ratio);
    if (!comparison || comparison->persistence < MinPersistence)
        return std::nullopt;
    const auto &words = ratioWords(measure.ratio);
    // Spending more than oneself used to is no merit; spending more than others may be.
    if (words.merit == Merit::None && comparison->basis == QLatin1String("history"))
        return std::nullopt;
    Trait trait;
    trait.measure = &measure;
    trait.own = own;
    trait.reference = comparison->reference;
    trait.basis = comparison->basis;
    trait.persistence = comparison->persistence;
    trait.isStrength = (comparison->gap.value > 0) == (words.merit != Merit::Lower);
    if (trait.isStrength && measure.floor && own.value < *measure.floor)
        return std::nullopt;
    // Growth of the past is no measure of what revenue could be today.
    if (measure.ratio != QLatin1String("revenue_growth") || comparison->basis != QLatin1String("history"))
        trait.worth = worthOf(bench, measure.ratio, comparison->gap, comparison->basis);

    ClaimBuilder claim(QString(), Grade::Computed, confidenceOf(comparison->basis));
    auto prose = bench.prose();
    prose.set(QStringLiteral("v"), own).set(QStringLiteral("running"), runningFor(comparison->persistence));
    prose.set(QStringLiteral("side"),
              comparison->gap.value > 0 ? QStringLiteral("well above") : QStringLiteral("well below"));
    prose.write(claim, capitalised(words.level));
    writeGap(bench, claim, *comparison);
    prose.write(claim, QStringLiteral("; it has stood {side} that mark {running}."));
    claim.evidence(comparison->z.ref);
    describe(bench, trait,
             bench.framework() + (trait.isStrength ? QStringLiteral(".strengths.") : QStringLiteral(".weaknesses."))
                 + measure.ratio,
             claim);
    return trait;
}

} // namespace

QList<Trait> findTraits(Workbench &bench, const FrameworkDefinitions &definitions)
{
    QList<Trait> traits;
    QStringList families;
    for (const auto &measure : definitions.parts.swot) {
        const auto own = bench.ratio(measure.ratio);
        const auto family = ratioWords(measure.ratio).family;
        if (!own || families.contains(family))
            continue;
        auto trait = belowFloor(bench, measure, *own);
        if (!trait)
            trait = standsOut(bench, measure, *own);
        if (trait) {
            traits.append(*trait);
            families.append(family);
        }
    }
    const auto key = [&bench](const Trait &trait) {
        const double worth = trait.worth && isCurrency(trait.worth->unit) ? std::abs(trait.worth->value) : 0;
        return std::pair(bench.topicRank(trait.topics), -worth);
    };
    std::stable_sort(traits.begin(), traits.end(),
                     [&key](const Trait &left, const Trait &right) { return key(left) < key(right); });
    return traits;
}

} // namespace consultantos
