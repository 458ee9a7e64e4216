// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/recommending/recommending.h"

#include "analysis/frameworks/claim_parts.h"
#include "analysis/frameworks/comparison.h"
#include "analysis/frameworks/ratio_words.h"
#include "analysis/recommending/hundred_days.h"
#include "analysis/recommending/option_conditions.h"
#include "analysis/recommending/option_score.h"

#include <QSet>

#include <algorithm>

namespace consultantos {

namespace {

struct Weighed {
    Option option;
    std::optional<OptionScore> score;
};

QString titleOf(const Option &option)
{
    if (!option.move.isEmpty())
        return capitalised(option.move);
    const auto noun = ratioWords(option.ratio).noun;
    if (option.kind == QLatin1String("swot.so"))
        return QStringLiteral("Build on the %1").arg(noun);
    if (option.kind == QLatin1String("swot.st"))
        return QStringLiteral("Hold the lead in %1 against the threat").arg(noun);
    if (option.kind == QLatin1String("swot.wo"))
        return QStringLiteral("Mend the %1, then take the opening").arg(noun);
    return QStringLiteral("Mend the %1 before the threat comes").arg(noun);
}

/// What an option is about: two of the same don't stand beside each other while there are others.
QStringList subjectsOf(const Option &option)
{
    QStringList subjects;
    subjects.append(option.ratio.isEmpty() ? option.kind : ratioWords(option.ratio).family);
    if (option.outlook)
        subjects.append(option.outlook->id);
    return subjects;
}

/// Best first, those that repeat a better one's subject behind the rest.
QList<Weighed> ranked(QList<Weighed> weighed)
{
    std::stable_sort(weighed.begin(), weighed.end(), [](const Weighed &left, const Weighed &right) {
        const auto key = [](const Weighed &one) { return one.score ? one.score->total.value : 0; };
        return key(left) > key(right);
    });
    QList<Weighed> first;
    QList<Weighed> repeated;
    QSet<QString> told;
    for (const auto &one : std::as_const(weighed)) {
        const auto subjects = subjectsOf(one.option);
        const bool isTold = std::any_of(subjects.cbegin(), subjects.cend(),
                                        [&told](const QString &subject) { return told.contains(subject); });
        (isTold ? repeated : first).append(one);
        for (const auto &subject : subjects)
            told.insert(subject);
    }
    return first + repeated;
}

Claim claimOf(const Option &option, const QString &id)
{
    if (option.move.isEmpty())
        return withId(option.item->claim, id);
    ClaimBuilder claim(id, option.item->claim.grade, option.item->claim.confidence);
    claim.text(capitalised(option.move) + QStringLiteral(": "));
    writeWhole(claim, option.item->claim);
    return claim.build();
}

std::optional<Claim> impactOf(const Workbench &bench, const Option &option, const OptionScore &score, const QString &id)
{
    if (!score.impact)
        return std::nullopt;
    ClaimBuilder claim(id, Grade::Computed, score.basis.isEmpty() ? 0.65 : confidenceOf(score.basis));
    auto prose = bench.prose();
    prose.set(QStringLiteral("noun"), ratioWords(option.ratio).noun)
        .set(QStringLiteral("impact"), *score.impact)
        .set(QStringLiteral("thing"),
             option.isLead ? QStringLiteral("The lead in") : QStringLiteral("Closing the gap in"));
    if (option.ratio.isEmpty() || score.basis.isEmpty())
        prose.write(claim, QStringLiteral("It would be worth {impact} a year"));
    else if (score.basis == QLatin1String("floor"))
        prose.write(claim, QStringLiteral("Bringing {noun} back to its floor would be worth {impact} a year"));
    else if (score.freed) {
        prose.set(QStringLiteral("freed"), *score.freed);
        prose.write(claim,
                    option.isLead
                        ? QStringLiteral("{thing} {noun} spares {|freed|} that would else be tied up, worth {impact} a "
                                         "year at the industry's cost of capital")
                        : QStringLiteral("{thing} {noun} would set {|freed|} of cash free once, worth {impact} a year "
                                         "at the industry's cost of capital"));
    } else if (option.ratio == QLatin1String("revenue_growth")) {
        prose.write(claim, option.isLead
                               ? QStringLiteral("{thing} {noun} is worth {impact} of gross profit a year")
                               : QStringLiteral("{thing} {noun} would be worth {impact} of gross profit a year"));
    } else {
        prose.write(claim, option.isLead ? QStringLiteral("{thing} {noun} is worth {impact} a year")
                                         : QStringLiteral("{thing} {noun} would be worth {impact} a year"));
    }
    const bool isInterval = score.impactLow && score.impactHigh && score.impactLow->ref != score.impact->ref;
    if (isInterval && score.impactLow->value > 0) {
        prose.set(QStringLiteral("low"), *score.impactLow).set(QStringLiteral("high"), *score.impactHigh);
        prose.set(QStringLiteral("basis"), basisWords(score.basis));
        prose.write(claim, QStringLiteral(", between {low} and {high} by the spread of {basis}"));
    }
    claim.text(QStringLiteral("."));
    return claim.build();
}

Recommendation recommendationOf(Workbench &bench, const Weighed &weighed, const QString &id,
                                const QList<DataRequest> &requests)
{
    const auto &option = weighed.option;
    Recommendation made;
    made.id = id;
    made.claim = claimOf(option, id);
    made.kind = option.kind;
    made.title = titleOf(option);
    made.links = linksOf(option);
    made.feasibility = option.item->fields.value(QStringLiteral("feasibility"));
    if (!weighed.score)
        return made;
    const auto &score = *weighed.score;
    made.impact = impactOf(bench, option, score, id + QStringLiteral(".impact"));
    made.score = score.total;
    made.criteria = score.criteria;
    made.impactLow = score.impactLow;
    made.impactHigh = score.impactHigh;
    if (const auto *feasibility = made.criterion(QStringLiteral("feasibility")); feasibility && feasibility->score)
        made.feasibility = wordOf(feasibility->score->value);
    made.conditions = conditionsOf(bench, id, option, score);
    made.plan = firstHundredDays(option, requests);
    return made;
}

} // namespace

QList<Recommended> recommend(Workbench &bench, const QList<FrameworkOutput> &frameworks, int limit)
{
    QList<Weighed> weighed;
    QList<DataRequest> requests;
    for (const auto &option : findOptions(bench, frameworks))
        weighed.append({option, scoreOption(bench, option)});
    for (const auto &framework : frameworks)
        requests += framework.requests;
    QList<Recommended> recommended;
    for (const auto &one : ranked(weighed).mid(0, limit)) {
        const auto id = QStringLiteral("recommendation.%1").arg(recommended.size() + 1);
        recommended.append({one.option, recommendationOf(bench, one, id, requests)});
    }
    return recommended;
}

} // namespace consultantos
