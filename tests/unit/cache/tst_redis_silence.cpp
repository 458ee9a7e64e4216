// SPDX-License-Identifier: GPL-3.0-or-later
// An address at which somebody listens and nobody answers: it may cost a process one time limit, and its end nothing.
#include "cache/redis/redis_cache.h"
#include "cache/redis/redis_computation_lock.h"

#include "cache_values.h"
#include "redis_server.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace consultantos;
using namespace std::chrono_literals;
using test::comesTrue;

using Outcome = CacheLookup::Outcome;

namespace {

/// The end of what was told to end at once, on a busy machine.
constexpr qint64 AtOnceMs = 500;

RedisCacheOptions stubborn()
{
    RedisCacheOptions options;
    options.link.commandLimit = 100ms;
    options.link.connectLimit = 20s; // nothing but an interruption ends a trial
    return options;
}

/// A listening socket that takes nobody. Whoever comes is connected by the kernel, as long as its queue has room.
class SilentListener {
public:
    explicit SilentListener(const QByteArray &socketPath = {})
    {
        m_descriptors.push_back(::socket(socketPath.isEmpty() ? AF_INET : AF_UNIX, SOCK_STREAM, 0));
        if (socketPath.isEmpty()) {
            m_tcp.sin_family = AF_INET;
            m_tcp.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            m_isListening = ::bind(own(), reinterpret_cast<sockaddr *>(&m_tcp), sizeof(m_tcp)) == 0;
            socklen_t size = sizeof(m_tcp);
            m_isListening = m_isListening && ::getsockname(own(), reinterpret_cast<sockaddr *>(&m_tcp), &size) == 0;
            m_endpoint.host = "127.0.0.1";
            m_endpoint.port = ntohs(m_tcp.sin_port);
        } else {
            sockaddr_un local{};
            local.sun_family = AF_UNIX;
            std::memcpy(local.sun_path, socketPath.constData(), std::size_t(socketPath.size()));
            m_isListening = ::bind(own(), reinterpret_cast<sockaddr *>(&local), sizeof(local)) == 0;
            m_endpoint.socketPath = socketPath;
        }
        m_isListening = m_isListening && ::listen(own(), 1) == 0;
    }
    ~SilentListener()
    {
        for (const auto descriptor : m_descriptors)
            ::close(descriptor);
    }
    SilentListener(const SilentListener &) = delete;
    SilentListener &operator=(const SilentListener &) = delete;

    [[nodiscard]] bool isListening() const { return m_isListening; }
    [[nodiscard]] const RedisEndpoint &endpoint() const { return m_endpoint; }
    /// Of TCP: until the kernel answers nobody any more.
    void fillQueue()
    {
        for (int guest = 0; guest < 8; ++guest) {
            m_descriptors.push_back(::socket(AF_INET, SOCK_STREAM, 0));
            ::fcntl(m_descriptors.back(), F_SETFL, O_NONBLOCK);
            (void)::connect(m_descriptors.back(), reinterpret_cast<sockaddr *>(&m_tcp), sizeof(m_tcp));
        }
    }

private:
    [[nodiscard]] int own() const { return m_descriptors.front(); }

    std::vector<int> m_descriptors;
    sockaddr_in m_tcp{};
    RedisEndpoint m_endpoint;
    bool m_isListening = false;
};

} // namespace

class TestRedisSilence : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theEndCostsNothing_data();
    void theEndCostsNothing();
    void cacheAndLockFindItOutOnce();
    void aTrialEndsByItsLimit();
    void aNameIsLookedUp();
    void aNameThatIsNoneIsSaid();
};

void TestRedisSilence::theEndCostsNothing_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("never answers") << QStringLiteral("tcp");
    QTest::newRow("doesn't even connect") << QStringLiteral("full");
    QTest::newRow("a Unix socket that never answers") << QStringLiteral("unix");
}

void TestRedisSilence::theEndCostsNothing()
{
    QFETCH(QString, kind);
    const QTemporaryDir folder;
    SilentListener listener(kind == QLatin1String("unix") ? QFile::encodeName(folder.filePath(QStringLiteral("s")))
                                                          : QByteArray());
    QVERIFY(listener.isListening());
    if (kind == QLatin1String("full"))
        listener.fillQueue();
    auto cache = std::make_shared<RedisCache>(listener.endpoint(), stubborn());
    auto lock = std::make_shared<RedisComputationLock>(listener.endpoint(), stubborn().link);
    QCOMPARE(cache->get("key").outcome, Outcome::Unavailable);
    QVERIFY(!cache->invalidate({CacheInvalidation::Scope::All, {}}));
    const auto grant = lock->tryAcquire("key", 1s);
    QVERIFY(grant && grant->isAlone);
    QElapsedTimer timer;
    timer.start();
    cache.reset();
    lock.reset();
    QVERIFY2(timer.elapsed() < AtOnceMs, qPrintable(QString::number(timer.elapsed())));
}

void TestRedisSilence::cacheAndLockFindItOutOnce()
{
    auto options = stubborn();
    options.link.commandLimit = 2s;
    const SilentListener listener;
    QVERIFY(listener.isListening());
    auto cache = std::make_shared<RedisCache>(listener.endpoint(), options);
    auto lock = std::make_shared<RedisComputationLock>(RedisCache::linkOf(cache));
    QCOMPARE(cache->get("key").outcome, Outcome::Unavailable);
    QElapsedTimer timer;
    timer.start();
    const auto grant = lock->tryAcquire("key", 1s);
    QVERIFY(grant && grant->isAlone);
    cache.reset(); // the lock holds on to it
    QVERIFY(lock->tryAcquire("key", 1s)->isAlone);
    lock.reset();
    QVERIFY2(timer.elapsed() < AtOnceMs, qPrintable(QString::number(timer.elapsed())));
}

void TestRedisSilence::aTrialEndsByItsLimit()
{
    SilentListener listener;
    QVERIFY(listener.isListening());
    for (const bool isFull : {false, true}) {
        if (isFull)
            listener.fillQueue();
        QElapsedTimer timer;
        timer.start();
        const auto connection = RedisConnection::open(listener.endpoint(), 200ms, 200ms);
        QVERIFY(!connection);
        QVERIFY(connection.error().retryable);
        QVERIFY(timer.elapsed() >= 190);
        QVERIFY2(timer.elapsed() < 2'000, qPrintable(QString::number(timer.elapsed())));
    }
}

void TestRedisSilence::aNameIsLookedUp()
{
    if (!test::RedisServer::isInstalled())
        QSKIP("redis-server is not installed");
    const test::RedisServer server;
    QVERIFY(server.isRunning());
    auto endpoint = server.endpoint();
    endpoint.host = "localhost";
    const auto connection = RedisConnection::open(endpoint, 20s, 20s);
    QVERIFY2(connection.has_value(), connection ? "" : qPrintable(connection.error().toText()));
    QVERIFY(!(*connection)->runId().isEmpty());
}

void TestRedisSilence::aNameThatIsNoneIsSaid()
{
    RedisEndpoint endpoint;
    endpoint.host = "nobody..here"; // no resolver asks anybody for an empty label
    const auto connection = RedisConnection::open(endpoint, 20s, 20s);
    QVERIFY(!connection);
    QVERIFY(connection.error().retryable);
}

QTEST_GUILESS_MAIN(TestRedisSilence)
#include "tst_redis_silence.moc"
