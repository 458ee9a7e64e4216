// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/redis/socket_system.h"

#include <cstring>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/time.h>
#include <unistd.h>

namespace consultantos::sockets {
namespace {

#ifdef MSG_NOSIGNAL
constexpr int SendFlags = MSG_NOSIGNAL;
#else
constexpr int SendFlags = 0; // there SO_NOSIGPIPE says the same
#endif

timeval toTimeval(std::chrono::milliseconds limit)
{
    timeval value{};
    value.tv_sec = decltype(value.tv_sec)(limit.count() / 1'000);
    value.tv_usec = decltype(value.tv_usec)(limit.count() % 1'000 * 1'000);
    return value;
}

void makeOurs(int descriptor)
{
    ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    ::fcntl(descriptor, F_SETFL, O_NONBLOCK);
}

} // namespace

int lastError()
{
    return errno;
}

QString errorText(int error)
{
    return QString::fromLocal8Bit(std::strerror(error));
}

QString lookUpErrorText(int error)
{
    return QString::fromLocal8Bit(::gai_strerror(error));
}

bool isTransient(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

bool isInProgress(int error)
{
    // A Unix socket whose queue is full says EAGAIN, which no waiting ends.
    return error == EINPROGRESS || error == EINTR;
}

int open(int family, int type, int protocol)
{
    const int descriptor = ::socket(family, type, protocol);
    if (descriptor >= 0)
        makeOurs(descriptor);
    return descriptor;
}

void close(int descriptor)
{
    ::close(descriptor);
}

int prepare(int descriptor, bool isTcp, std::chrono::milliseconds limit)
{
    const int yes = 1;
    if (isTcp && ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes)) != 0)
        return errno;
#ifdef SO_NOSIGPIPE
    ::setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &yes, sizeof(yes));
#endif
    const auto time = toTimeval(limit);
    if (::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof(time)) != 0
        || ::setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof(time)) != 0)
        return errno;
    return ::fcntl(descriptor, F_SETFL, 0) == 0 ? 0 : errno;
}

int connectError(int descriptor)
{
    int error = 0;
    socklen_t size = sizeof(error);
    return ::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

qsizetype send(int descriptor, const char *bytes, qsizetype size)
{
    return ::send(descriptor, bytes, std::size_t(size), SendFlags);
}

qsizetype receive(int descriptor, char *bytes, qsizetype size, Waiting waiting)
{
    return ::recv(descriptor, bytes, std::size_t(size), waiting == Waiting::Peek ? MSG_PEEK | MSG_DONTWAIT : 0);
}

int poll(PollEntry *entries, int count, int milliseconds)
{
    return ::poll(entries, nfds_t(count), milliseconds);
}

std::array<int, 2> openSignal()
{
    std::array<int, 2> ends{-1, -1};
    if (::pipe(ends.data()) != 0)
        return {-1, -1};
    for (const auto end : ends)
        makeOurs(end);
    return ends;
}

void signal(int end)
{
    const char byte = 0;
    while (end >= 0 && ::write(end, &byte, 1) < 0 && errno == EINTR) {
    }
}

void closeSignal(const std::array<int, 2> &ends)
{
    for (const auto end : ends) {
        if (end >= 0)
            ::close(end);
    }
}

} // namespace consultantos::sockets
