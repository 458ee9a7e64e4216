// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/http_error.h"

#include <QCoreApplication>
#include <QLocale>

namespace consultantos::http_error {
namespace {

QString seconds(std::chrono::milliseconds time)
{
    return QString::number((time.count() + 999) / 1000);
}

Error turnedAway(Error error)
{
    error.isTurnedAway = true;
    return error;
}

Error proxyError(const QString &host)
{
    return turnedAway(
        {ErrorCode::Network,
         QCoreApplication::translate("Egress", "%1 could not be reached: the proxy refused or did not answer.")
             .arg(host),
         QCoreApplication::translate("Egress", "Check the proxy in the settings, with its user name and password."),
         true});
}

} // namespace

Error ofTransport(QNetworkReply::NetworkError error, const QString &host, const QString &sslReason)
{
    switch (error) {
    case QNetworkReply::HostNotFoundError:
        return turnedAway(
            {ErrorCode::Network, QCoreApplication::translate("Egress", "There is no host %1 to be found.").arg(host),
             QCoreApplication::translate("Egress", "Check the network connection and the address in the settings."),
             true});
    case QNetworkReply::ConnectionRefusedError:
        return turnedAway(
            {ErrorCode::Network, QCoreApplication::translate("Egress", "%1 refuses the connection.").arg(host),
             QCoreApplication::translate("Egress", "Check the address in the settings, or try again later."), true});
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
        return cutOff(host);
    case QNetworkReply::SslHandshakeFailedError:
        return turnedAway(
            {ErrorCode::Network,
             QCoreApplication::translate("Egress", "%1 could not prove who it is; nothing was sent. %2")
                 .arg(host, sslReason)
                 .trimmed(),
             QCoreApplication::translate("Egress", "Where a company's proxy opens encrypted connections, name its "
                                                   "certificate file in the settings (ca_certificates)."),
             false});
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return proxyError(host);
    default:
        break;
    }
    return {ErrorCode::Network, QCoreApplication::translate("Egress", "The connection to %1 failed.").arg(host),
            QCoreApplication::translate("Egress", "Check the network connection, or try again later."), true};
}

bool isPassing(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::TimeoutError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::ProtocolFailure:
        return true;
    default:
        return false;
    }
}

Error ofStatus(int status, const QString &host)
{
    const auto message = [&](const QString &text) { return text.arg(host).arg(status); };
    if (status == 401 || status == 403)
        return {
            ErrorCode::Denied, message(QCoreApplication::translate("Egress", "%1 refuses the request (HTTP %2).")),
            QCoreApplication::translate("Egress", "Check the key of this source, and whether it covers this request."),
            false};
    if (status == 404 || status == 410)
        return {ErrorCode::NotFound,
                message(QCoreApplication::translate("Egress", "%1 has nothing at this address (HTTP %2).")),
                QCoreApplication::translate("Egress", "Check the name, ticker or address that was asked for."), false};
    if (status == 429)
        return {ErrorCode::RateLimited,
                message(QCoreApplication::translate("Egress", "%1 asks for fewer requests (HTTP %2).")),
                QCoreApplication::translate("Egress", "Try again later; what was fetched before is kept."), true};
    if (status >= 500 || status == 408 || status == 425)
        return {ErrorCode::Network,
                message(QCoreApplication::translate("Egress", "%1 has a fault of its own (HTTP %2).")),
                QCoreApplication::translate("Egress", "Try again later; what was fetched before is kept."), true};
    return {ErrorCode::InvalidArgument,
            message(QCoreApplication::translate("Egress", "%1 does not accept the request (HTTP %2).")),
            QCoreApplication::translate("Egress", "Check what was asked for and the address in the settings."), false};
}

Error noConnection(const QString &host, std::chrono::milliseconds limit)
{
    return turnedAway(
        {ErrorCode::TimedOut,
         QCoreApplication::translate("Egress", "%1 did not take the connection within %2 s.").arg(host, seconds(limit)),
         QCoreApplication::translate("Egress",
                                     "Check the network connection and the proxy in the settings, or try again later."),
         true});
}

Error stalled(const QString &host, std::chrono::milliseconds limit)
{
    return {ErrorCode::TimedOut,
            QCoreApplication::translate("Egress", "%1 sent nothing, or hardly anything, for %2 s.")
                .arg(host, seconds(limit)),
            QCoreApplication::translate("Egress", "Try again later."), true};
}

Error tookTooLong(const QString &host, std::chrono::milliseconds limit)
{
    return {ErrorCode::TimedOut,
            QCoreApplication::translate("Egress", "%1 was not done within %2 s.").arg(host, seconds(limit)),
            QCoreApplication::translate("Egress", "Try again later."), true};
}

Error mustWait(const QString &host, std::chrono::milliseconds wait)
{
    return turnedAway(
        {ErrorCode::RateLimited,
         QCoreApplication::translate("Egress", "%1 may only be asked again in %2 s.").arg(host, seconds(wait)),
         QCoreApplication::translate("Egress", "Try again then; what was fetched before is kept."), true, wait});
}

Error wantsPause(const QString &host, std::chrono::milliseconds wait, std::chrono::milliseconds limit)
{
    return turnedAway(
        {ErrorCode::RateLimited,
         QCoreApplication::translate("Egress", "%1 wants to be asked again in %2 s, which is longer than the %3 s that "
                                               "this request may take; it wasn't waited for.")
             .arg(host, seconds(wait), seconds(limit)),
         QCoreApplication::translate("Egress", "Try again then; what was fetched before is kept."), true, wait});
}

Error postSentOn(const QString &host, int status)
{
    return {
        ErrorCode::Malformed,
        QCoreApplication::translate("Egress", "%1 sends the request on in a way that would lose what was asked (HTTP "
                                              "%2); it was not followed.")
            .arg(host)
            .arg(status),
        QCoreApplication::translate("Egress", "Check its address in the settings: https in place of http, the end of "
                                              "its path."),
        false};
}

Error cutOff(const QString &host)
{
    return {ErrorCode::Network,
            QCoreApplication::translate("Egress", "The answer of %1 broke off; nothing of it was used.").arg(host),
            QCoreApplication::translate("Egress", "Try again later."), true};
}

Error tooLarge(const QString &host, qint64 maxBytes)
{
    return {
        ErrorCode::Unreadable,
        QCoreApplication::translate("Egress", "The answer of %1 is larger than the %2 allowed; nothing of it was used.")
            .arg(host, QLocale().formattedDataSize(maxBytes)),
        QCoreApplication::translate("Egress", "Ask for less."), false};
}

Error pageInsteadOfData(const QString &host)
{
    return {ErrorCode::Malformed,
            QCoreApplication::translate("Egress", "%1 answered with a web page instead of data.").arg(host),
            QCoreApplication::translate(
                "Egress",
                "Often it is the sign-in page of a network or proxy, or a notice of maintenance: open the address in a "
                "browser."),
            false};
}

Error notJson(const QString &host)
{
    return {ErrorCode::Malformed,
            QCoreApplication::translate("Egress", "%1 answered with something that is no JSON.").arg(host),
            QCoreApplication::translate("Egress", "Check the address in the settings, or try again later."), false};
}

Error tooManyRedirects(const QString &host)
{
    return {ErrorCode::Malformed,
            QCoreApplication::translate("Egress", "%1 sends its visitors round in circles.").arg(host),
            QCoreApplication::translate("Egress", "Check the address in the settings."), false};
}

Error cancelled(const QString &host)
{
    return {ErrorCode::Cancelled,
            QCoreApplication::translate("Egress", "The request to %1 was cancelled.").arg(host),
            {},
            false};
}

Error wentOffline(const QString &host)
{
    return {
        ErrorCode::Offline,
        QCoreApplication::translate("Egress", "The request to %1 was broken off: the program went offline.").arg(host),
        QCoreApplication::translate("Egress", "Switch Offline off in the settings."), false};
}

} // namespace consultantos::http_error
