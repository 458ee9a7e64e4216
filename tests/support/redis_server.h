// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "child_process.h"

#include "cache/redis/redis_connection.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace consultantos::test {

/// A real redis-server of one's own on a free port of the loopback interface and a Unix socket in a folder of its own.
/// It keeps nothing on disk, so that a restart is one with nothing in it.
class RedisServer {
public:
    /// Options as on redis-server's command line: {"--maxmemory", "4mb"}.
    explicit RedisServer(const QStringList &options = {});
    ~RedisServer();
    RedisServer(const RedisServer &) = delete;
    RedisServer &operator=(const RedisServer &) = delete;

    /// Whether the program is installed; tests skip without.
    [[nodiscard]] static bool isInstalled();
    /// Whether it answers.
    [[nodiscard]] bool isRunning() const { return m_isRunning; }

    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] QString url() const;     ///< by TCP
    [[nodiscard]] QString unixUrl() const; ///< by its socket
    [[nodiscard]] RedisEndpoint endpoint() const;

    /// By a connection of one's own with time enough. An error reply is a reply.
    RedisReply command(const QByteArrayList &words);
    /// SIGSTOP and SIGCONT.
    void freeze();
    void thaw();
    /// SIGKILL.
    void kill();
    /// Again at the same addresses, empty.
    void start();

private:
    [[nodiscard]] bool answers() const;

    QTemporaryDir m_dir;
    QStringList m_options;
    ChildProcess m_process;
    int m_port = 0;
    bool m_isRunning = false;
};

} // namespace consultantos::test
