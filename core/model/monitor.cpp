// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/monitor.h"

#include "base/json.h"
#include "model/time_text.h"

#include <QCoreApplication>

#include <array>

namespace consultantos {
namespace {

struct NamedUnit {
    MonitorSchedule::Unit unit;
    QLatin1String name;
};
constexpr std::array Units{NamedUnit{MonitorSchedule::Unit::Minutes, QLatin1String("minutes")},
                           NamedUnit{MonitorSchedule::Unit::Hours, QLatin1String("hours")},
                           NamedUnit{MonitorSchedule::Unit::Days, QLatin1String("days")},
                           NamedUnit{MonitorSchedule::Unit::Weeks, QLatin1String("weeks")}};

struct NamedOutcome {
    CheckOutcome outcome;
    QLatin1String name;
};
constexpr std::array Outcomes{NamedOutcome{CheckOutcome::Never, QLatin1String("never")},
                              NamedOutcome{CheckOutcome::FirstLook, QLatin1String("first_look")},
                              NamedOutcome{CheckOutcome::Unchanged, QLatin1String("unchanged")},
                              NamedOutcome{CheckOutcome::Changed, QLatin1String("changed")},
                              NamedOutcome{CheckOutcome::Failed, QLatin1String("failed")}};

QJsonObject lineToJson(const FigureLine &line)
{
    return {{QStringLiteral("figure"), line.figure}, {QStringLiteral("value"), line.value}};
}

FigureLine lineFromJson(const QJsonObject &object)
{
    return {object[QLatin1String("figure")].toString(), object[QLatin1String("value")].toDouble()};
}

MonitorWatch watchFromJson(const QJsonObject &object)
{
    MonitorWatch watch;
    watch.filings = object[QLatin1String("filings")].toBool(watch.filings);
    watch.figures = object[QLatin1String("figures")].toBool(watch.figures);
    watch.figureIds = json::toStrings(object[QLatin1String("figure_ids")]);
    watch.quarters = object[QLatin1String("quarters")].toBool();
    watch.news = object[QLatin1String("news")].toBool();
    watch.riskFactors = object[QLatin1String("risk_factors")].toBool();
    watch.frameworks = json::toStrings(object[QLatin1String("frameworks")]);
    watch.lines = json::toList<FigureLine>(object[QLatin1String("lines")], lineFromJson);
    return watch;
}

QJsonObject toJson(const MonitorThresholds &thresholds)
{
    return {{QStringLiteral("relative"), thresholds.relative},
            {QStringLiteral("absolute"), thresholds.absolute},
            {QStringLiteral("points"), thresholds.points},
            {QStringLiteral("score"), thresholds.score}};
}

MonitorThresholds thresholdsFromJson(const QJsonObject &object)
{
    MonitorThresholds thresholds;
    thresholds.relative = object[QLatin1String("relative")].toDouble(thresholds.relative);
    thresholds.absolute = object[QLatin1String("absolute")].toDouble(thresholds.absolute);
    thresholds.points = object[QLatin1String("points")].toDouble(thresholds.points);
    thresholds.score = object[QLatin1String("score")].toDouble(thresholds.score);
    return thresholds;
}

Result<MonitorSchedule> scheduleFromJson(const QJsonObject &object)
{
    MonitorSchedule schedule;
    schedule.cron = object[QLatin1String("cron")].toString();
    schedule.kind = schedule.cron.isEmpty() ? MonitorSchedule::Kind::Every : MonitorSchedule::Kind::Cron;
    schedule.every = object[QLatin1String("every")].toInt(schedule.every);
    if (object.contains(QLatin1String("unit"))) {
        const auto unit = scheduleUnitFromName(object[QLatin1String("unit")].toString());
        if (!unit)
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("Monitors", "A schedule counts minutes, hours, days or weeks."));
        schedule.unit = *unit;
    }
    schedule.timeZone = object[QLatin1String("time_zone")].toString(schedule.timeZone);
    schedule.jitterSeconds = object[QLatin1String("jitter_seconds")].toInt(schedule.jitterSeconds);
    return schedule;
}

QJsonObject toJson(const MonitorOutputs &outputs)
{
    return {{QStringLiteral("webhook"), outputs.webhook},
            {QStringLiteral("mails"), json::fromStrings(outputs.mails)},
            {QStringLiteral("desktop"), outputs.desktop}};
}

MonitorOutputs outputsFromJson(const QJsonObject &object)
{
    MonitorOutputs outputs;
    outputs.webhook = object[QLatin1String("webhook")].toString();
    outputs.mails = json::toStrings(object[QLatin1String("mails")]);
    outputs.desktop = object[QLatin1String("desktop")].toBool(outputs.desktop);
    return outputs;
}

CheckResult resultFromJson(const QJsonObject &object)
{
    CheckResult result;
    result.outcome = checkOutcomeFromName(object[QLatin1String("outcome")].toString());
    result.raised = object[QLatin1String("raised")].toInt();
    result.folded = object[QLatin1String("folded")].toInt();
    result.limits = json::toStrings(object[QLatin1String("limits")]);
    result.error = object[QLatin1String("error")].toString();
    result.durationS = object[QLatin1String("duration_s")].toDouble();
    return result;
}

} // namespace

QStringList MonitorWatch::defaultFigures()
{
    return {QStringLiteral("revenue"),      QStringLiteral("operating_income"),    QStringLiteral("net_income"),
            QStringLiteral("eps_diluted"),  QStringLiteral("operating_cash_flow"), QStringLiteral("free_cash_flow"),
            QStringLiteral("gross_margin"), QStringLiteral("operating_margin")};
}

bool MonitorWatch::isEmpty() const
{
    return !filings && !figures && !news && !riskFactors && frameworks.isEmpty() && lines.isEmpty();
}

QString scheduleUnitName(MonitorSchedule::Unit unit)
{
    for (const auto &named : Units) {
        if (named.unit == unit)
            return named.name;
    }
    return Units.front().name;
}

std::optional<MonitorSchedule::Unit> scheduleUnitFromName(const QString &name)
{
    for (const auto &named : Units) {
        if (named.name == name)
            return named.unit;
    }
    return std::nullopt;
}

QString checkOutcomeName(CheckOutcome outcome)
{
    for (const auto &named : Outcomes) {
        if (named.outcome == outcome)
            return named.name;
    }
    return Outcomes.front().name;
}

CheckOutcome checkOutcomeFromName(const QString &name)
{
    for (const auto &named : Outcomes) {
        if (named.name == name)
            return named.outcome;
    }
    return CheckOutcome::Never;
}

QJsonObject toJson(const MonitorWatch &watch)
{
    return {{QStringLiteral("filings"), watch.filings},
            {QStringLiteral("figures"), watch.figures},
            {QStringLiteral("figure_ids"), json::fromStrings(watch.figureIds)},
            {QStringLiteral("quarters"), watch.quarters},
            {QStringLiteral("news"), watch.news},
            {QStringLiteral("risk_factors"), watch.riskFactors},
            {QStringLiteral("frameworks"), json::fromStrings(watch.frameworks)},
            {QStringLiteral("lines"), json::fromList(watch.lines, lineToJson)}};
}

QJsonObject toJson(const MonitorSchedule &schedule)
{
    QJsonObject object{{QStringLiteral("time_zone"), schedule.timeZone},
                       {QStringLiteral("jitter_seconds"), schedule.jitterSeconds}};
    if (schedule.kind == MonitorSchedule::Kind::Cron) {
        object.insert(QStringLiteral("cron"), schedule.cron);
    } else {
        object.insert(QStringLiteral("every"), schedule.every);
        object.insert(QStringLiteral("unit"), scheduleUnitName(schedule.unit));
    }
    return object;
}

QJsonObject toJson(const CheckResult &result)
{
    return {{QStringLiteral("outcome"), checkOutcomeName(result.outcome)},
            {QStringLiteral("raised"), result.raised},
            {QStringLiteral("folded"), result.folded},
            {QStringLiteral("limits"), json::fromStrings(result.limits)},
            {QStringLiteral("error"), result.error},
            {QStringLiteral("duration_s"), result.durationS}};
}

QJsonObject toJson(const Monitor &monitor)
{
    return {{QStringLiteral("schema_version"), Monitor::SchemaVersion},
            {QStringLiteral("id"), monitor.id},
            {QStringLiteral("user"), monitor.user},
            {QStringLiteral("name"), monitor.name},
            {QStringLiteral("company"), monitor.companyId},
            {QStringLiteral("company_name"), monitor.companyName},
            {QStringLiteral("watch"), toJson(monitor.watch)},
            {QStringLiteral("thresholds"), toJson(monitor.thresholds)},
            {QStringLiteral("schedule"), toJson(monitor.schedule)},
            {QStringLiteral("outputs"), toJson(monitor.outputs)},
            {QStringLiteral("active"), monitor.isActive},
            {QStringLiteral("created"), timeToJson(monitor.created)},
            {QStringLiteral("next_check"), timeToJson(monitor.nextCheck)},
            {QStringLiteral("last_check"), timeToJson(monitor.lastCheck)},
            {QStringLiteral("last_result"), toJson(monitor.lastResult)},
            {QStringLiteral("failures"), monitor.failures}};
}

Result<Monitor> monitorFromJson(const QJsonObject &object)
{
    if (object[QLatin1String("schema_version")].toInt(Monitor::SchemaVersion) > Monitor::SchemaVersion)
        return fail(ErrorCode::NewerVersion,
                    QCoreApplication::translate("Monitors", "This monitor was written by a newer version."));
    const auto schedule = scheduleFromJson(object[QLatin1String("schedule")].toObject());
    if (!schedule)
        return tl::unexpected(schedule.error());
    Monitor monitor;
    monitor.id = object[QLatin1String("id")].toString();
    monitor.user = object[QLatin1String("user")].toString();
    monitor.name = object[QLatin1String("name")].toString();
    monitor.companyId = object[QLatin1String("company")].toString();
    monitor.companyName = object[QLatin1String("company_name")].toString();
    monitor.watch = watchFromJson(object[QLatin1String("watch")].toObject());
    monitor.thresholds = thresholdsFromJson(object[QLatin1String("thresholds")].toObject());
    monitor.schedule = *schedule;
    monitor.outputs = outputsFromJson(object[QLatin1String("outputs")].toObject());
    monitor.isActive = object[QLatin1String("active")].toBool(true);
    monitor.created = timeFromJson(object[QLatin1String("created")]);
    monitor.nextCheck = timeFromJson(object[QLatin1String("next_check")]);
    monitor.lastCheck = timeFromJson(object[QLatin1String("last_check")]);
    monitor.lastResult = resultFromJson(object[QLatin1String("last_result")].toObject());
    monitor.failures = object[QLatin1String("failures")].toInt();
    return monitor;
}

} // namespace consultantos
