// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/tows.h"

#include "analysis/frameworks/claim_parts.h"
#include "analysis/frameworks/ratio_words.h"

#include <algorithm>

namespace consultantos {

namespace {

constexpr int LastingYears = 3;

struct Pair {
    const Trait *trait = nullptr;
    const Outlook *outlook = nullptr;
    double rank = 0;
};

QString titleOf(const QString &id)
{
    if (id == QLatin1String("so"))
        return QStringLiteral("Strengths for opportunities");
    if (id == QLatin1String("st"))
        return QStringLiteral("Strengths against threats");
    if (id == QLatin1String("wo"))
        return QStringLiteral("Weaknesses in the way of opportunities");
    return QStringLiteral("Weaknesses exposed to threats");
}

QString feasibilityOf(const QString &id, const Trait &trait)
{
    if (id == QLatin1String("wt"))
        return QStringLiteral("low");
    return trait.isStrength && trait.persistence >= LastingYears ? QStringLiteral("high") : QStringLiteral("medium");
}

double weightOf(const QString &word)
{
    return word == QLatin1String("high") ? 3 : word == QLatin1String("medium") ? 2 : 1;
}

QStringList sharedTopics(const Trait &trait, const Outlook &outlook)
{
    QStringList shared;
    for (const auto &topic : trait.topics) {
        if (outlook.topics.contains(topic))
            shared.append(topic);
    }
    return shared;
}

QList<Pair> rankedPairs(const Workbench &bench, const QString &id, const QList<Trait> &traits,
                        const QList<Outlook> &outlooks)
{
    QList<Pair> pairs;
    for (const auto &trait : traits) {
        for (const auto &outlook : outlooks) {
            const auto shared = sharedTopics(trait, outlook);
            if (shared.isEmpty())
                continue;
            const double fit = 1 + 0.25 * static_cast<double>(shared.size());
            const double asked = bench.matchesQuestion(shared) ? 2 : 1;
            pairs.append(
                {&trait, &outlook, weightOf(outlook.impact) * weightOf(feasibilityOf(id, trait)) * fit * asked});
        }
    }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair &left, const Pair &right) { return left.rank > right.rank; });
    return pairs;
}

QString leadOf(const QString &id)
{
    if (id == QLatin1String("so"))
        return QStringLiteral("Pursue from strength: ");
    if (id == QLatin1String("st"))
        return QStringLiteral("Hold out against this: ");
    if (id == QLatin1String("wo"))
        return QStringLiteral("Mend first, then pursue: ");
    return QStringLiteral("Contain this: ");
}

QString consequenceOf(const QString &id, const Trait &trait)
{
    const auto &measure = *trait.measure;
    const bool isLoss = measure.floor && *measure.floor == 0 && trait.own.value < 0;
    if (isLoss && id == QLatin1String("wo"))
        return QStringLiteral("leaves nothing of its own to pay for it");
    if (isLoss && id == QLatin1String("wt"))
        return QStringLiteral("leaves no cushion against it");
    if (id == QLatin1String("so"))
        return measure.use;
    if (id == QLatin1String("st"))
        return measure.shield;
    if (id == QLatin1String("wo"))
        return measure.repair;
    return measure.expose;
}

FrameworkItem option(Workbench &bench, const QString &id, int number, const Pair &pair)
{
    const auto &trait = *pair.trait;
    const auto claimId = QStringLiteral("%1.%2.%3").arg(bench.framework(), id).arg(number);
    ClaimBuilder claim(claimId, pair.outlook->item.claim.grade,
                       std::min(trait.item.claim.confidence, pair.outlook->item.claim.confidence));
    claim.text(leadOf(id));
    writeFirstSentence(claim, pair.outlook->item.claim);
    claim.text(stopAfterFirstSentence(pair.outlook->item.claim));
    auto prose = bench.prose();
    prose.set(QStringLiteral("noun"), ratioWords(trait.measure->ratio).noun).set(QStringLiteral("v"), trait.own);
    prose.set(QStringLiteral("consequence"), consequenceOf(id, trait));
    prose.write(claim, QStringLiteral(" {companys} {noun} of {v} in {p}"));
    if (trait.reference) {
        prose.set(QStringLiteral("reference"), *trait.reference).set(QStringLiteral("basis"), basisWords(trait.basis));
        prose.write(claim, QStringLiteral(", against {basis} of {reference},"));
    }
    prose.write(claim, QStringLiteral(" {consequence}."));

    FrameworkItem item;
    item.id = QStringLiteral("%1.%2").arg(id).arg(number);
    item.claim = claim.build();
    if (trait.item.soWhat)
        item.soWhat = withId(*trait.item.soWhat, claimId + QStringLiteral(".so_what"));
    item.fields = {
        {QStringLiteral("impact"), pair.outlook->impact.isEmpty() ? QStringLiteral("open") : pair.outlook->impact},
        {QStringLiteral("feasibility"), feasibilityOf(id, trait)},
        {QStringLiteral("topics"), sharedTopics(trait, *pair.outlook).join(QLatin1Char(' '))}};
    item.links = {trait.item.id, pair.outlook->item.id};
    return item;
}

} // namespace

FrameworkSection towsSection(Workbench &bench, const QString &id, const QList<Trait> &traits,
                             const QList<Outlook> &outlooks)
{
    FrameworkSection section;
    section.id = id;
    section.title = titleOf(id);
    const int limit = bench.depth() == Depth::Quick ? 1 : bench.depth() == Depth::Standard ? 2 : 6;
    QStringList used;
    const auto pairs = rankedPairs(bench, id, traits, outlooks);
    for (const auto &pair : pairs) {
        if (section.items.size() >= limit)
            break;
        if (used.contains(pair.trait->item.id) || used.contains(pair.outlook->item.id))
            continue;
        used << pair.trait->item.id << pair.outlook->item.id;
        section.items.append(option(bench, id, static_cast<int>(section.items.size()) + 1, pair));
    }
    if (section.items.isEmpty()) {
        const bool isS = id.startsWith(QLatin1Char('s'));
        const bool isO = id.endsWith(QLatin1Char('o'));
        section.notDerivable =
            traits.isEmpty() ? QStringLiteral("not derivable: there is no %1 to join")
                                   .arg(isS ? QStringLiteral("strength") : QStringLiteral("weakness"))
            : outlooks.isEmpty() ? QStringLiteral("not derivable: there is no %1 to join")
                                       .arg(isO ? QStringLiteral("opportunity") : QStringLiteral("threat"))
                                 : QStringLiteral("not derivable: none of them shares a driver");
    }
    return section;
}

} // namespace consultantos
