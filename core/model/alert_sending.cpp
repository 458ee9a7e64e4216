// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/alert_sending.h"

#include "base/json.h"
#include "model/time_text.h"

#include <QCoreApplication>

namespace consultantos {

QJsonObject summaryOf(const AlertSending &sending)
{
    return {{QStringLiteral("schema_version"), AlertSending::SchemaVersion},
            {QStringLiteral("id"), sending.id},
            {QStringLiteral("monitor"), sending.monitorId},
            {QStringLiteral("monitor_name"), sending.monitorName},
            {QStringLiteral("alerts"), json::fromStrings(sending.alertIds)},
            {QStringLiteral("to"), sending.to},
            {QStringLiteral("created"), timeToJson(sending.created)},
            {QStringLiteral("attempts"), sending.attempts},
            {QStringLiteral("last_try"), timeToJson(sending.lastTry)},
            {QStringLiteral("next_try"), timeToJson(sending.nextTry)},
            {QStringLiteral("error"), sending.error},
            {QStringLiteral("given_up"), sending.isGivenUp()}};
}

QJsonObject toJson(const AlertSending &sending)
{
    auto object = summaryOf(sending);
    object.insert(QStringLiteral("address"), sending.address);
    object.insert(QStringLiteral("subject"), sending.subject);
    object.insert(QStringLiteral("body"), sending.body);
    return object;
}

Result<AlertSending> alertSendingFromJson(const QJsonObject &object)
{
    if (object[QLatin1String("schema_version")].toInt(AlertSending::SchemaVersion) > AlertSending::SchemaVersion)
        return fail(ErrorCode::NewerVersion,
                    QCoreApplication::translate("Monitors", "This alert was written by a newer version."));
    AlertSending sending;
    sending.id = object[QLatin1String("id")].toString();
    sending.monitorId = object[QLatin1String("monitor")].toString();
    sending.monitorName = object[QLatin1String("monitor_name")].toString();
    sending.alertIds = json::toStrings(object[QLatin1String("alerts")]);
    sending.to = object[QLatin1String("to")].toString();
    sending.address = object[QLatin1String("address")].toString();
    sending.subject = object[QLatin1String("subject")].toString();
    sending.body = object[QLatin1String("body")].toString();
    sending.created = timeFromJson(object[QLatin1String("created")]);
    sending.attempts = object[QLatin1String("attempts")].toInt();
    sending.lastTry = timeFromJson(object[QLatin1String("last_try")]);
    sending.nextTry = timeFromJson(object[QLatin1String("next_try")]);
    sending.error = object[QLatin1String("error")].toString();
    if (sending.id.isEmpty() || sending.to.isEmpty() || !sending.created.isValid())
        return fail(ErrorCode::Malformed, QCoreApplication::translate("Monitors", "A stored alert can't be read."));
    return sending;
}

} // namespace consultantos
