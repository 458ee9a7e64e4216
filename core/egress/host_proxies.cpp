// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/host_proxies.h"

#include "egress/egress_gate.h"

namespace consultantos {

HostProxies::HostProxies(ProxyUse use, QNetworkProxy given)
    : m_use(use)
    , m_given(std::move(given))
{
}

QList<QNetworkProxy> HostProxies::queryProxy(const QNetworkProxyQuery &query)
{
    if (m_use == ProxyUse::None || isLoopback(query.url()))
        return {QNetworkProxy(QNetworkProxy::NoProxy)};
    if (m_use == ProxyUse::Given)
        return {m_given};
    return systemProxyForQuery(query);
}

} // namespace consultantos
