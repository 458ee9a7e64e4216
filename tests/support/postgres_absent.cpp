// SPDX-License-Identifier: GPL-3.0-or-later
// Where no test starts a server (Windows): tests of repositories run against SQLite, those against PostgreSQL are skipped.
#include "base/process_end.h"
#include "postgres_server.h"

#include <QVariant>

#include <cstdlib>

namespace consultantos::test {

ChildProcess::~ChildProcess() = default;

bool ChildProcess::isRunning()
{
    return false;
}

PostgresTestServer::PostgresTestServer(QStringList options)
    : m_options(std::move(options))
{
}

PostgresTestServer::~PostgresTestServer() = default;

bool PostgresTestServer::isInstalled()
{
    return false;
}

QString PostgresTestServer::url(const QString &, const QString &) const
{
    return {};
}

bool PostgresTestServer::execute(const QString &, const QString &)
{
    return false;
}

QVariant PostgresTestServer::value(const QString &, const QString &)
{
    return {};
}

bool PostgresTestServer::addLogin(const QString &)
{
    return false;
}

void PostgresTestServer::stop() {}

void PostgresTestServer::kill() {}

bool PostgresTestServer::start()
{
    return false;
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
    qInfo("PostgreSQL is not installed"); // CTest takes the program for skipped
    std::exit(endProcess(0));
}

} // namespace consultantos::test
