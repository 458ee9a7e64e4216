// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres_server.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QStandardPaths>
#include <QTcpServer>
#include <QThread>

#include <csignal>
#include <cstdlib>

#include <pwd.h>
#include <unistd.h>

namespace consultantos::test {
namespace {

constexpr std::chrono::seconds Patience{60};

int freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

/// Debian keeps the server's programs out of PATH.
QString programOf(const QString &name)
{
    if (const auto found = QStandardPaths::findExecutable(name); !found.isEmpty())
        return found;
    const QDir versions(QStringLiteral("/usr/lib/postgresql"));
    for (const auto &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed)) {
        const auto path = versions.filePath(version + QStringLiteral("/bin/") + name);
        if (QFileInfo(path).isExecutable())
            return path;
    }
    return {};
}

const passwd *otherUser()
{
    if (::getuid() != 0)
        return nullptr;
    const auto *user = ::getpwnam("postgres");
    return user ? user : ::getpwnam("nobody");
}

/// Runs statements by a connection of their own, and reads the first value.
std::pair<bool, QVariant> runOnce(int port, const QString &database, const QString &sql, bool isQuiet)
{
    const auto name = QStringLiteral("test-dba-%1").arg(quintptr(QThread::currentThreadId()));
    std::pair<bool, QVariant> result{false, {}};
    {
        auto connection = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), name);
        connection.setHostName(QStringLiteral("127.0.0.1"));
        connection.setPort(port);
        connection.setDatabaseName(database);
        connection.setUserName(QStringLiteral("dba"));
        connection.setConnectOptions(QStringLiteral("connect_timeout=5"));
        if (connection.open()) {
            QSqlQuery query(connection);
            result.first = query.exec(sql);
            if (result.first && query.next())
                result.second = query.value(0);
            if (!result.first && !isQuiet)
                qWarning().noquote() << "dba:" << query.lastError().text();
        }
    }
    QSqlDatabase::removeDatabase(name);
    return result;
}

} // namespace

PostgresTestServer::PostgresTestServer(QStringList options)
    : m_options(std::move(options))
{
    if (!create())
        return;
    // The port may be taken between our look and the server's start.
    for (int attempt = 0; attempt < 5; ++attempt) {
        m_port = freePort();
        if (start())
            break;
    }
    if (isRunning()) {
        addLogin(QStringLiteral("keeper"));
        execute(QStringLiteral("CREATE DATABASE team OWNER keeper"), QStringLiteral("postgres"));
    }
}

PostgresTestServer::~PostgresTestServer()
{
    stop();
}

bool PostgresTestServer::isInstalled()
{
    return !programOf(QStringLiteral("initdb")).isEmpty() && QSqlDatabase::isDriverAvailable(QStringLiteral("QPSQL"));
}

QStringList PostgresTestServer::asOtherUser(const QString &program, const QStringList &arguments) const
{
    // It ends with the test program, however that ends.
    QStringList words{QStringLiteral("setpriv"), QStringLiteral("--pdeathsig=INT")};
    if (const auto *user = otherUser())
        words += {QStringLiteral("--reuid=%1").arg(user->pw_uid), QStringLiteral("--regid=%1").arg(user->pw_gid),
                  QStringLiteral("--clear-groups")};
    return words + QStringList{QStringLiteral("--"), program} + arguments;
}

bool PostgresTestServer::create()
{
    if (!isInstalled() || !m_dir.isValid())
        return false;
    if (const auto *user = otherUser();
        user && ::chown(m_dir.path().toLocal8Bit().constData(), user->pw_uid, user->pw_gid) != 0)
        return false;
    ChildProcess initdb;
    const auto words =
        asOtherUser(programOf(QStringLiteral("initdb")),
                    {QStringLiteral("-D"), m_dir.filePath(QStringLiteral("data")), QStringLiteral("-E"),
                     QStringLiteral("UTF8"), QStringLiteral("--locale=C"), QStringLiteral("-N"), QStringLiteral("-A"),
                     QStringLiteral("trust"), QStringLiteral("-U"), QStringLiteral("dba")});
    if (!initdb.start(words.first(), words.mid(1)))
        return false;
    initdb.readAll();
    if (initdb.exitCode() != 0)
        return false;
    QFile rules(m_dir.filePath(QStringLiteral("data/pg_hba.conf")));
    return rules.open(QIODevice::WriteOnly | QIODevice::Truncate)
           && rules.write("host all dba 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n") > 0;
}

bool PostgresTestServer::start()
{
    const auto words = asOtherUser(
        programOf(QStringLiteral("postgres")),
        QStringList{QStringLiteral("-D"), m_dir.filePath(QStringLiteral("data")), QStringLiteral("-p"),
                    QString::number(m_port), QStringLiteral("-c"), QStringLiteral("listen_addresses=127.0.0.1"),
                    QStringLiteral("-c"), QStringLiteral("unix_socket_directories="), QStringLiteral("-c"),
                    QStringLiteral("fsync=off"), QStringLiteral("-c"), QStringLiteral("log_destination=stderr"),
                    QStringLiteral("-c"), QStringLiteral("logging_collector=on"), QStringLiteral("-c"),
                    QStringLiteral("log_directory=log")}
            + m_options);
    const QDeadlineTimer deadline(Patience);
    // After kill() the folder is in use until the last backend has noticed, on a busy machine for a while.
    for (int attempt = 0; attempt < 20; ++attempt) {
        if (!m_process.start(words.first(), words.mid(1)))
            return false;
        while (!deadline.hasExpired() && m_process.isRunning()) {
            if (runOnce(m_port, QStringLiteral("postgres"), QStringLiteral("SELECT 1"), true).first)
                return true;
            QThread::msleep(20);
        }
        if (deadline.hasExpired())
            return false;
        QThread::msleep(100);
    }
    return false;
}

QString PostgresTestServer::url(const QString &login, const QString &options) const
{
    return QStringLiteral("postgresql://%1:%1@127.0.0.1:%2/team%3").arg(login).arg(m_port).arg(options);
}

bool PostgresTestServer::execute(const QString &sql, const QString &database)
{
    return runOnce(m_port, database, sql, false).first;
}

QVariant PostgresTestServer::value(const QString &sql, const QString &database)
{
    return runOnce(m_port, database, sql, false).second;
}

bool PostgresTestServer::addLogin(const QString &name)
{
    return execute(QStringLiteral("CREATE ROLE %1 LOGIN PASSWORD '%1'").arg(name), QStringLiteral("postgres"));
}

void PostgresTestServer::stop()
{
    if (m_process.isRunning()) {
        ::kill(m_process.pid(), SIGINT);
        m_process.exitCode();
    }
}

void PostgresTestServer::kill()
{
    m_process.kill();
}

PostgresTestServer &sharedPostgres()
{
    static PostgresTestServer server;
    return server;
}

Result<std::shared_ptr<Database>> openStore(const QString &path, const DatabaseSchema &schema,
                                            const std::shared_ptr<const Clock> &clock, const DatabaseOptions &options)
{
    if (!isOnPostgres())
        return Database::open(path, schema, clock, options);
    if (!PostgresTestServer::isInstalled()) {
        qInfo("PostgreSQL is not installed"); // CTest takes the program for skipped
        std::exit(0);
    }
    const auto url = PostgresUrl::parse(sharedPostgres().url());
    if (!url)
        return tl::unexpected(url.error());
    static const auto server = std::make_shared<PostgresServer>(*url);
    const QFileInfo file(path);
    const auto hash = QCryptographicHash::hash(file.absolutePath().toUtf8(), QCryptographicHash::Sha256).toHex();
    auto opened = server->openStore(
        {QStringLiteral("test-") + QString::fromLatin1(hash.left(10)), file.absolutePath(), file.completeBaseName()},
        schema, options);
    if (!opened)
        qWarning().noquote() << opened.error().toText();
    return opened;
}

} // namespace consultantos::test
