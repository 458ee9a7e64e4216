// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/topic_answer.h"

#include "analysis/frameworks/comparison.h"
#include "analysis/frameworks/ratio_words.h"

#include <algorithm>

namespace consultantos {

namespace {

/// How the answer opens for a topic.
QString openingOf(const QString &topic)
{
    static const QMap<QString, QString> openings{
        {QStringLiteral("growth"), QStringLiteral("On growth")},
        {QStringLiteral("profitability"), QStringLiteral("On profitability")},
        {QStringLiteral("cash"), QStringLiteral("On cash")},
        {QStringLiteral("liquidity"), QStringLiteral("On liquidity")},
        {QStringLiteral("leverage"), QStringLiteral("On debt")},
        {QStringLiteral("efficiency"), QStringLiteral("On efficiency")},
        {QStringLiteral("competition"), QStringLiteral("Against its competitors")},
        {QStringLiteral("customers"), QStringLiteral("With its customers")},
        {QStringLiteral("suppliers"), QStringLiteral("With its suppliers")},
        {QStringLiteral("innovation"), QStringLiteral("On innovation")},
        {QStringLiteral("regulation"), QStringLiteral("On regulation and tax")},
        {QStringLiteral("technology"), QStringLiteral("On technology")},
        {QStringLiteral("expansion"), QStringLiteral("On room for expansion")},
        {QStringLiteral("risk"), QStringLiteral("On financial risk")},
        {QStringLiteral("investment"), QStringLiteral("On investment")},
        {QStringLiteral("valuation"), QStringLiteral("On what drives its value")},
    };
    return openings.value(topic, QStringLiteral("Overall"));
}

int goodness(const Figure &difference, Merit merit)
{
    if (merit == Merit::None || difference.value == 0)
        return 0;
    return (difference.value > 0) == (merit == Merit::Higher) ? 1 : -1;
}

QString verdictWords(int standing, int movement)
{
    if (standing > 0)
        return movement > 0 ? QStringLiteral("{company} is ahead and gaining")
            : movement < 0  ? QStringLiteral("{company} is ahead, but losing ground")
                            : QStringLiteral("{company} is ahead");
    if (standing < 0)
        return movement > 0 ? QStringLiteral("{company} is behind, but catching up")
            : movement < 0  ? QStringLiteral("{company} is behind and slipping")
                            : QStringLiteral("{company} is behind");
    return movement > 0 ? QStringLiteral("{company} is improving")
        : movement < 0  ? QStringLiteral("{company} is slipping")
                        : QStringLiteral("this is where {company} stands");
}

/// ", 1.9 pp less than the year before"; `what` already told the level.
void writeChange(const Workbench &bench, ClaimBuilder &claim, const Figure &change)
{
    auto prose = bench.prose();
    prose.set(QStringLiteral("change"), change);
    prose.write(claim, change.value == 0 ? QStringLiteral(", unchanged on the year before")
                                         : QStringLiteral(", {|change|} {change?more:less} than the year before"));
}

} // namespace

QStringList answeringRatios(const Workbench &bench, int limit)
{
    auto topics = bench.input().topics;
    if (topics.isEmpty())
        topics = QStringList{QStringLiteral("profitability"), QStringLiteral("growth"), QStringLiteral("cash")};
    QList<QStringList> byTopic;
    for (const auto &topic : std::as_const(topics))
        byTopic.append(ratiosOfTopic(topic));
    QStringList found;
    QStringList families;
    for (int rank = 0; rank < 8 && found.size() < limit; ++rank) {
        for (auto &ratios : byTopic) {
            while (!ratios.isEmpty() && found.size() < limit) {
                const auto id = ratios.takeFirst();
                if (!bench.ratio(id) || families.contains(ratioWords(id).family))
                    continue;
                found.append(id);
                families.append(ratioWords(id).family);
                break;
            }
        }
    }
    return found;
}

std::optional<Claim> topicVerdict(Workbench &bench, const QString &claimId)
{
    const auto ratios = answeringRatios(bench, 2);
    if (ratios.isEmpty())
        return std::nullopt;
    const auto &lead = ratios.first();
    const auto own = *bench.ratio(lead);
    const auto change = changeOf(bench, lead);
    const auto comparison = compareWithReference(bench, lead);
    const auto merit = ratioWords(lead).merit;
    const auto basis = comparison ? comparison->basis : QString();
    const bool isHeldAgainstOthers = comparison && comparison->basis != QLatin1String("history");
    ClaimBuilder claim(claimId, Grade::Computed, confidenceOf(basis));

    auto prose = bench.prose();
    prose.set(QStringLiteral("v"), own);
    prose.write(claim, openingOf(bench.input().topics.value(0)) + QStringLiteral(", ")
                           + verdictWords(isHeldAgainstOthers ? goodness(comparison->gap, merit) : 0,
                                          change ? goodness(*change, merit) : 0)
                           + QStringLiteral(": ") + ratioWords(lead).level);
    if (comparison)
        writeGap(bench, claim, *comparison);
    if (change) {
        prose.set(QStringLiteral("change"), *change);
        prose.write(claim, comparison ? QStringLiteral(" and {|change|} {change?more:less} than the year before")
                                      : QStringLiteral(", {|change|} {change?more:less} than the year before"));
    }
    if (ratios.size() > 1) {
        claim.text(QStringLiteral("; "));
        writeLevel(bench, claim, ratios[1], *bench.ratio(ratios[1]));
    }
    claim.text(QStringLiteral("."));
    return claim.build();
}

std::optional<Claim> ratioFinding(Workbench &bench, const QString &ratioId, const QString &claimId)
{
    const auto own = bench.ratio(ratioId);
    if (!own)
        return std::nullopt;
    const auto comparison = compareWithReference(bench, ratioId);
    const auto change = changeOf(bench, ratioId);
    ClaimBuilder claim(claimId, Grade::Computed, confidenceOf(comparison ? comparison->basis : QString()));
    auto prose = bench.prose();
    prose.set(QStringLiteral("v"), *own);
    prose.write(claim, capitalised(ratioWords(ratioId).level));
    if (comparison)
        writeGap(bench, claim, *comparison);
    else if (change)
        writeChange(bench, claim, *change);
    if (comparison && change && bench.depth() != Depth::Quick) {
        prose.set(QStringLiteral("change"), *change);
        prose.write(claim, QStringLiteral("; that is {|change|} {change?more:less} than the year before"));
    }
    claim.text(QStringLiteral("."));
    return claim.build();
}

} // namespace consultantos
