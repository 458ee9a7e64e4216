// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/redis/redis_connection.h"

#include <hiredis.h>

#include <QCoreApplication>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>

namespace consultantos {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// What the parser keeps between replies: enough for usual values, so that it isn't allocated anew each time.
constexpr size_t KeptReadBuffer = 1024 * 1024;

#ifdef MSG_NOSIGNAL
constexpr int SendFlags = MSG_NOSIGNAL;
#else
constexpr int SendFlags = 0; // there SO_NOSIGPIPE says the same
#endif

timeval toTimeval(milliseconds limit)
{
    timeval value{};
    value.tv_sec = decltype(value.tv_sec)(limit.count() / 1'000);
    value.tv_usec = decltype(value.tv_usec)(limit.count() % 1'000 * 1'000);
    return value;
}

milliseconds left(RedisConnection::Deadline deadline)
{
    return std::chrono::ceil<milliseconds>(deadline - steady_clock::now());
}

Error timedOut()
{
    return {
        ErrorCode::TimedOut, QCoreApplication::translate("cache", "The Redis server didn't answer in time."), {}, true};
}

Error unreachable(const QString &cause)
{
    return {ErrorCode::Network, QCoreApplication::translate("cache", "The Redis server can't be reached."), cause,
            true};
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

bool waitFor(int descriptor, short events, milliseconds limit)
{
    pollfd waiting{descriptor, events, 0};
    return ::poll(&waiting, 1, int(std::max<milliseconds::rep>(limit.count(), 0))) > 0;
}

} // namespace

struct RedisConnection::Context {
    redisContext *redis = nullptr;
    milliseconds readLimit{0}; ///< after which the kernel ends a read by itself
    std::array<char, 64 * 1024> buffer;

    Context() = default;
    Context(const Context &) = delete;
    Context &operator=(const Context &) = delete;
    ~Context()
    {
        if (redis != nullptr)
            redisFree(redis);
    }
};

RedisConnection::RedisConnection(std::unique_ptr<Context> context)
    : m_context(std::move(context))
{
}

RedisConnection::~RedisConnection() = default;

Result<std::unique_ptr<RedisConnection>> RedisConnection::open(const RedisEndpoint &endpoint, milliseconds limit,
                                                               milliseconds commandLimit)
{
    const auto deadline = steady_clock::now() + limit;
    auto context = std::make_unique<Context>();
    context->redis = endpoint.socketPath.isEmpty()
                         ? redisConnectWithTimeout(endpoint.host.constData(), endpoint.port, toTimeval(limit))
                         : redisConnectUnixWithTimeout(endpoint.socketPath.constData(), toTimeval(limit));
    auto *redis = context->redis;
    if (redis == nullptr)
        return tl::unexpected(
            unreachable(QCoreApplication::translate("cache", "There is no memory for a connection.")));
    if (redis->err != 0)
        return tl::unexpected(
            unreachable(QStringLiteral("%1: %2").arg(endpoint.toText(), QString::fromLocal8Bit(redis->errstr))));
    if (redisSetTimeout(redis, toTimeval(commandLimit)) != REDIS_OK)
        return tl::unexpected(unreachable(QString::fromLocal8Bit(redis->errstr)));
#ifdef SO_NOSIGPIPE
    const int yes = 1;
    ::setsockopt(redis->fd, SOL_SOCKET, SO_NOSIGPIPE, &yes, sizeof(yes));
#endif
    context->readLimit = commandLimit;
    redis->reader->maxbuf = KeptReadBuffer;
    buildRedisReplies(redis->reader);
    std::unique_ptr<RedisConnection> connection(new RedisConnection(std::move(context)));
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

Status RedisConnection::send(Deadline deadline)
{
    const auto descriptor = m_context->redis->fd;
    qsizetype sent = 0;
    while (sent < m_out.size()) {
        const auto remaining = left(deadline);
        if (remaining.count() <= 0)
            return broken(timedOut());
        // The kernel's own limit for a write is as long as that for a read.
        if (remaining < m_context->readLimit * 9 / 10 && !waitFor(descriptor, POLLOUT, remaining))
            continue;
        const auto count = ::send(descriptor, m_out.constData() + sent, std::size_t(m_out.size() - sent), SendFlags);
        if (count > 0)
            sent += count;
        else if (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
            return broken(unreachable(QString::fromLocal8Bit(std::strerror(errno))));
    }
    return {};
}

Status RedisConnection::receive(Deadline deadline)
{
    const auto descriptor = m_context->redis->fd;
    auto &buffer = m_context->buffer;
    while (true) {
        const auto remaining = left(deadline);
        if (remaining.count() <= 0)
            return broken(timedOut());
        // A blocking read costs one system call where poll() and read cost two, but ends by the kernel's limit alone: good
        // enough while most of our own limit is left.
        if (remaining < m_context->readLimit * 9 / 10 && !waitFor(descriptor, POLLIN, remaining))
            continue;
        const auto count = ::recv(descriptor, buffer.data(), buffer.size(), 0);
        if (count == 0)
            return broken(unreachable(QCoreApplication::translate("cache", "The Redis server closed the connection.")));
        if (count < 0) {
            if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)
                continue;
            return broken(unreachable(QString::fromLocal8Bit(std::strerror(errno))));
        }
        if (redisReaderFeed(m_context->redis->reader, buffer.data(), std::size_t(count)) != REDIS_OK)
            return broken(unreachable(QString::fromLocal8Bit(m_context->redis->reader->errstr)));
        return {};
    }
}

Result<std::vector<RedisReply>> RedisConnection::exchange(Deadline deadline)
{
    if (m_isBroken)
        return tl::unexpected(unreachable({}));
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
        if (redisReaderGetReply(m_context->redis->reader, &parsed) != REDIS_OK)
            return broken(unreachable(QString::fromLocal8Bit(m_context->redis->reader->errstr)));
        if (parsed != nullptr) {
            const std::unique_ptr<RedisReply> reply(static_cast<RedisReply *>(parsed));
            replies.push_back(std::move(*reply));
        } else if (const auto status = receive(deadline); !status) {
            return tl::unexpected(status.error());
        }
    }
    return replies;
}

bool RedisConnection::isClosedByServer() const
{
    char byte = 0;
    const auto count = ::recv(m_context->redis->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    // Nobody has asked for anything: what there is to read can't be of use.
    return count >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

} // namespace consultantos
