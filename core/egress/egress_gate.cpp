// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/egress_gate.h"

#include "base/policy.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>

namespace consultantos {
namespace {

int schemePort(const QUrl &url)
{
    return url.scheme() == QLatin1String("https") ? 443 : 80;
}

bool isHeaderText(const QByteArray &text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

tl::unexpected<Error> noProperRequest(const QString &reason)
{
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("Egress", "The address can't be asked; nothing was sent."), reason);
}

Status checkForm(const HttpRequest &request)
{
    const auto &url = request.url;
    if (!url.isValid() || url.host().isEmpty()
        || (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https")))
        return noProperRequest(
            QCoreApplication::translate("Egress", "It must begin with https:// or http:// and name a host."));
    for (const auto &[name, value] : request.headers) {
        if (name.isEmpty() || !isHeaderText(name) || !isHeaderText(value))
            return noProperRequest(QCoreApplication::translate("Egress", "A header holds a line break."));
    }
    return {};
}

} // namespace

QString hostLabel(const QUrl &url)
{
    const int port = url.port(schemePort(url));
    const auto host = url.host().toLower();
    if (port == schemePort(url))
        return host;
    return (host.contains(QLatin1Char(':')) ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(host).arg(port);
}

bool isLoopback(const QUrl &url)
{
    const auto host = url.host();
    return host.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

EgressGate::EgressGate(const EgressOptions &options)
    : m_isOffline(options.isOffline)
    , m_isOfflineLocked(options.isOfflineLocked)
    , m_offlineHosts(options.offlineHosts)
    , m_allowedHosts(options.allowedHosts)
{
}

void EgressGate::setOffline(bool isOffline)
{
    if (!m_isOfflineLocked)
        m_isOffline = isOffline;
}

bool EgressGate::allowsHost(const QString &host) const
{
    return !m_allowedHosts || isHostAmong(host, *m_allowedHosts);
}

void EgressGate::addOwnServer(const QUrl &address, ServerStart start)
{
    if (!isLoopback(address))
        return;
    const std::lock_guard lock(m_mutex);
    ++m_ownServers[hostLabel(address)];
    if (start == ServerStart::ByProgram)
        ++m_startedServers[hostLabel(address)];
}

void EgressGate::removeOwnServer(const QUrl &address, ServerStart start)
{
    const std::lock_guard lock(m_mutex);
    const auto takeFrom = [label = hostLabel(address)](QHash<QString, int> &servers) {
        const auto own = servers.find(label);
        if (own != servers.end() && --own.value() <= 0)
            servers.erase(own);
    };
    takeFrom(m_ownServers);
    if (start == ServerStart::ByProgram)
        takeFrom(m_startedServers);
}

bool EgressGate::isStartedByProgram(const QUrl &address) const
{
    const std::lock_guard lock(m_mutex);
    return m_startedServers.contains(hostLabel(address));
}

bool EgressGate::isOwnServer(const QUrl &address) const
{
    const std::lock_guard lock(m_mutex);
    return m_ownServers.contains(hostLabel(address));
}

Status EgressGate::admit(const HttpRequest &request) const
{
    if (auto proper = checkForm(request); !proper)
        return proper;
    const auto label = hostLabel(request.url);
    if (!allowsHost(request.url.host()) && !isStartedByProgram(request.url)) {
        auto refused = fail(ErrorCode::Denied,
                            QCoreApplication::translate("Egress", "%1 was not asked: your administrator doesn't allow "
                                                                  "this host.")
                                .arg(label),
                            QCoreApplication::translate("Egress", "Ask your administrator to add it to the policy's "
                                                                  "allowed_hosts."));
        refused.value().isTurnedAway = true;
        return refused;
    }
    if (m_isOffline && !m_offlineHosts.contains(label, Qt::CaseInsensitive)
        && !m_offlineHosts.contains(request.url.host(), Qt::CaseInsensitive) && !isOwnServer(request.url)) {
        auto refused =
            fail(ErrorCode::Offline,
                 QCoreApplication::translate("Egress", "%1 was not asked: the program is offline. What is stored on "
                                                       "this machine is used.")
                     .arg(label),
                 QCoreApplication::translate("Egress", "Switch Offline off in the settings, or leave out --offline."));
        refused.value().isTurnedAway = true;
        return refused;
    }
    if (request.carriesSecret && request.url.scheme() != QLatin1String("https") && !isLoopback(request.url))
        return fail(
            ErrorCode::Denied,
            QCoreApplication::translate("Egress", "The key for %1 was not sent: the connection is not encrypted.")
                .arg(label),
            QCoreApplication::translate("Egress", "Give an address that begins with https://."));
    return {};
}

Status EgressGate::admitRedirect(const QUrl &from, const QUrl &to)
{
    const bool isSameHost = from.host().compare(to.host(), Qt::CaseInsensitive) == 0;
    const bool isSamePort = from.port(schemePort(from)) == to.port(schemePort(to));
    const bool isUpgrade = from.scheme() == QLatin1String("http") && to.scheme() == QLatin1String("https")
                           && from.port(80) == 80 && to.port(443) == 443;
    const bool isProper = to.scheme() == QLatin1String("http") || to.scheme() == QLatin1String("https");
    if (isProper && isSameHost && ((isSamePort && from.scheme() == to.scheme()) || isUpgrade))
        return {};
    return fail(
        ErrorCode::Denied,
        QCoreApplication::translate("Egress", "%1 sends its visitors on to %2, which nobody asked for; it was not "
                                              "followed.")
            .arg(hostLabel(from), to.host().isEmpty() ? to.scheme() : hostLabel(to)),
        QCoreApplication::translate("Egress", "If that place is right, enter it as the address of this source."));
}

} // namespace consultantos
