// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/monitoring/alert_outputs.h"

#include "base/json.h"
#include "base/secret_store.h"
#include "egress/http_client.h"
#include "egress/mail_sender.h"
#include "evidence/sources/network_access.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>

namespace consultantos {
namespace {

using namespace std::chrono_literals;

const QString WebhookKey = QStringLiteral("webhook_key");
constexpr auto WebhookTime = 60s;
constexpr qint64 MostAnswer = 64 * 1024; ///< nothing of it is read

QByteArray bodyOf(const Monitor &monitor, const QList<MonitorAlert> &alerts)
{
    const QJsonObject body{{QStringLiteral("event"), QStringLiteral("alerts")},
                           {QStringLiteral("monitor"), QJsonObject{{QStringLiteral("id"), monitor.id},
                                                                   {QStringLiteral("name"), monitor.name},
                                                                   {QStringLiteral("company"), monitor.companyId}}},
                           {QStringLiteral("alerts"), json::fromList(alerts)}};
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

QString subjectOf(const Monitor &monitor, const QList<MonitorAlert> &alerts)
{
    constexpr qsizetype MostLength = 150;
    const auto title = alerts.size() == 1 ? alerts.first().title
                                          : QCoreApplication::translate("Alerts", "%1 alerts").arg(alerts.size());
    return QStringLiteral("%1: %2").arg(monitor.companyName, title).left(MostLength);
}

QString textOf(const QList<MonitorAlert> &alerts)
{
    QString text;
    for (const auto &alert : alerts) {
        text += alert.title + QLatin1Char('\n') + alert.why + QLatin1Char('\n');
        for (const auto &detail : alert.details)
            text += QStringLiteral("- ") + detail + QLatin1Char('\n');
        for (const auto &source : alert.sources)
            text += QStringLiteral("[%1]\n").arg(
                QStringList{source.name, source.id, source.date ? source.date->toString(Qt::ISODate) : QString()}.join(
                    QLatin1Char(' ')));
        text += QLatin1Char('\n');
    }
    return text;
}

} // namespace

QByteArray webhookSignature(const QByteArray &key, const QByteArray &timestamp, const QByteArray &body)
{
    return "sha256="
           + QMessageAuthenticationCode::hash(timestamp + '.' + body, key, QCryptographicHash::Sha256).toHex();
}

AlertOutputs::AlertOutputs(Parts parts)
    : m_parts(std::move(parts))
{
}

QList<AlertSending> AlertOutputs::compose(const Monitor &monitor, const QList<MonitorAlert> &alerts) const
{
    AlertSending each;
    each.monitorId = monitor.id;
    each.monitorName = monitor.name;
    for (const auto &alert : alerts)
        each.alertIds.append(alert.id);
    QList<AlertSending> sendings;
    if (!monitor.outputs.webhook.isEmpty()) {
        auto post = each;
        post.to = QStringLiteral("webhook");
        post.address = monitor.outputs.webhook;
        post.body = QString::fromUtf8(bodyOf(monitor, alerts));
        sendings.append(post);
    }
    each.subject = subjectOf(monitor, alerts);
    each.body = textOf(alerts);
    for (const auto &to : monitor.outputs.mails) {
        each.to = to;
        sendings.append(each);
    }
    return sendings;
}

Status AlertOutputs::deliver(const AlertSending &sending, const CancellationToken &cancel) const
{
    return sending.isWebhook() ? post(sending, cancel) : mail(sending, cancel);
}

Status AlertOutputs::post(const AlertSending &sending, const CancellationToken &cancel) const
{
    HttpRequest request;
    request.method = HttpMethod::Post;
    request.url = QUrl(sending.address, QUrl::StrictMode);
    request.kind = QStringLiteral("alerts.webhook");
    request.body = sending.body.toUtf8();
    request.limits.total = WebhookTime;
    request.maxBodyBytes = MostAnswer;
    const auto timestamp = QByteArray::number(m_parts.clock->nowUtc().toSecsSinceEpoch());
    request.headers = {{"Content-Type", "application/json"},
                       // A repetition after a lost answer is known by it.
                       {"Idempotency-Key", sending.id.toUtf8()},
                       {"X-ConsultantOS-Timestamp", timestamp}};
    const auto key = m_parts.network->secrets().read(WebhookKey);
    if (key && *key)
        request.headers.append(
            {"X-ConsultantOS-Signature", webhookSignature((*key)->reveal().toUtf8(), timestamp, request.body)});
    const auto answer = m_parts.network->current()->client->fetch(request, cancel);
    return answer ? Status() : tl::unexpected(answer.error());
}

Status AlertOutputs::mail(const AlertSending &sending, const CancellationToken &cancel) const
{
    const auto snapshot = m_parts.network->current();
    auto server = snapshot->mail;
    if (!server.address.userName().isEmpty()) {
        const auto password = m_parts.network->secrets().read(QLatin1String(NetworkAccess::MailPassword));
        if (password && *password)
            server.password = **password;
    }
    const auto client = snapshot->client;
    const MailSender sender(
        m_parts.clock, m_parts.ledger, [client] { return client->isOffline(); },
        [client](const QString &host) { return client->isAllowedHost(host); });
    return sender.send(server, {{sending.to}, sending.subject, sending.body, QStringLiteral("alerts.mail"), sending.id},
                       cancel);
}

} // namespace consultantos
