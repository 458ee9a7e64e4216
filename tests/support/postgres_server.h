// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "child_process.h"

#include "storage/database.h"
#include "storage/postgres/postgres_server.h"

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace consultantos::test {

/// A real PostgreSQL server of one's own on a free port of the loopback interface, in a folder of its own, without fsync.
/// It refuses to run as root, so that it then runs as the system's user postgres, or nobody. It has a database `team`
/// of the login `keeper`, and a superuser `dba`, who needs no password.
class PostgresTestServer {
public:
    /// Options as on postgres's command line: {"-c", "max_connections=5"}.
    explicit PostgresTestServer(QStringList options = {});
    ~PostgresTestServer();
    PostgresTestServer(const PostgresTestServer &) = delete;
    PostgresTestServer &operator=(const PostgresTestServer &) = delete;

    /// Whether server and Qt's driver are installed; tests skip without.
    [[nodiscard]] static bool isInstalled();
    [[nodiscard]] bool isRunning() { return m_process.isRunning(); }
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] pid_t pid() const { return m_process.pid(); }
    [[nodiscard]] QString folder() const { return m_dir.path(); }

    /// Of a login to the database team; the password is the login's name.
    [[nodiscard]] QString url(const QString &login = QStringLiteral("keeper"), const QString &options = {}) const;
    /// As dba; false and a warning if it fails.
    bool execute(const QString &sql, const QString &database = QStringLiteral("team"));
    /// As dba: the first column of the first row.
    [[nodiscard]] QVariant value(const QString &sql, const QString &database = QStringLiteral("team"));
    /// A login that may connect, with its name for a password.
    bool addLogin(const QString &name);

    /// The server's fast shutdown: connections end with a message.
    void stop();
    /// SIGKILL.
    void kill();
    /// Again at the same port with what it had.
    bool start();

private:
    [[nodiscard]] bool create();
    [[nodiscard]] QStringList asOtherUser(const QString &program, const QStringList &arguments) const;

    QTemporaryDir m_dir;
    QStringList m_options;
    ChildProcess m_process;
    int m_port = 0;
};

/// The server that all tests of a program share, started at first use; ends with the program.
[[nodiscard]] PostgresTestServer &sharedPostgres();

/// Database::open() of the tests that run against both stores: with CONSULTANTOS_TEST_STORE=postgresql the store `x` for a
/// path …/x.db, of an engagement for the path's folder, on the shared server.
[[nodiscard]] Result<std::shared_ptr<Database>> openStore(const QString &path, const DatabaseSchema &schema,
                                                          const std::shared_ptr<const Clock> &clock,
                                                          const DatabaseOptions &options = {});
/// Whether openStore() uses PostgreSQL.
[[nodiscard]] inline bool isOnPostgres()
{
    return qgetenv("CONSULTANTOS_TEST_STORE") == "postgresql";
}

} // namespace consultantos::test
