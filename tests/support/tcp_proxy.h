// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <list>
#include <thread>

namespace consultantos::test {

/// Passes bytes between a port of its own and another one, both of the loopback interface, late or not at all, as told.
class TcpProxy {
public:
    explicit TcpProxy(int targetPort);
    ~TcpProxy();
    TcpProxy(const TcpProxy &) = delete;
    TcpProxy &operator=(const TcpProxy &) = delete;

    [[nodiscard]] int port() const { return m_port; }
    /// What the server sends arrives so much later.
    void setDelay(std::chrono::milliseconds delay) { m_delay = delay; }
    /// Closes all connections, and new ones at once, until told otherwise: the network is gone, the server lives on.
    void setCut(bool isCut) { m_isCut = isCut; }

private:
    void acceptAll();
    void pump(int client);

    int m_targetPort;
    int m_listener = -1;
    int m_port = 0;
    std::atomic<std::chrono::milliseconds> m_delay{std::chrono::milliseconds(0)};
    std::atomic<bool> m_isCut = false;
    std::atomic<bool> m_isClosing = false;
    std::list<std::thread> m_pumps; ///< of the accepting thread alone
    std::thread m_acceptor;
};

} // namespace consultantos::test
