// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/recommendation_text.h"

#include <algorithm>

namespace consultantos::recommendation_text {

QString preface(const Wording &wording)
{
    return wording.say(QStringLiteral(
        "Each criterion is scored from one to five, five being best: for risk the least, for time the "
        "soonest. An option's score is their weighted mean; what isn't known leaves its range open, and an "
        "option that speaks to the question gets half a point. Impact is money a year."));
}

QString weeks(const PlannedAction &action, const Wording &wording)
{
    return wording.say(action.firstWeek == action.lastWeek
                           ? QStringLiteral("Week %1").arg(action.firstWeek)
                           : QStringLiteral("Weeks %1 to %2").arg(action.firstWeek).arg(action.lastWeek));
}

QStringList optionColumns(const Wording &wording)
{
    return wording.say({QStringLiteral("Option"), QStringLiteral("Score"), QStringLiteral("Least"),
                        QStringLiteral("Most"), QStringLiteral("Impact"), QStringLiteral("Impact score"),
                        QStringLiteral("Feasibility"), QStringLiteral("Risk"), QStringLiteral("Time")});
}

QString test(const Condition &condition, const Wording &wording)
{
    if (condition.notDerivable.isEmpty())
        return condition.test;
    return condition.test + QLatin1Char(' ') + wording.say(QStringLiteral("Threshold")) + QLatin1Char(' ')
           + condition.notDerivable + QLatin1Char('.');
}

bool hasScores(const Report &report)
{
    return std::any_of(report.recommendations.cbegin(), report.recommendations.cend(),
                       [](const Recommendation &one) { return one.score.has_value(); });
}

namespace {

std::optional<Figure> figureOf(const Computation *computation)
{
    if (computation == nullptr)
        return std::nullopt;
    return Figure{computation->value, computation->unit, computation->period, computation->id};
}

} // namespace

std::optional<Figure> weight(const Report &report, const Recommendation &recommendation, const QString &criterion)
{
    const auto *score = recommendation.score ? report.evidence.computation(recommendation.score->ref) : nullptr;
    if (score == nullptr)
        return std::nullopt;
    for (const auto &binding : score->bindings) {
        if (binding.name == QLatin1String("weight_of_") + criterion)
            return figureOf(report.evidence.computation(binding.refs.value(0)));
    }
    return std::nullopt;
}

std::optional<Figure> bound(const Report &report, const Recommendation &recommendation, bool isLow)
{
    if (!recommendation.score)
        return std::nullopt;
    auto id = recommendation.score->ref;
    id.replace(QStringLiteral("/recommendation_score/"),
               isLow ? QStringLiteral("/recommendation_score_low/") : QStringLiteral("/recommendation_score_high/"));
    return figureOf(report.evidence.computation(id));
}

} // namespace consultantos::recommendation_text
