// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/redis/redis_socket.h"

#include "cache/redis/socket_system.h"

#include <QCoreApplication>

#include <cstring>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

namespace consultantos {
namespace {

using std::chrono::milliseconds;
using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

/// A name being looked up. getaddrinfo() can't be given a limit or be interrupted: its thread is left to its end, and owns
/// a share of this.
struct LookUp {
    const QByteArray host;
    const QByteArray port;
    RedisInterrupt done; ///< raised after the result is there
    std::mutex mutex;    ///< guards what follows: a pipe orders events, but not, by the language's rules, memory
    Addresses addresses{nullptr, &::freeaddrinfo};
    int error = 0;

    LookUp(QByteArray theHost, QByteArray thePort)
        : host(std::move(theHost))
        , port(std::move(thePort))
    {
    }
};

int lookUp(const QByteArray &host, const QByteArray &port, int flags, Addresses *addresses)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = flags;
    addrinfo *found = nullptr;
    const auto error = ::getaddrinfo(host.constData(), port.constData(), &hints, &found);
    if (error == 0)
        addresses->reset(found);
    return error;
}

Error interrupted()
{
    return redisUnreachable({});
}

Result<Addresses> addressesOf(const RedisEndpoint &endpoint, RedisSocket::Deadline deadline,
                              const RedisInterrupt *interrupt)
{
    const auto port = QByteArray::number(endpoint.port);
    Addresses numeric(nullptr, &::freeaddrinfo);
    if (lookUp(endpoint.host, port, AI_NUMERICHOST, &numeric) == 0)
        return numeric;

    const auto search = std::make_shared<LookUp>(endpoint.host, port);
    if (search->done.descriptor() < 0)
        return tl::unexpected(redisUnreachable(sockets::errorText(sockets::TooManyOpenError)));
    try {
        std::thread([search] {
            Addresses addresses(nullptr, &::freeaddrinfo);
            const auto error = lookUp(search->host, search->port, 0, &addresses);
            {
                const std::lock_guard lock(search->mutex);
                search->addresses = std::move(addresses);
                search->error = error;
            }
            search->done.raise();
        }).detach();
    } catch (const std::system_error &error) {
        return tl::unexpected(redisUnreachable(QString::fromLocal8Bit(error.what())));
    }
    switch (waitForDescriptor(search->done.descriptor(), RedisWaitFor::Reading, deadline, interrupt)) {
    case RedisWait::Interrupted:
        return tl::unexpected(interrupted());
    case RedisWait::TimedOut:
        return tl::unexpected(redisTimedOut());
    case RedisWait::Ready:
        break;
    }
    const std::lock_guard lock(search->mutex);
    if (search->error != 0)
        return tl::unexpected(
            redisUnreachable(QStringLiteral("%1: %2").arg(endpoint.toText(), sockets::lookUpErrorText(search->error))));
    return std::move(search->addresses);
}

/// 0, or an error number.
int connectWithin(int descriptor, const sockaddr *address, socklen_t length, RedisSocket::Deadline deadline,
                  const RedisInterrupt *interrupt)
{
    if (::connect(descriptor, address, length) == 0)
        return 0;
    if (const auto error = sockets::lastError(); !sockets::isInProgress(error))
        return error;
    switch (waitForDescriptor(descriptor, RedisWaitFor::Writing, deadline, interrupt)) {
    case RedisWait::Interrupted:
        return sockets::CancelledError;
    case RedisWait::TimedOut:
        return sockets::TimedOutError;
    case RedisWait::Ready:
        break;
    }
    return sockets::connectError(descriptor);
}

} // namespace

Error redisUnreachable(const QString &cause)
{
    return {ErrorCode::Network, QCoreApplication::translate("cache", "The Redis server can't be reached."), cause,
            true};
}

Error redisTimedOut()
{
    return {
        ErrorCode::TimedOut, QCoreApplication::translate("cache", "The Redis server didn't answer in time."), {}, true};
}

RedisSocket::RedisSocket(RedisSocket &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

RedisSocket::~RedisSocket()
{
    if (m_descriptor >= 0)
        sockets::close(m_descriptor);
}

Result<RedisSocket> RedisSocket::connect(const RedisEndpoint &endpoint, Deadline deadline, milliseconds commandLimit,
                                         const RedisInterrupt *interrupt)
{
    sockaddr_un local{};
    addrinfo localInfo{};
    Addresses resolved(nullptr, &::freeaddrinfo);
    const addrinfo *addresses = &localInfo;
    if (!endpoint.socketPath.isEmpty()) {
        if (std::size_t(endpoint.socketPath.size()) >= sizeof(local.sun_path))
            return tl::unexpected(redisUnreachable(sockets::errorText(sockets::NameTooLongError)));
        local.sun_family = AF_UNIX;
        std::memcpy(local.sun_path, endpoint.socketPath.constData(), std::size_t(endpoint.socketPath.size()));
        localInfo.ai_family = AF_UNIX;
        localInfo.ai_socktype = SOCK_STREAM;
        localInfo.ai_addr = reinterpret_cast<sockaddr *>(&local);
        localInfo.ai_addrlen = sizeof(local);
    } else {
        auto found = addressesOf(endpoint, deadline, interrupt);
        if (!found)
            return tl::unexpected(found.error());
        resolved = std::move(*found);
        addresses = resolved.get();
    }
    int error = 0;
    for (const auto *address = addresses; address != nullptr; address = address->ai_next) {
        RedisSocket socket(sockets::open(address->ai_family, address->ai_socktype, address->ai_protocol));
        const auto descriptor = socket.descriptor();
        if (descriptor < 0) {
            error = sockets::lastError();
            continue;
        }
        error = connectWithin(descriptor, address->ai_addr, socklen_t(address->ai_addrlen), deadline, interrupt);
        if (error == 0)
            error = sockets::prepare(descriptor, address->ai_family != AF_UNIX, commandLimit);
        if (error == 0)
            return socket;
        if (error == sockets::CancelledError)
            return tl::unexpected(interrupted());
    }
    return tl::unexpected(redisUnreachable(QStringLiteral("%1: %2").arg(endpoint.toText(), sockets::errorText(error))));
}

} // namespace consultantos
