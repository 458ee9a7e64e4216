// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/http_dispatcher.h"

#include "egress/host_proxies.h"
#include "egress/http_error.h"

namespace consultantos {

HttpDispatcher::HttpDispatcher(EgressOptions options, EgressServices services, std::shared_ptr<const EgressGate> gate)
    : m_options(std::move(options))
    , m_services(std::move(services))
    , m_gate(std::move(gate))
{
}

HttpDispatcher::~HttpDispatcher()
{
    cancelAll();
    // Before the network access manager, whose replies they hold.
    qDeleteAll(findChildren<HttpCall *>(Qt::FindDirectChildrenOnly));
}

void HttpDispatcher::start(const HttpRequest &request, std::shared_ptr<HttpPromise> promise)
{
    CallContext context{&network(), &m_options, &m_services, m_gate.get(),
                        [this](const QUrl &url) -> TokenBucket & { return bucketOf(url); }};
    auto *call = new HttpCall(std::move(context), request, std::move(promise), this);
    m_calls.insert(call);
    connect(call, &HttpCall::done, this, [this, call] {
        m_calls.remove(call);
        call->deleteLater();
    });
    call->start();
}

void HttpDispatcher::cancelAll()
{
    const auto calls = m_calls; // each call that ends takes itself out
    for (auto *call : calls)
        call->abort(http_error::cancelled(hostLabel(call->request().url)));
}

void HttpDispatcher::goOffline()
{
    const auto calls = m_calls;
    for (auto *call : calls) {
        if (!m_gate->admit(call->request()))
            call->abort(http_error::wentOffline(hostLabel(call->request().url)));
    }
}

/// Made at the first request: who never asks has nothing of the network.
QNetworkAccessManager &HttpDispatcher::network()
{
    if (!m_network) {
        m_network = std::make_unique<QNetworkAccessManager>();
        m_network->setProxyFactory(new HostProxies(m_options.proxyUse, m_options.proxy));
        m_network->setAutoDeleteReplies(false);
    }
    return *m_network;
}

TokenBucket &HttpDispatcher::bucketOf(const QUrl &url)
{
    auto label = hostLabel(url);
    if (m_gate->isOwnServer(url)) {
        constexpr double NoRate = 1e9;
        return m_buckets.try_emplace(QStringLiteral("own ") + label, RateLimit{NoRate, NoRate}).first->second;
    }
    auto limit = m_options.defaultRate;
    for (const auto &shared : m_options.sharedRates) {
        if (!shared.hosts.contains(label) && !shared.hosts.contains(url.host().toLower()))
            continue;
        label = shared.hosts.first();
        limit = shared.limit;
        break;
    }
    return m_buckets.try_emplace(label, limit).first->second;
}

} // namespace consultantos
