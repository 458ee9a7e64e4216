// SPDX-License-Identifier: GPL-3.0-or-later
#include "team/agent_event_json.h"

#include "base/json.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace consultantos {
namespace {

constexpr QLatin1String Agent("agent");
constexpr QLatin1String DependsOn("depends_on");
constexpr QLatin1String State("state");
constexpr QLatin1String Fraction("fraction");
constexpr QLatin1String Activity("activity");
constexpr QLatin1String Elapsed("elapsed_s");
constexpr QLatin1String Finished("finished_at");
constexpr QLatin1String ReportId("report_id");
constexpr QLatin1String ErrorText("error");
constexpr QLatin1String Code("code");

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

QByteArray toBytes(const AgentEvent &event)
{
    return compact({{Agent, event.agent},
                    {DependsOn, json::fromStrings(event.dependsOn)},
                    {State, static_cast<int>(event.state)},
                    {Fraction, event.fraction},
                    {Activity, event.activity},
                    {Elapsed, event.elapsedS}});
}

AgentEvent agentEventFromBytes(const QByteArray &bytes)
{
    const auto object = QJsonDocument::fromJson(bytes).object();
    AgentEvent event;
    event.agent = object[Agent].toString();
    event.dependsOn = json::toStrings(object[DependsOn]);
    event.state = static_cast<AgentState>(object[State].toInt());
    event.fraction = object[Fraction].toDouble();
    event.activity = object[Activity].toString();
    event.elapsedS = object[Elapsed].toDouble();
    return event;
}

QByteArray endToBytes(const Job &job)
{
    return compact({{State, jobStateName(job.state)},
                    {Finished, static_cast<double>(job.finishedAt.toMSecsSinceEpoch())},
                    {ReportId, job.reportId},
                    {ErrorText, job.error},
                    {Code, static_cast<int>(job.errorCode)}});
}

bool takeEnd(Job &job, const QByteArray &bytes)
{
    const auto object = QJsonDocument::fromJson(bytes).object();
    const auto state = jobStateFromName(object[State].toString());
    if (object.isEmpty() || !isOver(state))
        return false;
    job.state = state;
    job.finishedAt = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(object[Finished].toDouble()), Qt::UTC);
    job.reportId = object[ReportId].toString();
    job.error = object[ErrorText].toString();
    job.errorCode = static_cast<ErrorCode>(object[Code].toInt());
    return true;
}

} // namespace consultantos
