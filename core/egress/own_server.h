// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "egress/egress_gate.h"

#include <QUrl>

#include <memory>

namespace consultantos {

/// For as long as it lives a server of this machine counts as ours: see HttpClient::ownServer(). It may outlive the client.
class OwnServer {
public:
    OwnServer(std::shared_ptr<EgressGate> gate, QUrl address, ServerStart start)
        : m_gate(std::move(gate))
        , m_address(std::move(address))
        , m_start(start)
    {
        m_gate->addOwnServer(m_address, m_start);
    }
    ~OwnServer() { m_gate->removeOwnServer(m_address, m_start); }
    OwnServer(const OwnServer &) = delete;
    OwnServer &operator=(const OwnServer &) = delete;

private:
    std::shared_ptr<EgressGate> m_gate;
    QUrl m_address;
    ServerStart m_start;
};

} // namespace consultantos
