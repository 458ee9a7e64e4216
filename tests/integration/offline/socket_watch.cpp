// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a program, this library lets nothing out to the network and writes down each attempt, a line each, to the
// file named by SOCKET_WATCH_LOG: "connect 192.0.2.1:443", "lookup example.com". Loopback and local sockets pass; with
// SOCKET_WATCH_LOOPBACK=1 loopback passes too, but is written down.
#include <arpa/inet.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

void note(const char *what, const char *where)
{
    const char *path = std::getenv("SOCKET_WATCH_LOG");
    if (path == nullptr)
        return;
    char line[512];
    const int length = std::snprintf(line, sizeof line, "%s %s\n", what, where);
    const int file = ::open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0 || length < 0)
        return;
    // One write a line: lines of several threads and processes stay whole.
    [[maybe_unused]] const auto written = ::write(file, line, std::strlen(line));
    ::close(file);
}

bool isLoopback(const sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        const auto *v4 = reinterpret_cast<const sockaddr_in *>(address);
        return (ntohl(v4->sin_addr.s_addr) >> 24) == 127;
    }
    const auto *v6 = reinterpret_cast<const sockaddr_in6 *>(address);
    return IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr)
           || (IN6_IS_ADDR_V4MAPPED(&v6->sin6_addr) && v6->sin6_addr.s6_addr[12] == 127);
}

void noteAddress(const char *what, const sockaddr *address)
{
    char host[INET6_ADDRSTRLEN] = "?";
    int port = 0;
    if (address->sa_family == AF_INET) {
        const auto *v4 = reinterpret_cast<const sockaddr_in *>(address);
        inet_ntop(AF_INET, &v4->sin_addr, host, sizeof host);
        port = ntohs(v4->sin_port);
    } else {
        const auto *v6 = reinterpret_cast<const sockaddr_in6 *>(address);
        inet_ntop(AF_INET6, &v6->sin6_addr, host, sizeof host);
        port = ntohs(v6->sin6_port);
    }
    char where[INET6_ADDRSTRLEN + 16];
    std::snprintf(where, sizeof where, "%s:%d", host, port);
    note(what, where);
}

/// Whether a packet or connection to `address` may go.
bool admits(const char *what, const sockaddr *address)
{
    if (address == nullptr || (address->sa_family != AF_INET && address->sa_family != AF_INET6))
        return true;
    if (isLoopback(address)) {
        if (std::getenv("SOCKET_WATCH_LOOPBACK") != nullptr)
            noteAddress(what, address);
        return true;
    }
    noteAddress(what, address);
    errno = ENETUNREACH;
    return false;
}

template <typename Function>
Function real(const char *name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" {

int connect(int socket, const sockaddr *address, socklen_t length)
{
    static const auto call = real<int (*)(int, const sockaddr *, socklen_t)>("connect");
    return admits("connect", address) ? call(socket, address, length) : -1;
}

ssize_t sendto(int socket, const void *data, size_t size, int flags, const sockaddr *address, socklen_t length)
{
    static const auto call = real<ssize_t (*)(int, const void *, size_t, int, const sockaddr *, socklen_t)>("sendto");
    return admits("sendto", address) ? call(socket, data, size, flags, address, length) : -1;
}

ssize_t sendmsg(int socket, const msghdr *message, int flags)
{
    static const auto call = real<ssize_t (*)(int, const msghdr *, int)>("sendmsg");
    return admits("sendmsg", static_cast<const sockaddr *>(message->msg_name)) ? call(socket, message, flags) : -1;
}

// The C library asks name servers by calls of its own that can't be watched from here: the question itself is.
int getaddrinfo(const char *node, const char *service, const addrinfo *hints, addrinfo **result)
{
    static const auto call = real<int (*)(const char *, const char *, const addrinfo *, addrinfo **)>("getaddrinfo");
    in6_addr number{};
    const bool isHarmless = node == nullptr || std::strcmp(node, "localhost") == 0
                            || inet_pton(AF_INET, node, &number) == 1 || inet_pton(AF_INET6, node, &number) == 1;
    if (isHarmless)
        return call(node, service, hints, result);
    note("lookup", node);
    return EAI_NONAME;
}

} // extern "C"
