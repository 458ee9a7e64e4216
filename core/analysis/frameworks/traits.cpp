// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/traits.h"

#include "analysis/frameworks/claim_parts.h"
#include "analysis/frameworks/ratio_words.h"
#include "model/units.h"

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

/// A floor of zero is where a profit turns into a loss.
bool isOfLoss(const SwotMeasure &measure)
{
    return measure.floor && *measure.floor == 0;
}

bool isBelowFloor(const SwotMeasure &measure, const Figure &figure)
{
    return measure.floor && figure.value < *measure.floor;
}

bool isAboveCeiling(const SwotMeasure &measure, const Figure &figure)
{
    return measure.ceiling && figure.value > *measure.ceiling;
}

/// For how many years it has been so, the latest one back.
int yearsOf(const Workbench &bench, const SwotMeasure &measure,
            bool (*isSo)(const SwotMeasure &measure, const Figure &figure))
{
    int years = 0;
    for (int back = 0; back < bench.periods().size(); ++back) {
        const auto figure = bench.ratio(measure.ratio, back);
        if (!figure || !isSo(measure, *figure))
            break;
        ++years;
    }
    return years;
}

/// What lies above the ceiling, in money.
std::optional<Figure> worthAbove(Workbench &bench, const SwotMeasure &measure, const Figure &own)
{
    const auto gap = bench.compute(
        QStringLiteral("gap_to_ceiling"), QStringLiteral("Gap to its ceiling: %1").arg(lineName(measure.ratio)),
        QStringLiteral("own - %1").arg(QString::number(*measure.ceiling, 'g', 10)), differenceUnit(own.unit),
        {one(QStringLiteral("own"), own)}, own.period, measure.ratio);
    return gap ? worthOf(bench, measure.ratio, *gap, QStringLiteral("ceiling")) : std::nullopt;
}

/// A measure's own sentence, else the file's.
QString textOf(const BlockWords &words, const SwotMeasure &measure, const QString &own, const QString &general)
{
    return measure.words.texts.value(own, words.texts.value(general));
}

std::optional<Claim> soWhat(const Workbench &bench, const BlockWords &words, const Trait &trait, const QString &id)
{
    if (!trait.worth)
        return std::nullopt;
    ClaimBuilder claim(id, Grade::Computed, confidenceOf(trait.basis));
    auto prose = bench.prose();
    prose.set(QStringLiteral("worth"), *trait.worth);
    const auto side = trait.isStrength ? QStringLiteral("strength") : QStringLiteral("weakness");
    const bool isInDays = ratioWords(trait.measure->ratio).perBase < 1;
    prose.write(claim, trait.basis.isEmpty()
                           ? words.text("worth_floor")
                           : textOf(words, *trait.measure, QStringLiteral("worth_") + side,
                                    (isInDays ? QStringLiteral("worth_days_") : QStringLiteral("worth_")) + side));
    return claim.build();
}

void describe(const Workbench &bench, const BlockWords &words, Trait &trait, const QString &claimText,
              const ClaimBuilder &claim)
{
    trait.topics = ratioWords(trait.measure->ratio).topics;
    trait.item.claim = claim.build();
    trait.item.claim.id = claimText;
    trait.item.soWhat = soWhat(bench, words, trait, claimText + QStringLiteral(".so_what"));
    trait.item.fields = {{QStringLiteral("metric"), trait.measure->ratio},
                         {QStringLiteral("basis"), trait.basis.isEmpty() ? QStringLiteral("own figures") : trait.basis},
                         {QStringLiteral("persistence"), numberWord(trait.persistence) + QStringLiteral(" years")},
                         {QStringLiteral("topics"), trait.topics.join(QLatin1Char(' '))},
                         {QStringLiteral("evidence_kind"), QStringLiteral("figure")}};
}

/// The sentence with what a ratio is and for how many years, for Prose.
QString sentenceOf(const BlockWords &words, const QString &text, const SwotMeasure &measure, int years)
{
    const auto running = withText(words.text("running"), "years", numberWord(years));
    return withText(withText(text, "running", running), "fact", capitalised(ratioWords(measure.ratio).level));
}

/// Below its floor or above its ceiling for years, which is a weakness whatever others do.
std::optional<Trait> outOfBounds(Workbench &bench, const BlockWords &words, const SwotMeasure &measure,
                                 const Figure &own)
{
    const bool isBelow = isBelowFloor(measure, own);
    if (!isBelow && !isAboveCeiling(measure, own))
        return std::nullopt;
    const int years = yearsOf(bench, measure, isBelow ? isBelowFloor : isAboveCeiling);
    if (years < words.limit("years"))
        return std::nullopt;
    Trait trait;
    trait.measure = &measure;
    trait.own = own;
    trait.isStrength = false;
    trait.persistence = years;
    if (!isBelow)
        trait.worth = worthAbove(bench, measure, own);
    else if (isOfLoss(measure))
        trait.worth = worthOf(bench, measure.ratio, own, QStringLiteral("floor"));
    ClaimBuilder claim(QString(), Grade::Computed, confidenceOf(QString()));
    auto prose = bench.prose();
    prose.set(QStringLiteral("v"), own);
    const auto general = !isBelow            ? QStringLiteral("above_ceiling")
                         : isOfLoss(measure) ? QStringLiteral("below_zero")
                                             : QStringLiteral("below_floor");
    const auto text = textOf(words, measure, isBelow ? QStringLiteral("below") : QStringLiteral("above"), general);
    prose.write(claim, sentenceOf(words, text, measure, years));
    describe(bench, words, trait, bench.framework() + QStringLiteral(".weaknesses.") + measure.ratio, claim);
    return trait;
}

std::optional<Trait> standsOut(Workbench &bench, const BlockWords &words, const SwotMeasure &measure, const Figure &own)
{
    const auto comparison = compareWithReference(bench, measure.ratio, words.limit("deviation"));
    if (!comparison || comparison->persistence < words.limit("years"))
        return std::nullopt;
    const auto merit = ratioWords(measure.ratio).merit;
    // Spending more than oneself used to is no merit; spending more than others may be.
    if (merit == Merit::None && comparison->basis == QLatin1String("history"))
        return std::nullopt;
    Trait trait;
    trait.measure = &measure;
    trait.own = own;
    trait.reference = comparison->reference;
    trait.basis = comparison->basis;
    trait.persistence = comparison->persistence;
    trait.isStrength = (comparison->gap.value > 0) == (merit != Merit::Lower);
    if (trait.isStrength && (isBelowFloor(measure, own) || isAboveCeiling(measure, own)))
        return std::nullopt;
    // Growth of the past is no measure of what revenue could be today.
    if (measure.ratio != QLatin1String("revenue_growth") || comparison->basis != QLatin1String("history"))
        trait.worth = worthOf(bench, measure.ratio, comparison->gap, comparison->basis);

    ClaimBuilder claim(QString(), Grade::Computed, confidenceOf(comparison->basis));
    auto prose = bench.prose();
    prose.set(QStringLiteral("v"), own).set(QStringLiteral("gap"), comparison->gap);
    prose.setPart(QStringLiteral("comparison"), [&](ClaimBuilder &target) { writeGap(bench, target, *comparison); });
    prose.write(claim, sentenceOf(words, words.text("stands_out"), measure, comparison->persistence));
    claim.evidence(comparison->z.ref);
    describe(bench, words, trait,
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
        if (!measure.insteadOf.isEmpty() && bench.ratio(measure.insteadOf))
            continue;
        const auto &words = definitions.parts.words;
        auto trait = outOfBounds(bench, words, measure, *own);
        if (!trait && measure.needsReference)
            trait = standsOut(bench, words, measure, *own);
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
