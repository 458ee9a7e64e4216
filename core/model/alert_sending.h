// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace consultantos {

/// Alerts on their way to one output, as they will go out: kept until they have arrived, were given up or taken back.
struct AlertSending {
    static constexpr int SchemaVersion = 1;

    QString id; ///< the same at each try: a webhook's Idempotency-Key, the Message-ID of a mail
    QString monitorId;
    QString monitorName;
    QStringList alertIds;
    QString to;        ///< "webhook", or an address of mail
    QString address;   ///< of a webhook
    QString subject;   ///< of a mail
    QString body;      ///< JSON or plain text
    QDateTime created; ///< UTC
    int attempts = 0;  ///< those that reached for the network
    QDateTime lastTry; ///< UTC; invalid: none yet
    QDateTime nextTry; ///< UTC; invalid: given up
    QString error;     ///< of the last try

    [[nodiscard]] bool isWebhook() const { return to == QLatin1String("webhook"); }
    [[nodiscard]] bool isGivenUp() const { return !nextTry.isValid(); }
    bool operator==(const AlertSending &) const = default;
};

/// {schema_version, id, monitor, monitor_name, alerts[], to, created, attempts, last_try, next_try, error, given_up}: what is
/// told of it, without what it says and the webhook's address, which may hold a secret.
[[nodiscard]] QJsonObject summaryOf(const AlertSending &sending);
/// The whole, for a store.
[[nodiscard]] QJsonObject toJson(const AlertSending &sending);
[[nodiscard]] Result<AlertSending> alertSendingFromJson(const QJsonObject &object);

} // namespace consultantos
