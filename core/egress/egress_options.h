// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "egress/retry_policy.h"
#include "egress/token_bucket.h"

#include <QList>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

enum class ProxyUse { System, None, Given };

/// A limit that several hosts of one service share, named as hostLabel() does or by their name alone.
struct SharedRate {
    QStringList hosts;
    RateLimit limit;
};

/// How the network may be used. A value; HttpClient takes it at its making.
struct EgressOptions {
    bool isOffline = false; ///< nothing goes out; HttpClient::setOffline changes it
    /// What is reachable nevertheless, as "host" or "host:port": a local model server that the user named. Everything
    /// else is refused while offline, this machine included.
    QStringList offlineHosts;
    bool isOfflineLocked = false; ///< by the administrator: setOffline() changes nothing
    /// The hosts that may be asked at all, as Policy::allowedHosts() has them; nothing: every host.
    std::optional<QStringList> allowedHosts;
    QByteArray userAgent = "ConsultantOS";
    ProxyUse proxyUse = ProxyUse::System;
    QNetworkProxy proxy;                    ///< with ProxyUse::Given
    QList<QSslCertificate> ownCertificates; ///< trusted beside the system's
    RateLimit defaultRate;                  ///< of each host without a rate of its own
    QList<SharedRate> sharedRates;          ///< the first one that names a host holds
    RetryPolicy retries;
};

} // namespace consultantos
