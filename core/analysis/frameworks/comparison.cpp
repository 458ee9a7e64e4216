// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/comparison.h"

#include "analysis/frameworks/ratio_words.h"
#include "model/units.h"

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

constexpr int MinHistory = 3;

struct Reference {
    Figure figure;
    Figure z;
    QString basis;
};

std::optional<Reference> againstPeers(Workbench &bench, const QString &ratioId, const Figure &own, int yearsBack)
{
    const auto peers = bench.peerRatios(ratioId, yearsBack);
    if (peers.size() < Workbench::MinPeers)
        return std::nullopt;
    const auto list = many(QStringLiteral("peers"), peers);
    const auto median = bench.compute(QStringLiteral("peer_median"),
                                      QStringLiteral("Median of comparable peers: %1").arg(lineName(ratioId)),
                                      QStringLiteral("median(peers)"), own.unit, {list}, own.period, ratioId);
    const auto z =
        bench.compute(QStringLiteral("peer_z"), QStringLiteral("Robust z against peers: %1").arg(lineName(ratioId)),
                      QStringLiteral("(own - median(peers)) / mad(peers)"), units::Score,
                      {one(QStringLiteral("own"), own), list}, own.period, ratioId);
    return median && z ? std::optional(Reference{*median, *z, QStringLiteral("peers")}) : std::nullopt;
}

std::optional<Reference> againstAnchor(Workbench &bench, const QString &ratioId, const Figure &own)
{
    const auto anchor = bench.anchor(ratioId);
    if (!anchor || anchor->unit != own.unit)
        return std::nullopt;
    const auto z =
        bench.compute(QStringLiteral("anchor_z"),
                      QStringLiteral("Gap to the published average in quarters of it: %1").arg(lineName(ratioId)),
                      QStringLiteral("(own - average) / (0.25 * abs(average))"), units::Score,
                      {one(QStringLiteral("own"), own), one(QStringLiteral("average"), *anchor)}, own.period, ratioId);
    return z ? std::optional(Reference{*anchor, *z, QStringLiteral("anchor")}) : std::nullopt;
}

std::optional<Reference> againstHistory(Workbench &bench, const QString &ratioId, const Figure &own, int yearsBack)
{
    // The latest two years are judged against the same earlier ones, so that a change of two years can be seen.
    const auto earlier = earlierYears(bench, ratioId);
    if (earlier.isEmpty() || (yearsBack > 0 && earlier.last().period.fiscalYear >= own.period.fiscalYear))
        return std::nullopt;
    const auto list = many(QStringLiteral("earlier"), earlier);
    const auto median = bench.compute(QStringLiteral("history_median"),
                                      QStringLiteral("Own median of earlier years: %1").arg(lineName(ratioId)),
                                      QStringLiteral("median(earlier)"), own.unit, {list}, own.period, ratioId);
    const auto z = bench.compute(QStringLiteral("history_z"),
                                 QStringLiteral("Robust z against earlier years: %1").arg(lineName(ratioId)),
                                 QStringLiteral("(own - median(earlier)) / mad(earlier)"), units::Score,
                                 {one(QStringLiteral("own"), own), list}, own.period, ratioId);
    return median && z ? std::optional(Reference{*median, *z, QStringLiteral("history")}) : std::nullopt;
}

std::optional<Reference> referenceOf(Workbench &bench, const QString &ratioId, int yearsBack)
{
    const auto own = bench.ratio(ratioId, yearsBack);
    if (!own)
        return std::nullopt;
    if (const auto peers = againstPeers(bench, ratioId, *own, yearsBack))
        return peers;
    if (const auto anchor = againstAnchor(bench, ratioId, *own))
        return anchor;
    return againstHistory(bench, ratioId, *own, yearsBack);
}

int persistenceOf(Workbench &bench, const QString &ratioId, const Reference &latest, double deviations)
{
    const bool isHigh = latest.z.value > 0;
    int years = std::abs(latest.z.value) >= deviations ? 1 : 0;
    for (int back = 1; years == back && back < bench.periods().size(); ++back) {
        const auto earlier = referenceOf(bench, ratioId, back);
        const bool holds = earlier && earlier->basis == latest.basis && std::abs(earlier->z.value) >= deviations
                           && (earlier->z.value > 0) == isHigh;
        if (!holds)
            break;
        ++years;
    }
    return years;
}

} // namespace

QList<Figure> earlierYears(const Workbench &bench, const QString &ratioId)
{
    auto earlier = bench.history(ratioId, 2);
    if (earlier.size() < MinHistory)
        earlier = bench.history(ratioId, 1);
    return earlier.size() < MinHistory ? QList<Figure>() : earlier;
}

std::optional<Comparison> compareWithReference(Workbench &bench, const QString &ratioId, double deviations)
{
    const auto own = bench.ratio(ratioId);
    const auto reference = own && !isCurrency(own->unit) ? referenceOf(bench, ratioId, 0) : std::nullopt;
    if (!reference)
        return std::nullopt;
    const auto gap = bench.compute(
        QStringLiteral("gap"), QStringLiteral("Gap to %1: %2").arg(basisWords(reference->basis), lineName(ratioId)),
        QStringLiteral("own - reference"), differenceUnit(own->unit),
        {one(QStringLiteral("own"), *own), one(QStringLiteral("reference"), reference->figure)}, own->period, ratioId);
    if (!gap)
        return std::nullopt;
    return Comparison{ratioId,
                      *own,
                      reference->figure,
                      *gap,
                      reference->z,
                      reference->basis,
                      persistenceOf(bench, ratioId, *reference, deviations)};
}

QString basisWords(const QString &basis)
{
    if (basis == QLatin1String("peers"))
        return QStringLiteral("the comparable peers' median");
    if (basis == QLatin1String("anchor"))
        return QStringLiteral("the published industry average");
    return QStringLiteral("its own earlier median");
}

double confidenceOf(const QString &basis)
{
    if (basis == QLatin1String("peers"))
        return 0.85;
    if (basis == QLatin1String("anchor"))
        return 0.7;
    if (basis == QLatin1String("history"))
        return 0.65;
    if (basis == QLatin1String("answer"))
        return 0.6;
    return 0.95;
}

std::optional<Figure> changeOf(Workbench &bench, const QString &ratioId)
{
    const auto now = bench.ratio(ratioId);
    const auto before = bench.ratio(ratioId, 1);
    if (!now || !before)
        return std::nullopt;
    return bench.compute(
        QStringLiteral("change"), QStringLiteral("Change on the year before: %1").arg(lineName(ratioId)),
        QStringLiteral("now - before"), differenceUnit(now->unit),
        {one(QStringLiteral("now"), *now), one(QStringLiteral("before"), *before)}, now->period, ratioId);
}

std::optional<Figure> worthOf(Workbench &bench, const QString &ratioId, const Figure &gap, const QString &qualifier)
{
    const auto &words = ratioWords(ratioId);
    const auto base = words.base.isEmpty() ? std::nullopt : bench.line(words.base);
    if (!base)
        return std::nullopt;
    const auto formula = words.perBase < 1 ? QStringLiteral("gap * base / 365") : QStringLiteral("gap * base");
    return bench.compute(QStringLiteral("worth_of_gap"), QStringLiteral("Worth in money: %1").arg(lineName(ratioId)),
                         formula, base->unit, {one(QStringLiteral("gap"), gap), one(QStringLiteral("base"), *base)},
                         base->period, ratioId + QLatin1Char('-') + qualifier);
}

void writeLevel(const Workbench &bench, ClaimBuilder &claim, const QString &ratioId, const Figure &figure,
                bool isPronoun)
{
    auto prose = bench.prose();
    prose.set(QStringLiteral("v"), figure).set(QStringLiteral("p"), figure.period.label());
    if (isPronoun)
        prose.set(QStringLiteral("company"), QStringLiteral("it"))
            .set(QStringLiteral("companys"), QStringLiteral("its"));
    prose.write(claim, ratioWords(ratioId).level);
}

bool isWrittenAsZero(const Figure &figure)
{
    const auto written = formatValue(figure.value, figure.unit);
    return std::none_of(written.begin(), written.end(),
                        [](QChar c) { return c >= QLatin1Char('1') && c <= QLatin1Char('9'); });
}

void writeChange(const Workbench &bench, ClaimBuilder &claim, const Figure &change, const QString &joint)
{
    claim.text(joint);
    if (isWrittenAsZero(change)) {
        claim.text(QStringLiteral("much as in the year before")).evidence(change.ref);
        return;
    }
    auto prose = bench.prose();
    prose.set(QStringLiteral("change"), change);
    prose.write(claim, QStringLiteral("{|change|} {change?more:less} than the year before"));
}

void writeGap(const Workbench &bench, ClaimBuilder &claim, const Comparison &comparison)
{
    auto prose = bench.prose();
    if (isWrittenAsZero(comparison.gap)) {
        prose.set(QStringLiteral("basis"), basisWords(comparison.basis));
        prose.write(claim, QStringLiteral(", level with {basis}"));
        claim.evidence(comparison.gap.ref);
        return;
    }
    prose.set(QStringLiteral("gap"), comparison.gap).set(QStringLiteral("reference"), comparison.reference);
    prose.set(QStringLiteral("basis"), basisWords(comparison.basis));
    prose.write(claim, QStringLiteral(", {|gap|} {gap?above:below} {basis} of {reference}"));
}

} // namespace consultantos
