// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/redis/socket_system.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace consultantos::sockets {
namespace {

/// Winsock wants to be called once before anything else, name look-ups included; it is given back when the process ends.
const bool IsStarted = [] {
    WSADATA data;
    return WSAStartup(MAKEWORD(2, 2), &data) == 0;
}();

int bounded(qsizetype size)
{
    return int(std::min<qsizetype>(size, std::numeric_limits<int>::max()));
}

SOCKET handleOf(int descriptor)
{
    return descriptor < 0 ? INVALID_SOCKET : SOCKET(unsigned(descriptor));
}

/// A socket of this machine's own, bound to a free port of the loopback.
int boundToLoopback(sockaddr_in *address)
{
    const int descriptor = open(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    *address = {};
    address->sin_family = AF_INET;
    address->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int size = sizeof(*address);
    auto *any = reinterpret_cast<sockaddr *>(address);
    if (descriptor >= 0 && ::bind(handleOf(descriptor), any, size) == 0
        && ::getsockname(handleOf(descriptor), any, &size) == 0)
        return descriptor;
    if (descriptor >= 0)
        close(descriptor);
    return -1;
}

bool isTiedTo(int descriptor, const sockaddr_in &other)
{
    return ::connect(handleOf(descriptor), reinterpret_cast<const sockaddr *>(&other), sizeof(other)) == 0;
}

} // namespace

int lastError()
{
    return WSAGetLastError();
}

QString errorText(int error)
{
    return qt_error_string(error);
}

QString lookUpErrorText(int error)
{
    return errorText(error); // Winsock's numbers are the system's
}

bool isTransient(int error)
{
    return error == WSAEWOULDBLOCK || error == WSAEINTR;
}

bool isInProgress(int error)
{
    return error == WSAEWOULDBLOCK || error == WSAEINPROGRESS || error == WSAEINTR;
}

int open(int family, int type, int protocol)
{
    if (!IsStarted)
        return -1;
    const auto handle = ::socket(family, type, protocol);
    if (handle == INVALID_SOCKET)
        return -1;
    SetHandleInformation(reinterpret_cast<HANDLE>(handle), HANDLE_FLAG_INHERIT, 0);
    u_long yes = 1;
    ::ioctlsocket(handle, long(FIONBIO), &yes);
    return int(handle);
}

void close(int descriptor)
{
    ::closesocket(handleOf(descriptor));
}

int prepare(int descriptor, bool isTcp, std::chrono::milliseconds)
{
    const BOOL yes = TRUE;
    const auto *value = reinterpret_cast<const char *>(&yes);
    if (isTcp && ::setsockopt(handleOf(descriptor), IPPROTO_TCP, TCP_NODELAY, value, sizeof(yes)) != 0)
        return lastError();
    return 0;
}

int connectError(int descriptor)
{
    int error = 0;
    int size = sizeof(error);
    return ::getsockopt(handleOf(descriptor), SOL_SOCKET, SO_ERROR, reinterpret_cast<char *>(&error), &size) == 0
               ? error
               : lastError();
}

qsizetype send(int descriptor, const char *bytes, qsizetype size)
{
    return ::send(handleOf(descriptor), bytes, bounded(size), 0);
}

qsizetype receive(int descriptor, char *bytes, qsizetype size, Waiting waiting)
{
    return ::recv(handleOf(descriptor), bytes, bounded(size), waiting == Waiting::Peek ? MSG_PEEK : 0);
}

int poll(PollEntry *entries, int count, int milliseconds)
{
    // WSAPoll() takes a call without any socket, and some versions one with a socket that is none, for a mistake.
    std::vector<PollEntry> asked;
    for (int i = 0; i < count; ++i) {
        entries[i].revents = 0;
        if (entries[i].fd != INVALID_SOCKET)
            asked.push_back(entries[i]);
    }
    if (asked.empty()) {
        Sleep(DWORD(std::max(milliseconds, 0)));
        return 0;
    }
    const int ready = WSAPoll(asked.data(), ULONG(asked.size()), milliseconds);
    auto next = asked.cbegin();
    for (int i = 0; i < count && ready > 0; ++i) {
        if (entries[i].fd != INVALID_SOCKET)
            entries[i].revents = (next++)->revents;
    }
    return ready;
}

std::array<int, 2> openSignal()
{
    // Pipes can't be waited for together with sockets. Both ends talk to nobody but each other.
    sockaddr_in first;
    sockaddr_in second;
    const std::array<int, 2> ends{boundToLoopback(&first), boundToLoopback(&second)};
    if (ends[0] >= 0 && ends[1] >= 0 && isTiedTo(ends[0], second) && isTiedTo(ends[1], first))
        return ends;
    closeSignal(ends);
    return {-1, -1};
}

void signal(int end)
{
    const char byte = 0;
    if (end >= 0)
        ::send(handleOf(end), &byte, 1, 0);
}

void closeSignal(const std::array<int, 2> &ends)
{
    for (const auto end : ends) {
        if (end >= 0)
            close(end);
    }
}

} // namespace consultantos::sockets
