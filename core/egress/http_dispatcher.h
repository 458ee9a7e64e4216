// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "egress/http_call.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QSet>

#include <map>
#include <memory>

namespace consultantos {

/// Owner of the QNetworkAccessManager, the hosts' rates and the calls under way. All of it happens in the network
/// thread; HttpClient calls it from there.
class HttpDispatcher final : public QObject {
    Q_OBJECT

public:
    HttpDispatcher(EgressOptions options, EgressServices services, std::shared_ptr<const EgressGate> gate);
    ~HttpDispatcher() override;

    void start(const HttpRequest &request, std::shared_ptr<HttpPromise> promise);
    void cancelAll();
    /// Ends the calls that the gate no longer admits.
    void goOffline();

private:
    [[nodiscard]] QNetworkAccessManager &network();
    [[nodiscard]] TokenBucket &bucketOf(const QUrl &url);

    EgressOptions m_options;
    EgressServices m_services;
    std::shared_ptr<const EgressGate> m_gate;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::map<QString, TokenBucket> m_buckets; ///< by the first host that shares it; references into it stay valid
    QSet<HttpCall *> m_calls;
};

} // namespace consultantos
