// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/topic_answer.h"

#include "analysis/frameworks/claim_parts.h"
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
        return movement > 0   ? QStringLiteral("{company} is ahead and gaining")
               : movement < 0 ? QStringLiteral("{company} is ahead, but losing ground")
                              : QStringLiteral("{company} is ahead");
    if (standing < 0)
        return movement > 0   ? QStringLiteral("{company} is behind, but catching up")
               : movement < 0 ? QStringLiteral("{company} is behind and slipping")
                              : QStringLiteral("{company} is behind");
    return movement > 0   ? QStringLiteral("{company} is improving")
           : movement < 0 ? QStringLiteral("{company} is slipping")
                          : QStringLiteral("this is where {company} stands");
}

/// "; over its last six years it rose by 0.4 pp a year", from three years on.
void writeLongRun(Workbench &bench, ClaimBuilder &claim, const QString &ratioId)
{
    const auto years = bench.history(ratioId);
    if (years.size() < 3)
        return;
    const auto slope = bench.compute(QStringLiteral("slope_all_years"),
                                     QStringLiteral("Yearly change over all years: %1").arg(lineName(ratioId)),
                                     QStringLiteral("slope(years)"), differenceUnit(years.last().unit),
                                     {many(QStringLiteral("years"), years)}, years.last().period, ratioId);
    if (!slope || isWrittenAsZero(*slope))
        return;
    Prose prose;
    prose.set(QStringLiteral("slope"), *slope);
    prose.set(QStringLiteral("years"), numberWord(static_cast<int>(years.size())));
    prose.write(
        claim,
        QStringLiteral("; over the last {years} years the figure {slope?rose:fell} by {|slope|} a year on average"));
}

} // namespace

namespace {

/// Takes ratios of the topics in turn until the limit is reached.
void takeInTurn(const Workbench &bench, const QStringList &topics, bool isOverall, int limit, QStringList &families,
                QList<AnsweringRatio> &found)
{
    QList<QStringList> byTopic;
    for (const auto &topic : topics)
        byTopic.append(ratiosOfTopic(topic));
    for (bool isTaking = true; isTaking && found.size() < limit;) {
        isTaking = false;
        for (qsizetype i = 0; i < byTopic.size() && found.size() < limit; ++i) {
            while (!byTopic[i].isEmpty()) {
                const auto id = byTopic[i].takeFirst();
                if (!bench.ratio(id) || families.contains(ratioWords(id).family))
                    continue;
                found.append({isOverall ? QString() : topics[i], id});
                families.append(ratioWords(id).family);
                isTaking = true;
                break;
            }
        }
    }
}

} // namespace

QList<AnsweringRatio> answeringRatios(const Workbench &bench, int limit)
{
    QList<AnsweringRatio> found;
    QStringList families;
    takeInTurn(bench, bench.input().topics, false, limit, families, found);
    takeInTurn(bench, {QStringLiteral("profitability"), QStringLiteral("growth"), QStringLiteral("cash")}, true, limit,
               families, found);
    return found;
}

std::optional<Claim> topicVerdict(Workbench &bench, const QString &claimId)
{
    const auto ratios = answeringRatios(bench, 2);
    if (ratios.isEmpty())
        return std::nullopt;
    const auto lead = ratios.first().ratioId;
    const auto topic = ratios.first().topic;
    const auto own = *bench.ratio(lead);
    const auto change = changeOf(bench, lead);
    const auto comparison = compareWithReference(bench, lead);
    const auto merit = ratioWords(lead).merit;
    const auto basis = comparison ? comparison->basis : QString();
    const bool isHeldAgainstOthers = comparison && comparison->basis != QLatin1String("history");
    ClaimBuilder claim(claimId, Grade::Computed, confidenceOf(basis));

    if (topic.isEmpty() && !bench.input().topics.isEmpty())
        claim.text(QStringLiteral("The stored figures don't bear on the question itself. "));
    bench.prose().write(claim, openingOf(topic) + QStringLiteral(", ")
                                   + verdictWords(isHeldAgainstOthers ? goodness(comparison->gap, merit) : 0,
                                                  change && !isWrittenAsZero(*change) ? goodness(*change, merit) : 0)
                                   + QStringLiteral(": "));
    writeLevel(bench, claim, lead, own, true);
    if (comparison)
        writeGap(bench, claim, *comparison);
    if (change)
        writeChange(bench, claim, *change, comparison ? QStringLiteral(" and ") : QStringLiteral(", "));
    if (ratios.size() > 1 && (!ratios[1].topic.isEmpty() || bench.input().topics.isEmpty())) {
        claim.text(QStringLiteral("; "));
        writeLevel(bench, claim, ratios[1].ratioId, *bench.ratio(ratios[1].ratioId), true);
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
    if (change && (!comparison || bench.depth() != Depth::Quick))
        writeChange(bench, claim, *change, comparison ? QStringLiteral(" and ") : QStringLiteral(", "));
    if (bench.depth() == Depth::Deep)
        writeLongRun(bench, claim, ratioId);
    claim.text(QStringLiteral("."));
    return claim.build();
}

} // namespace consultantos
