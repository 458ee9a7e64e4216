// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/redis/redis_connection.h"

#include "cache/redis/redis_socket.h"
#include "cache/redis/socket_system.h"

#include <hiredis.h>

#include <QCoreApplication>

#include <array>
#include <charconv>

namespace consultantos {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// What the parser keeps between replies: enough for usual values, so that it isn't allocated anew each time.
constexpr size_t KeptReadBuffer = 1024 * 1024;

milliseconds left(RedisConnection::Deadline deadline)
{
    return std::chrono::ceil<milliseconds>(deadline - steady_clock::now());
}

/// What a reply to AUTH, SELECT or INFO says against us.
Error refusal(const RedisReply &reply)
{
    const auto said = QString::fromUtf8(reply.text);
    if (reply.isError("WRONGPASS") || reply.isError("NOAUTH") || reply.isError("NOPERM") || reply.text.contains("AUTH"))
        return {ErrorCode::Denied,
                QCoreApplication::translate("cache", "The Redis server refuses the user or password of redis_url."),
                said, false};
    return {ErrorCode::Network, QCoreApplication::translate("cache", "The Redis server isn't ready."), said, true};
}

QByteArray runIdOf(const QByteArray &info)
{
    constexpr QByteArrayView Name("run_id:");
    const auto start = info.indexOf(Name);
    if (start < 0)
        return {};
    const auto end = info.indexOf('\r', start);
    return info.mid(start + Name.size(), end - start - Name.size());
}

} // namespace

struct RedisConnection::Context {
    RedisSocket socket;
    milliseconds readLimit; ///< after which the kernel ends a read by itself
    RedisReader reader = makeRedisReader();
    std::array<char, 64 * 1024> buffer;

    Context(RedisSocket connected, milliseconds limit)
        : socket(std::move(connected))
        , readLimit(limit)
    {
    }
};

RedisConnection::RedisConnection(std::unique_ptr<Context> context)
    : m_context(std::move(context))
{
}

RedisConnection::~RedisConnection() = default;

Result<std::unique_ptr<RedisConnection>> RedisConnection::open(const RedisEndpoint &endpoint, milliseconds limit,
                                                               milliseconds commandLimit,
                                                               const RedisInterrupt *interrupt)
{
    const auto deadline = steady_clock::now() + limit;
    auto socket = RedisSocket::connect(endpoint, deadline, commandLimit, interrupt);
    if (!socket)
        return tl::unexpected(socket.error());
    auto context = std::make_unique<Context>(std::move(*socket), commandLimit);
    if (!context->reader)
        return tl::unexpected(
            redisUnreachable(QCoreApplication::translate("cache", "There is no memory for a connection.")));
    context->reader->maxbuf = KeptReadBuffer;
    std::unique_ptr<RedisConnection> connection(new RedisConnection(std::move(context)));
    connection->m_interrupt = interrupt;
    if (const auto status = connection->signIn(endpoint, deadline); !status)
        return tl::unexpected(status.error());
    return connection;
}

Status RedisConnection::signIn(const RedisEndpoint &endpoint, Deadline deadline)
{
    if (!endpoint.user.isEmpty())
        add({"AUTH", endpoint.user, endpoint.password});
    else if (!endpoint.password.isEmpty())
        add({"AUTH", endpoint.password});
    const auto database = QByteArray::number(endpoint.database);
    add({"SELECT", database});
    add({"INFO", "server"});
    auto replies = exchange(deadline);
    if (!replies)
        return tl::unexpected(replies.error());
    for (const auto &reply : *replies) {
        if (reply.isError())
            return tl::unexpected(refusal(reply));
    }
    m_runId = runIdOf(replies->back().text);
    return {};
}

void RedisConnection::addLength(char kind, qsizetype length)
{
    std::array<char, 24> text;
    auto *end = std::to_chars(text.data(), text.data() + text.size(), length).ptr;
    m_out += kind;
    m_out.append(text.data(), end - text.data());
    m_out += "\r\n";
}

void RedisConnection::add(std::initializer_list<QByteArrayView> words)
{
    add(std::span(words.begin(), words.size()));
}

void RedisConnection::add(std::span<const QByteArrayView> words)
{
    addLength('*', qsizetype(words.size()));
    for (const auto word : words) {
        addLength('$', word.size());
        m_out += word;
        m_out += "\r\n";
    }
    ++m_expected;
}

tl::unexpected<Error> RedisConnection::broken(const Error &error)
{
    m_isBroken = true;
    return tl::unexpected(error);
}

Status RedisConnection::awaitReadiness(RedisWaitFor what, Deadline deadline)
{
    const auto remaining = left(deadline);
    if (remaining.count() <= 0)
        return broken(redisTimedOut());
    // A blocking read costs one system call where poll() and read cost two, but ends by the kernel's limit alone: good
    // enough while most of our own limit is left. Its limit for a write is as long.
    if (sockets::HasKernelLimits && m_interrupt == nullptr && remaining >= m_context->readLimit * 9 / 10)
        return {};
    switch (waitForDescriptor(m_context->socket.descriptor(), what, deadline, m_interrupt)) {
    case RedisWait::Interrupted:
        return broken(redisUnreachable({}));
    case RedisWait::TimedOut:
        return broken(redisTimedOut());
    case RedisWait::Ready:
        break;
    }
    return {};
}

Status RedisConnection::send(Deadline deadline)
{
    const auto descriptor = m_context->socket.descriptor();
    qsizetype sent = 0;
    while (sent < m_out.size()) {
        if (const auto status = awaitReadiness(RedisWaitFor::Writing, deadline); !status)
            return status;
        const auto count = sockets::send(descriptor, m_out.constData() + sent, m_out.size() - sent);
        if (count > 0)
            sent += count;
        else if (const auto error = sockets::lastError(); count < 0 && !sockets::isTransient(error))
            return broken(redisUnreachable(sockets::errorText(error)));
    }
    return {};
}

Status RedisConnection::receive(Deadline deadline)
{
    const auto descriptor = m_context->socket.descriptor();
    auto &buffer = m_context->buffer;
    while (true) {
        if (const auto status = awaitReadiness(RedisWaitFor::Reading, deadline); !status)
            return status;
        const auto count = sockets::receive(descriptor, buffer.data(), qsizetype(buffer.size()));
        if (count == 0)
            return broken(
                redisUnreachable(QCoreApplication::translate("cache", "The Redis server closed the connection.")));
        if (count < 0) {
            const auto error = sockets::lastError();
            if (sockets::isTransient(error))
                continue;
            return broken(redisUnreachable(sockets::errorText(error)));
        }
        if (redisReaderFeed(m_context->reader.get(), buffer.data(), std::size_t(count)) != REDIS_OK)
            return broken(redisUnreachable(QString::fromLocal8Bit(m_context->reader->errstr)));
        return {};
    }
}

Result<std::vector<RedisReply>> RedisConnection::exchange(Deadline deadline)
{
    if (m_isBroken)
        return tl::unexpected(redisUnreachable({}));
    const auto expected = m_expected;
    m_expected = 0;
    if (const auto status = send(deadline); !status)
        return tl::unexpected(status.error());
    m_out.resize(0);
    if (m_out.capacity() > qsizetype(KeptReadBuffer))
        m_out.squeeze();

    std::vector<RedisReply> replies;
    replies.reserve(expected);
    while (replies.size() < expected) {
        void *parsed = nullptr;
        if (redisReaderGetReply(m_context->reader.get(), &parsed) != REDIS_OK)
            return broken(redisUnreachable(QString::fromLocal8Bit(m_context->reader->errstr)));
        if (parsed != nullptr) {
            const std::unique_ptr<RedisReply> reply(static_cast<RedisReply *>(parsed));
            replies.push_back(std::move(*reply));
        } else if (const auto status = receive(deadline); !status) {
            return tl::unexpected(status.error());
        }
    }
    return replies;
}

Result<std::optional<RedisReply>> RedisConnection::nextMessage(Deadline deadline)
{
    while (true) {
        if (m_isBroken)
            return tl::unexpected(redisUnreachable({}));
        void *parsed = nullptr;
        if (redisReaderGetReply(m_context->reader.get(), &parsed) != REDIS_OK)
            return broken(redisUnreachable(QString::fromLocal8Bit(m_context->reader->errstr)));
        if (parsed != nullptr) {
            const std::unique_ptr<RedisReply> reply(static_cast<RedisReply *>(parsed));
            return std::optional(std::move(*reply));
        }
        switch (waitForDescriptor(m_context->socket.descriptor(), RedisWaitFor::Reading, deadline, m_interrupt)) {
        case RedisWait::Interrupted:
            return broken(redisUnreachable({}));
        case RedisWait::TimedOut:
            return std::optional<RedisReply>(); // silence is no fault here
        case RedisWait::Ready:
            break;
        }
        if (const auto status = receive(steady_clock::now() + m_context->readLimit); !status)
            return tl::unexpected(status.error());
    }
}

bool RedisConnection::isClosedByServer() const
{
    char byte = 0;
    const auto count = sockets::receive(m_context->socket.descriptor(), &byte, 1, sockets::Waiting::Peek);
    // Nobody has asked for anything: what there is to read can't be of use.
    return count >= 0 || !sockets::isTransient(sockets::lastError());
}

} // namespace consultantos
