// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis_server.h"

#include <QDeadlineTimer>
#include <QHostAddress>
#include <QStandardPaths>
#include <QTcpServer>
#include <QThread>

#include <csignal>

namespace consultantos::test {
namespace {

constexpr std::chrono::seconds Patience{30};

int freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

Result<std::unique_ptr<RedisConnection>> connectTo(const RedisEndpoint &endpoint)
{
    return RedisConnection::open(endpoint, Patience, Patience);
}

} // namespace

RedisServer::RedisServer(const QStringList &options)
    : m_options(options)
{
    // The port may be taken between our look and the server's start.
    for (int attempt = 0; attempt < 5 && !m_isRunning; ++attempt) {
        m_port = freePort();
        start();
    }
}

RedisServer::~RedisServer()
{
    kill();
}

bool RedisServer::isInstalled()
{
    return !QStandardPaths::findExecutable(QStringLiteral("redis-server")).isEmpty();
}

QString RedisServer::url() const
{
    return QStringLiteral("redis://127.0.0.1:%1").arg(m_port);
}

QString RedisServer::unixUrl() const
{
    return QStringLiteral("unix://") + m_dir.filePath(QStringLiteral("redis.sock"));
}

RedisEndpoint RedisServer::endpoint() const
{
    return *RedisEndpoint::parse(url());
}

bool RedisServer::answers() const
{
    RedisEndpoint endpoint;
    endpoint.socketPath = m_dir.filePath(QStringLiteral("redis.sock")).toUtf8();
    const auto connection = connectTo(endpoint);
    // A password is an answer, too.
    return connection || connection.error().code == ErrorCode::Denied;
}

void RedisServer::start()
{
    const bool isStarted =
        m_process.start(QStringLiteral("redis-server"),
                        QStringList{QStringLiteral("--port"), QString::number(m_port), QStringLiteral("--bind"),
                                    QStringLiteral("127.0.0.1"), QStringLiteral("--unixsocket"),
                                    m_dir.filePath(QStringLiteral("redis.sock")), QStringLiteral("--dir"), m_dir.path(),
                                    QStringLiteral("--save"), QString(), QStringLiteral("--appendonly"),
                                    QStringLiteral("no"), QStringLiteral("--loglevel"), QStringLiteral("warning")}
                            + m_options);
    if (!isStarted)
        return;
    const QDeadlineTimer deadline(Patience);
    while (!m_isRunning && !deadline.hasExpired() && m_process.isRunning()) {
        m_isRunning = answers();
        if (!m_isRunning)
            QThread::msleep(10);
    }
}

RedisReply RedisServer::command(const QByteArrayList &words)
{
    const auto connection = connectTo(endpoint());
    if (!connection)
        return {RedisReply::Kind::Error, connection.error().toText().toUtf8(), 0, {}};
    (*connection)->add(std::vector<QByteArrayView>(words.begin(), words.end()));
    auto replies = (*connection)->exchange(std::chrono::steady_clock::now() + Patience);
    if (!replies)
        return {RedisReply::Kind::Error, replies.error().toText().toUtf8(), 0, {}};
    return std::move(replies->front());
}

void RedisServer::freeze()
{
    ::kill(m_process.pid(), SIGSTOP);
}

void RedisServer::thaw()
{
    ::kill(m_process.pid(), SIGCONT);
}

void RedisServer::kill()
{
    m_process.kill();
    m_isRunning = false;
}

} // namespace consultantos::test
