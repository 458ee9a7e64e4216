// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "egress/egress_options.h"

#include <QNetworkProxyFactory>

namespace consultantos {

/// Which proxy a connection goes through: this machine never through one, the rest as the options say.
class HostProxies final : public QNetworkProxyFactory {
public:
    HostProxies(ProxyUse use, QNetworkProxy given);

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;

private:
    ProxyUse m_use;
    QNetworkProxy m_given;
};

} // namespace consultantos
