// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/recommendation.h"

#include "base/json.h"
#include "base/json_fields.h"
#include "model/json_text.h"

namespace consultantos {

namespace {

std::optional<Figure> optionalFigure(const QJsonValue &value)
{
    return value.isObject() ? std::optional(figureFromJson(value.toObject())) : std::nullopt;
}

PlannedAction actionFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("first_week")].toInt(), object[QStringLiteral("last_week")].toInt(),
            object[QStringLiteral("owner")].toString(), object[QStringLiteral("action")].toString(),
            json::toStrings(object[QStringLiteral("needs")])};
}

} // namespace

template <typename Fields>
static void describe(Fields &fields, const Condition &condition)
{
    fields("claim", condition.claim);
    fields("not_derivable", condition.notDerivable);
    fields("status", condition.status);
    fields("test", condition.test);
    fields("threshold", condition.threshold);
    fields("today", condition.today);
}

template <typename Fields>
static void describe(Fields &fields, const PlannedAction &action)
{
    fields("action", action.action);
    fields("first_week", action.firstWeek);
    fields("last_week", action.lastWeek);
    fields("needs", action.needs);
    fields("owner", action.owner);
}

template <typename Fields>
static void describe(Fields &fields, const Recommendation &recommendation)
{
    fields("claim", recommendation.claim);
    if (!recommendation.criteria.isEmpty()) {
        fields("conditions", recommendation.conditions);
        fields("criteria", recommendation.criteria);
    }
    fields("feasibility", recommendation.feasibility);
    if (!recommendation.criteria.isEmpty())
        fields("hundred_days", recommendation.plan);
    fields("id", recommendation.id);
    fields("impact", recommendation.impact);
    if (!recommendation.criteria.isEmpty()) {
        fields("impact_high", recommendation.impactHigh);
        fields("impact_low", recommendation.impactLow);
        fields("kind", recommendation.kind);
    }
    fields("links", recommendation.links);
    if (!recommendation.criteria.isEmpty()) {
        fields("score", recommendation.score ? QJsonValue(toJson(*recommendation.score)) : QJsonValue());
        fields("title", recommendation.title);
    }
}

const Driver *Recommendation::criterion(const QString &id) const
{
    for (const auto &driver : criteria) {
        if (driver.id == id)
            return &driver;
    }
    return nullptr;
}

QList<Claim> Recommendation::claims() const
{
    QList<Claim> all{claim};
    if (impact)
        all.append(*impact);
    for (const auto &condition : conditions)
        all.append(condition.claim);
    return all;
}

QStringList Recommendation::figureRefs() const
{
    QStringList refs;
    const auto add = [&refs](const std::optional<Figure> &figure) {
        if (figure)
            refs.append(figure->ref);
    };
    if (score) {
        // The ends of its interval are computations of their own, beside it.
        for (const auto *end : {"/recommendation_score/", "/recommendation_score_low/", "/recommendation_score_high/"})
            refs.append(QString(score->ref).replace(QStringLiteral("/recommendation_score/"), QLatin1String(end)));
    }
    for (const auto &criterion : criteria) {
        add(criterion.figure);
        add(criterion.reference);
        add(criterion.score);
    }
    add(impactLow);
    add(impactHigh);
    for (const auto &condition : conditions) {
        add(condition.today);
        add(condition.threshold);
    }
    return refs;
}

Condition conditionFromJson(const QJsonObject &object)
{
    return {claimFromJson(object[QStringLiteral("claim")].toObject()),
            optionalFigure(object[QStringLiteral("today")]),
            optionalFigure(object[QStringLiteral("threshold")]),
            object[QStringLiteral("status")].toString(),
            object[QStringLiteral("test")].toString(),
            object[QStringLiteral("not_derivable")].toString()};
}

QJsonObject toJson(const Condition &condition)
{
    return json::toObject(condition);
}

void writeJson(JsonWriter &writer, const Condition &condition)
{
    json::writeObject(writer, condition);
}

QJsonObject toJson(const Recommendation &recommendation)
{
    return json::toObject(recommendation);
}

void writeJson(JsonWriter &writer, const Recommendation &recommendation)
{
    json::writeObject(writer, recommendation);
}

Recommendation recommendationFromJson(const QJsonObject &object)
{
    Recommendation read;
    read.id = object[QStringLiteral("id")].toString();
    read.claim = claimFromJson(object[QStringLiteral("claim")].toObject());
    if (object[QStringLiteral("impact")].isObject())
        read.impact = claimFromJson(object[QStringLiteral("impact")].toObject());
    read.feasibility = object[QStringLiteral("feasibility")].toString();
    read.links = json::toStrings(object[QStringLiteral("links")]);
    read.title = object[QStringLiteral("title")].toString();
    read.kind = object[QStringLiteral("kind")].toString();
    if (object[QStringLiteral("score")].isObject())
        read.score = scoreFromJson(object[QStringLiteral("score")].toObject());
    read.criteria = json::toList<Driver>(object[QStringLiteral("criteria")], driverFromJson);
    read.impactLow = optionalFigure(object[QStringLiteral("impact_low")]);
    read.impactHigh = optionalFigure(object[QStringLiteral("impact_high")]);
    read.conditions = json::toList<Condition>(object[QStringLiteral("conditions")], conditionFromJson);
    read.plan = json::toList<PlannedAction>(object[QStringLiteral("hundred_days")], actionFromJson);
    return read;
}

} // namespace consultantos
