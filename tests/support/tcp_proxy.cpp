// SPDX-License-Identifier: GPL-3.0-or-later
#include "tcp_proxy.h"

#include <array>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace consultantos::test {
namespace {

constexpr int TickMs = 10;

sockaddr_in loopback(int port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(std::uint16_t(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/// False at the end of the stream.
bool pass(int from, int to, std::chrono::milliseconds delay)
{
    std::array<char, 64 * 1024> buffer;
    const auto count = ::recv(from, buffer.data(), buffer.size(), 0);
    if (count <= 0)
        return false;
    std::this_thread::sleep_for(delay);
    ssize_t sent = 0;
    while (sent < count) {
        const auto part = ::send(to, buffer.data() + sent, std::size_t(count - sent), MSG_NOSIGNAL);
        if (part <= 0)
            return false;
        sent += part;
    }
    return true;
}

} // namespace

TcpProxy::TcpProxy(int targetPort)
    : m_targetPort(targetPort)
    , m_listener(::socket(AF_INET, SOCK_STREAM, 0))
{
    auto address = loopback(0);
    socklen_t length = sizeof(address);
    ::bind(m_listener, reinterpret_cast<sockaddr *>(&address), length);
    ::listen(m_listener, 16);
    ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &length);
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread(&TcpProxy::acceptAll, this);
}

TcpProxy::~TcpProxy()
{
    m_isClosing = true;
    m_acceptor.join();
    ::close(m_listener);
}

void TcpProxy::acceptAll()
{
    while (!m_isClosing) {
        pollfd waiting{m_listener, POLLIN, 0};
        if (::poll(&waiting, 1, TickMs) <= 0)
            continue;
        const int client = ::accept(m_listener, nullptr, nullptr);
        if (client >= 0)
            m_pumps.emplace_back(&TcpProxy::pump, this, client);
    }
    for (auto &pump : m_pumps)
        pump.join();
}

void TcpProxy::pump(int client)
{
    const int server = ::socket(AF_INET, SOCK_STREAM, 0);
    const auto address = loopback(m_targetPort);
    bool isOpen = !m_isCut && ::connect(server, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) == 0;
    while (isOpen && !m_isClosing && !m_isCut) {
        std::array waiting{pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
        if (::poll(waiting.data(), waiting.size(), TickMs) <= 0)
            continue;
        if (waiting[0].revents != 0)
            isOpen = pass(client, server, std::chrono::milliseconds(0));
        if (isOpen && waiting[1].revents != 0)
            isOpen = pass(server, client, m_delay);
    }
    ::close(client);
    ::close(server);
}

} // namespace consultantos::test
