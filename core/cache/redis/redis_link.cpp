// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/redis/redis_link.h"

#include <QCoreApplication>
#include <QLoggingCategory>

namespace consultantos {
namespace {

Q_LOGGING_CATEGORY(lcRedis, "consultantos.cache.redis")

using std::chrono::steady_clock;

/// A connection that was idle for longer may have been closed by the server meanwhile (its "timeout" setting).
constexpr std::chrono::seconds TrustedIdleTime{5};
constexpr std::chrono::seconds GrowthPause{1};

} // namespace

RedisLink::Lease::Lease(RedisLink &link, std::unique_ptr<RedisConnection> connection, quint64 generation)
    : m_link(&link)
    , m_connection(std::move(connection))
    , m_generation(generation)
{
}

RedisLink::Lease::~Lease()
{
    if (m_connection)
        m_link->giveBack(std::move(m_connection), m_generation);
}

RedisLink::RedisLink(RedisEndpoint endpoint, const RedisLinkOptions &options, Preparation preparation)
    : m_endpoint(std::move(endpoint))
    , m_options(options)
    , m_preparation(std::move(preparation))
    , m_breaker(options.firstPause, options.longestPause)
{
}

RedisLink::~RedisLink()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isClosing = true;
    }
    m_closing.raise();
    m_work.notify_all();
    m_idleAdded.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

std::unique_ptr<RedisConnection> RedisLink::takeIdle()
{
    while (!m_idle.empty()) {
        auto idle = std::move(m_idle.back());
        m_idle.pop_back();
        if (steady_clock::now() - idle.since < TrustedIdleTime || !idle.connection->isClosedByServer())
            return std::move(idle.connection);
        --m_open;
    }
    return nullptr;
}

std::optional<RedisLink::Lease> RedisLink::lease(Deadline deadline)
{
    std::unique_lock lock(m_mutex);
    if (!m_thread.joinable() && !m_isClosing)
        m_thread = std::thread(&RedisLink::run, this);
    while (!m_isClosing && m_state != State::Down) {
        if (auto connection = takeIdle())
            return Lease(*this, std::move(connection), m_generation);
        if (m_state == State::Starting && m_isFirstWaitOver)
            return std::nullopt;
        m_isWanted = true;
        m_work.notify_one();
        if (m_idleAdded.wait_until(lock, deadline) == std::cv_status::timeout) {
            m_isFirstWaitOver = true;
            return std::nullopt;
        }
    }
    return std::nullopt;
}

std::optional<Error> RedisLink::outage() const
{
    const std::lock_guard lock(m_mutex);
    return m_state == State::Down ? m_outage : std::nullopt;
}

void RedisLink::giveBack(std::unique_ptr<RedisConnection> connection, quint64 generation)
{
    const bool isBroken = connection->isBroken();
    std::unique_lock lock(m_mutex);
    if (generation != m_generation || m_isClosing) {
        lock.unlock(); // closing it takes a system call
        return;
    }
    if (isBroken) {
        goDown({ErrorCode::Network,
                QCoreApplication::translate("cache", "The Redis server stopped answering."),
                {},
                true});
        return;
    }
    m_breaker.onSuccess();
    m_idle.push_back({std::move(connection), steady_clock::now()});
    const bool isAwaited = m_isWanted;
    lock.unlock();
    if (isAwaited)
        m_idleAdded.notify_one();
}

void RedisLink::goDown(const Error &error)
{
    m_state = State::Down;
    ++m_generation;
    m_open = 0;
    m_idle.clear();
    m_breaker.onFailure(steady_clock::now());
    if (!m_outage)
        qCWarning(lcRedis).noquote() << m_endpoint.toText() << error.toText();
    m_outage.emplace(
        error); // not by QString's assignment, whose locking the thread sanitizer can't see in Qt's library
    m_idleAdded.notify_all();
    m_work.notify_one();
}

bool RedisLink::waitForWork(std::unique_lock<std::mutex> &lock)
{
    while (!m_isClosing) {
        const auto now = steady_clock::now();
        if (m_state == State::Starting)
            return true;
        const bool isDown = m_state == State::Down;
        const bool mayGrow = !isDown && m_isWanted && m_idle.empty() && m_open < m_options.maxConnections;
        if (!isDown && !mayGrow) {
            m_work.wait(lock);
            continue;
        }
        const auto when = isDown ? m_breaker.nextTrial() : m_nextGrowth;
        if (when <= now)
            return true;
        m_work.wait_until(lock, when);
    }
    return false;
}

Result<std::unique_ptr<RedisConnection>> RedisLink::connect()
{
    auto connection = RedisConnection::open(m_endpoint, m_options.connectLimit, m_options.commandLimit, &m_closing);
    if (!connection)
        return connection;
    if (m_preparation) {
        if (const auto status = m_preparation(**connection); !status)
            return tl::unexpected(status.error());
    }
    (*connection)->setUninterruptible();
    return connection;
}

void RedisLink::onConnected(std::unique_ptr<RedisConnection> connection)
{
    if (m_outage)
        qCInfo(lcRedis).noquote() << m_endpoint.toText() << "is back";
    m_outage.reset();
    m_state = State::Up;
    m_isWanted = false;
    ++m_open;
    m_idle.push_back({std::move(connection), steady_clock::now()});
    m_idleAdded.notify_all();
}

void RedisLink::onRefused(const Error &error)
{
    if (m_state == State::Up)
        m_nextGrowth = steady_clock::now() + GrowthPause; // the others still serve
    else
        goDown(error);
}

void RedisLink::run()
{
    std::unique_lock lock(m_mutex);
    while (waitForWork(lock)) {
        const auto generation = m_generation;
        lock.unlock();
        auto connection = connect();
        lock.lock();
        if (m_isClosing)
            break; // what failed, failed because of us
        if (!connection)
            onRefused(connection.error());
        else if (generation == m_generation)
            onConnected(std::move(*connection));
    }
}

} // namespace consultantos
