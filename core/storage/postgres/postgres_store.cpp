// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/postgres/postgres_store.h"

#include "storage/postgres/postgres_server.h"

#include <QCoreApplication>
#include <QThread>

namespace consultantos {

PostgresStore::PostgresStore(std::shared_ptr<PostgresServer> server, const PostgresStoreName &name,
                             const DatabaseSchema &schema, const DatabaseOptions &options)
    : m_server(std::move(server))
    , m_schema(name.schema())
{
    m_use.title = schema.title;
    m_use.path = m_server->url().text() + QLatin1Char('#') + m_schema;
    m_use.metrics = options.metrics;
    m_use.slowAfter = options.slowAfter;
    m_use.recorder = options.recorder;
}

Result<std::unique_ptr<StoreBackend>> PostgresStore::open(std::shared_ptr<PostgresServer> server,
                                                          const PostgresStoreName &name, const DatabaseSchema &schema,
                                                          const DatabaseOptions &options)
{
    auto store = std::unique_ptr<PostgresStore>(new PostgresStore(std::move(server), name, schema, options));
    const auto leased = store->connection();
    if (!leased)
        return tl::unexpected(leased.error());
    const auto &connection = static_cast<const PostgresConnection &>(**leased);
    if (auto ready = setUpStore(connection, name, schema); !ready)
        return tl::unexpected(ready.error());
    const auto rights = rightsOf(connection, name);
    if (!rights)
        return tl::unexpected(rights.error());
    if (!rights->reads)
        return fail(ErrorCode::Denied,
                    QCoreApplication::translate("storage", "You have no right to the engagement \"%1\" of the team "
                                                           "store.")
                        .arg(name.title),
                    QCoreApplication::translate("storage", "Ask its owner for one; nothing was read or changed."));
    if (!rights->writes)
        store->m_notice = Error{
            ErrorCode::ReadOnly,
            QCoreApplication::translate("storage", "%1 can't be written to: nothing will be saved.").arg(schema.title),
            QCoreApplication::translate("storage", "You may read this engagement of the team store, not change it."),
            false};
    return store;
}

Result<std::shared_ptr<Connection>> PostgresStore::connection() const
{
    const auto thread = QThread::currentThreadId();
    {
        const QMutexLocker lock(&m_mutex);
        if (auto lent = m_lent.value(thread).lock())
            return lent;
    }
    auto leased = m_server->lease(m_use, m_schema);
    if (leased) {
        const QMutexLocker lock(&m_mutex);
        m_lent.removeIf([](const auto &entry) { return entry.value().expired(); });
        m_lent.insert(thread, *leased);
    }
    return leased;
}

Status PostgresStore::checkIntegrity() const
{
    const auto leased = connection();
    if (!leased)
        return tl::unexpected(leased.error());
    auto tables = (*leased)->run(
        QStringLiteral("SELECT quote_ident(tablename) FROM pg_catalog.pg_tables WHERE schemaname = ?"), {m_schema});
    if (!tables)
        return tl::unexpected(tables.error());
    while (tables->next()) {
        const auto table = tables->value(0).toString();
        if (auto read = (*leased)->scalar(QStringLiteral("SELECT count(t) FROM %1 AS t").arg(table)); !read)
            return tl::unexpected(read.error());
    }
    return (*leased)->statusOf(*tables);
}

} // namespace consultantos
