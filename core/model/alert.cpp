// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/alert.h"

#include "base/json.h"
#include "model/source_json.h"
#include "model/time_text.h"

#include <QCoreApplication>

#include <array>

namespace consultantos {
namespace {

struct NamedTopic {
    AlertTopic topic;
    QLatin1String name;
};
constexpr std::array Topics{NamedTopic{AlertTopic::Filing, QLatin1String("filing")},
                            NamedTopic{AlertTopic::Figure, QLatin1String("figure")},
                            NamedTopic{AlertTopic::Restatement, QLatin1String("restatement")},
                            NamedTopic{AlertTopic::Line, QLatin1String("line")},
                            NamedTopic{AlertTopic::Score, QLatin1String("score")},
                            NamedTopic{AlertTopic::News, QLatin1String("news")},
                            NamedTopic{AlertTopic::RiskFactor, QLatin1String("risk_factor")}};

struct NamedState {
    AlertState state;
    QLatin1String name;
};
constexpr std::array States{NamedState{AlertState::Open, QLatin1String("open")},
                            NamedState{AlertState::Snoozed, QLatin1String("snoozed")},
                            NamedState{AlertState::Dismissed, QLatin1String("dismissed")}};

QJsonObject toJson(const AlertEvent &event)
{
    return {{QStringLiteral("at"), timeToJson(event.at)},
            {QStringLiteral("what"), event.what},
            {QStringLiteral("by"), event.by},
            {QStringLiteral("note"), event.note}};
}

AlertEvent eventFromJson(const QJsonObject &object)
{
    return {timeFromJson(object[QLatin1String("at")]), object[QLatin1String("what")].toString(),
            object[QLatin1String("by")].toString(), object[QLatin1String("note")].toString()};
}

QJsonValue figureToJson(const std::optional<Figure> &figure)
{
    return figure ? QJsonValue(toJson(*figure)) : QJsonValue();
}

std::optional<Figure> optionalFigure(const QJsonValue &value)
{
    return value.isObject() ? std::optional(figureFromJson(value.toObject())) : std::nullopt;
}

} // namespace

QString alertTopicName(AlertTopic topic)
{
    for (const auto &named : Topics) {
        if (named.topic == topic)
            return named.name;
    }
    return Topics.front().name;
}

std::optional<AlertTopic> alertTopicFromName(const QString &name)
{
    for (const auto &named : Topics) {
        if (named.name == name)
            return named.topic;
    }
    return std::nullopt;
}

QString alertStateName(AlertState state)
{
    for (const auto &named : States) {
        if (named.state == state)
            return named.name;
    }
    return States.front().name;
}

std::optional<AlertState> alertStateFromName(const QString &name)
{
    for (const auto &named : States) {
        if (named.name == name)
            return named.state;
    }
    return std::nullopt;
}

AlertState MonitorAlert::stateAt(const QDateTime &now) const
{
    return state == AlertState::Snoozed && snoozedUntil <= now ? AlertState::Open : state;
}

QJsonObject toJson(const MonitorAlert &alert)
{
    return {
        {QStringLiteral("schema_version"), MonitorAlert::SchemaVersion},
        {QStringLiteral("id"), alert.id},
        {QStringLiteral("monitor"), alert.monitorId},
        {QStringLiteral("monitor_name"), alert.monitorName},
        {QStringLiteral("company"), alert.companyId},
        {QStringLiteral("company_name"), alert.companyName},
        {QStringLiteral("topic"), alertTopicName(alert.topic)},
        {QStringLiteral("subject"), alert.subject},
        {QStringLiteral("title"), alert.title},
        {QStringLiteral("why"), alert.why},
        {QStringLiteral("details"), json::fromStrings(alert.details)},
        {QStringLiteral("before"), figureToJson(alert.before)},
        {QStringLiteral("after"), figureToJson(alert.after)},
        {QStringLiteral("change"), json::fromOptional(alert.change)},
        {QStringLiteral("relative"), json::fromOptional(alert.relative)},
        {QStringLiteral("evidence_ids"), json::fromStrings(alert.evidenceIds)},
        {QStringLiteral("evidence"), toJson(alert.evidence)},
        {QStringLiteral("sources"), json::fromList(alert.sources, [](const Source &source) { return toJson(source); })},
        {QStringLiteral("created"), timeToJson(alert.created)},
        {QStringLiteral("changed"), timeToJson(alert.changed)},
        {QStringLiteral("state"), alertStateName(alert.state)},
        {QStringLiteral("snoozed_until"), timeToJson(alert.snoozedUntil)},
        {QStringLiteral("history"),
         json::fromList(alert.history, [](const AlertEvent &event) { return toJson(event); })},
        {QStringLiteral("folds"), alert.folds}};
}

Result<MonitorAlert> monitorAlertFromJson(const QJsonObject &object)
{
    if (object[QLatin1String("schema_version")].toInt(MonitorAlert::SchemaVersion) > MonitorAlert::SchemaVersion)
        return fail(ErrorCode::NewerVersion,
                    QCoreApplication::translate("Monitors", "This alert was written by a newer version."));
    const auto topic = alertTopicFromName(object[QLatin1String("topic")].toString());
    const auto state = alertStateFromName(object[QLatin1String("state")].toString());
    if (!topic || !state)
        return fail(ErrorCode::Malformed, QCoreApplication::translate("Monitors", "A stored alert can't be read."));
    MonitorAlert alert;
    alert.id = object[QLatin1String("id")].toString();
    alert.monitorId = object[QLatin1String("monitor")].toString();
    alert.monitorName = object[QLatin1String("monitor_name")].toString();
    alert.companyId = object[QLatin1String("company")].toString();
    alert.companyName = object[QLatin1String("company_name")].toString();
    alert.topic = *topic;
    alert.subject = object[QLatin1String("subject")].toString();
    alert.title = object[QLatin1String("title")].toString();
    alert.why = object[QLatin1String("why")].toString();
    alert.details = json::toStrings(object[QLatin1String("details")]);
    alert.before = optionalFigure(object[QLatin1String("before")]);
    alert.after = optionalFigure(object[QLatin1String("after")]);
    alert.change = json::toOptionalDouble(object[QLatin1String("change")]);
    alert.relative = json::toOptionalDouble(object[QLatin1String("relative")]);
    alert.evidenceIds = json::toStrings(object[QLatin1String("evidence_ids")]);
    alert.evidence = evidenceBookFromJson(object[QLatin1String("evidence")].toObject());
    alert.sources = json::toList<Source>(object[QLatin1String("sources")], sourceFromJson);
    alert.created = timeFromJson(object[QLatin1String("created")]);
    alert.changed = timeFromJson(object[QLatin1String("changed")]);
    alert.state = *state;
    alert.snoozedUntil = timeFromJson(object[QLatin1String("snoozed_until")]);
    alert.history = json::toList<AlertEvent>(object[QLatin1String("history")], eventFromJson);
    alert.folds = object[QLatin1String("folds")].toInt();
    return alert;
}

QJsonObject toJson(const AlertDigest &digest)
{
    return {{QStringLiteral("schema_version"), MonitorAlert::SchemaVersion},
            {QStringLiteral("from"), timeToJson(digest.from)},
            {QStringLiteral("to"), timeToJson(digest.to)},
            {QStringLiteral("monitors"), digest.monitors},
            {QStringLiteral("failing"), digest.failing},
            {QStringLiteral("alerts"), json::fromList(digest.alerts)}};
}

} // namespace consultantos
