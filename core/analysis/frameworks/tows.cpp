// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/tows.h"

#include "analysis/frameworks/claim_parts.h"
#include "analysis/frameworks/ratio_words.h"

#include <algorithm>

namespace consultantos {

namespace {

struct Pair {
    const Trait *trait = nullptr;
    const Outlook *outlook = nullptr;
    double rank = 0;
};

QString feasibilityOf(const BlockWords &words, const QString &id, const Trait &trait)
{
    if (id == QLatin1String("wt"))
        return QStringLiteral("low");
    return trait.isStrength && trait.persistence >= words.limit("lasting_years") ? QStringLiteral("high")
                                                                                 : QStringLiteral("medium");
}

double weightOf(const BlockWords &words, const QString &word)
{
    return words.limit(word == QLatin1String("high")     ? "weight_high"
                       : word == QLatin1String("medium") ? "weight_medium"
                                                         : "weight_low");
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

QList<Pair> rankedPairs(const Workbench &bench, const BlockWords &words, const QString &id, const QList<Trait> &traits,
                        const QList<Outlook> &outlooks)
{
    QList<Pair> pairs;
    for (const auto &trait : traits) {
        for (const auto &outlook : outlooks) {
            const auto shared = sharedTopics(trait, outlook);
            if (shared.isEmpty())
                continue;
            const double fit = 1 + words.limit("topic_bonus") * static_cast<double>(shared.size());
            const double asked = bench.matchesQuestion(shared) ? words.limit("question_factor") : 1;
            const double weight = weightOf(words, outlook.impact) * weightOf(words, feasibilityOf(words, id, trait));
            pairs.append({&trait, &outlook, weight * fit * asked});
        }
    }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair &left, const Pair &right) { return left.rank > right.rank; });
    return pairs;
}

QString consequenceOf(const BlockWords &words, const QString &id, const Trait &trait)
{
    const auto &measure = *trait.measure;
    const bool isLoss = measure.floor && *measure.floor == 0 && trait.own.value < 0;
    if (isLoss && id == QLatin1String("wo"))
        return words.text("loss_repair");
    if (isLoss && id == QLatin1String("wt"))
        return words.text("loss_expose");
    if (id == QLatin1String("so"))
        return measure.use;
    if (id == QLatin1String("st"))
        return measure.shield;
    if (id == QLatin1String("wo"))
        return measure.repair;
    return measure.expose;
}

FrameworkItem option(Workbench &bench, const BlockWords &words, const QString &id, int number, const Pair &pair)
{
    const auto &trait = *pair.trait;
    const auto claimId = QStringLiteral("%1.%2.%3").arg(bench.framework(), id).arg(number);
    const auto &outlook = pair.outlook->item.claim;
    ClaimBuilder claim(claimId, outlook.grade, std::min(trait.item.claim.confidence, outlook.confidence));
    auto prose = bench.prose();
    prose.setPart(QStringLiteral("outlook"), [&outlook](ClaimBuilder &target) {
        writeFirstSentence(target, outlook);
        target.text(stopAfterFirstSentence(outlook));
    });
    prose.set(QStringLiteral("noun"), ratioWords(trait.measure->ratio).noun).set(QStringLiteral("v"), trait.own);
    prose.set(QStringLiteral("consequence"), consequenceOf(words, id, trait));
    if (trait.reference)
        prose.set(QStringLiteral("reference"), *trait.reference).set(QStringLiteral("basis"), basisWords(trait.basis));
    const auto lead = words.texts.value(QStringLiteral("lead_") + id);
    prose.write(claim, lead + QLatin1Char(' ') + words.text(trait.reference ? "option_reference" : "option"));

    FrameworkItem item;
    item.id = QStringLiteral("%1.%2").arg(id).arg(number);
    item.claim = claim.build();
    if (trait.item.soWhat)
        item.soWhat = withId(*trait.item.soWhat, claimId + QStringLiteral(".so_what"));
    item.fields = {
        {QStringLiteral("impact"), pair.outlook->impact.isEmpty() ? QStringLiteral("open") : pair.outlook->impact},
        {QStringLiteral("feasibility"), feasibilityOf(words, id, trait)},
        {QStringLiteral("topics"), sharedTopics(trait, *pair.outlook).join(QLatin1Char(' '))}};
    item.links = {trait.item.id, pair.outlook->item.id};
    return item;
}

} // namespace

FrameworkSection towsSection(Workbench &bench, const BlockWords &words, const QString &id, const QList<Trait> &traits,
                             const QList<Outlook> &outlooks)
{
    FrameworkSection section;
    section.id = id;
    section.title = words.texts.value(QStringLiteral("title_") + id);
    const auto limit = words.count(bench.depth() == Depth::Quick      ? "options_quick"
                                   : bench.depth() == Depth::Standard ? "options_standard"
                                                                      : "options_deep");
    QStringList used;
    const auto pairs = rankedPairs(bench, words, id, traits, outlooks);
    for (const auto &pair : pairs) {
        if (section.items.size() >= limit)
            break;
        if (used.contains(pair.trait->item.id) || used.contains(pair.outlook->item.id))
            continue;
        used << pair.trait->item.id << pair.outlook->item.id;
        section.items.append(option(bench, words, id, static_cast<int>(section.items.size()) + 1, pair));
    }
    if (section.items.isEmpty()) {
        const bool isS = id.startsWith(QLatin1Char('s'));
        const bool isO = id.endsWith(QLatin1Char('o'));
        const auto none = [&words](const QString &what) { return withText(words.text("empty_pair"), "what", what); };
        section.notDerivable =
            QStringLiteral("not derivable: ")
            + (traits.isEmpty()     ? none(isS ? QStringLiteral("strength") : QStringLiteral("weakness"))
               : outlooks.isEmpty() ? none(isO ? QStringLiteral("opportunity") : QStringLiteral("threat"))
                                    : words.text("empty_topics"));
    }
    return section;
}

} // namespace consultantos
