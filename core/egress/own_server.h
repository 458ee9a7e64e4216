// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "egress/http_client.h"

#include <QUrl>

namespace consultantos {

/// For as long as it lives a server of this machine counts as ours: see HttpClient::addOwnServer(). Nothing happens for
/// an address elsewhere.
class OwnServer {
public:
    /// `http` outlives it.
    OwnServer(HttpClient &http, QUrl address)
        : m_http(http)
        , m_address(std::move(address))
    {
        m_http.addOwnServer(m_address);
    }
    ~OwnServer() { m_http.removeOwnServer(m_address); }
    OwnServer(const OwnServer &) = delete;
    OwnServer &operator=(const OwnServer &) = delete;

private:
    HttpClient &m_http;
    QUrl m_address;
};

} // namespace consultantos
