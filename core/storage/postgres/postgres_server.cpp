// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/postgres/postgres_server.h"

#include "metrics/program_metrics.h"
#include "storage/collections/query_cache.h"
#include "storage/postgres/change_listener.h"
#include "storage/postgres/postgres_store.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QThread>

#include <algorithm>

namespace consultantos {

PostgresServer::PostgresServer(PostgresUrl url, QString person)
    : m_url(std::move(url))
    , m_person(std::move(person))
{
    m_figures.limit = m_url.pool;
}

PostgresServer::~PostgresServer()
{
    m_listener.reset(); // which calls this
}

Result<std::shared_ptr<Database>> PostgresServer::openStore(const PostgresStoreName &name, const DatabaseSchema &schema,
                                                            const DatabaseOptions &options)
{
    auto store = PostgresStore::open(shared_from_this(), name, schema, options);
    if (!store)
        return tl::unexpected(store.error());
    if (options.metrics && !m_isMeasured.exchange(true))
        options.metrics->addSource([server = weak_from_this()] {
            const auto open = server.lock();
            return open ? familiesOf(open->figures()) : QList<FamilySnapshot>();
        });
    auto database = std::make_shared<Database>(std::move(*store), schema, options);
    if (options.queries) {
        const QMutexLocker lock(&m_keptMutex);
        m_kept.removeIf([](const auto &entry) { return entry.value().queries.expired(); });
        m_kept.insert(name.schema(), {options.queries, database->path()});
    }
    return database;
}

void PostgresServer::beginListening()
{
    const QMutexLocker lock(&m_keptMutex);
    // What it misses while the connection is lost stays in memory a while longer, and is served no more.
    if (!m_listener)
        m_listener = std::make_unique<ChangeListener>(m_url, QStringList(),
                                                      [this](const QString &schema, qint64) { letGo(schema); });
}

bool PostgresServer::isListening() const
{
    const QMutexLocker lock(&m_keptMutex);
    return m_listener && m_listener->isListening();
}

void PostgresServer::letGo(const QString &schema)
{
    const QMutexLocker lock(&m_keptMutex);
    for (auto [kept, end] = m_kept.equal_range(schema); kept != end; ++kept) {
        if (const auto queries = kept->queries.lock())
            queries->drop(kept->place);
    }
}

Status PostgresServer::check()
{
    ConnectionOptions options;
    options.title = QCoreApplication::translate("storage", "The team store");
    options.path = m_url.text();
    return lease(options, QStringLiteral("consultantos")).and_then([](const std::shared_ptr<Connection> &connection) {
        return connection->scalar(QStringLiteral("SELECT 1")).map([](const QVariant &) {});
    });
}

PostgresPoolFigures PostgresServer::figures() const
{
    const QMutexLocker lock(&m_mutex);
    auto figures = m_figures;
    figures.open = m_open;
    figures.idle = int(m_idle.size());
    return figures;
}

Result<std::unique_ptr<PostgresConnection>> PostgresServer::take(const PostgresUse &use)
{
    std::unique_ptr<PostgresConnection> idle;
    {
        QMutexLocker lock(&m_mutex);
        ++m_figures.leases;
        const auto began = std::chrono::steady_clock::now();
        const QDeadlineTimer deadline(m_url.lockTimeout);
        bool isWaiting = false;
        bool isInVain = false;
        while (!isInVain && m_idle.empty() && m_open >= m_url.pool) {
            isWaiting = true;
            isInVain = !m_returned.wait(&m_mutex, deadline);
        }
        if (isWaiting) {
            const auto waited =
                std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
            ++m_figures.waits;
            m_figures.waited += waited;
            m_figures.longestWait = std::max(m_figures.longestWait, waited);
        }
        if (isInVain) {
            ++m_figures.waitsInVain;
            return fail(ErrorCode::Busy,
                        QCoreApplication::translate("storage", "%1 can't be used: all connections to the team store "
                                                               "are taken.")
                            .arg(use.options.title),
                        QCoreApplication::translate("storage", "Try again in a moment, or give the address a larger "
                                                               "pool than %1.")
                            .arg(m_url.pool),
                        true);
        }
        if (!m_idle.empty()) {
            // One that was used for the same store needs no turning.
            const auto same = std::find_if(m_idle.rbegin(), m_idle.rend(),
                                           [&](const auto &connection) { return connection->schema() == use.schema; });
            const auto chosen = same == m_idle.rend() ? m_idle.end() - 1 : std::prev(same.base());
            idle = std::move(*chosen);
            m_idle.erase(chosen);
        } else {
            ++m_open;
        }
    }
    if (idle) {
        if (auto taken = idle->takeOver(use); !taken) {
            giveBack(std::move(idle));
            return tl::unexpected(taken.error());
        }
        return idle;
    }
    auto opened = PostgresConnection::open(m_url, use);
    if (!opened) {
        const QMutexLocker lock(&m_mutex);
        --m_open;
        m_returned.wakeOne();
    }
    return opened;
}

void PostgresServer::giveBack(std::unique_ptr<PostgresConnection> connection)
{
    connection->handBack();
    const QMutexLocker lock(&m_mutex);
    m_idle.push_back(std::move(connection));
    m_returned.wakeOne();
}

Result<std::shared_ptr<void>> PostgresServer::speakFor(const QString &person, const QString &engagement, bool writes)
{
    const auto thread = QThread::currentThreadId();
    {
        const QMutexLocker lock(&m_mutex);
        m_persons.insert(thread, person);
    }
    std::shared_ptr<void> until(nullptr, [self = shared_from_this(), thread](void *) {
        const QMutexLocker lock(&self->m_mutex);
        self->m_persons.remove(thread);
    });
    ConnectionOptions options;
    options.title = QCoreApplication::translate("storage", "The team store");
    options.path = m_url.text();
    const auto allowed =
        lease(options, QStringLiteral("consultantos")).and_then([&](const std::shared_ptr<Connection> &connection) {
            return connection->scalar(QStringLiteral("SELECT consultantos.may(?, ?)"),
                                      {engagement, writes ? QStringLiteral("editor") : QStringLiteral("reader")});
        });
    if (!allowed)
        return tl::unexpected(allowed.error());
    if (allowed->toBool())
        return until;
    return fail(
        ErrorCode::Denied,
        writes
            ? QCoreApplication::translate("storage", "%1 may not change this engagement of the team store.").arg(person)
            : QCoreApplication::translate("storage", "%1 has no right to this engagement of the team store.")
                  .arg(person),
        QCoreApplication::translate("storage", "Ask its owner for one; nothing was read or changed."));
}

Result<std::shared_ptr<Connection>> PostgresServer::lease(const ConnectionOptions &options, const QString &schema)
{
    const auto person = [this] {
        const QMutexLocker lock(&m_mutex);
        return m_persons.value(QThread::currentThreadId(), m_person);
    }();
    auto taken = take({options, schema, person});
    if (!taken)
        return tl::unexpected(taken.error());
    return std::shared_ptr<Connection>(taken->release(), [self = shared_from_this()](Connection *connection) {
        self->giveBack(std::unique_ptr<PostgresConnection>(static_cast<PostgresConnection *>(connection)));
    });
}

QList<FamilySnapshot> familiesOf(const PostgresPoolFigures &figures)
{
    FamilySnapshot connections;
    connections.name = "consultantos_db_pool_connections";
    connections.help = "Connections of this process to the team store; limit is how many it may have.";
    connections.kind = MetricKind::Gauge;
    connections.labelNames = {"state"};
    const auto add = [&connections](const char *state, int count) {
        connections.series.append({{state}, static_cast<double>(count), {}, 0, 0});
    };
    add("idle", figures.idle);
    add("lent", figures.open - figures.idle);
    add("limit", figures.limit);
    const auto total = [](const char *name, const char *help, double value) {
        FamilySnapshot family;
        family.name = name;
        family.help = help;
        family.kind = MetricKind::Counter;
        family.series.append({{}, value, {}, 0, 0});
        return family;
    };
    return {connections,
            total("consultantos_db_pool_leases_total", "Connections of the team store that were asked for.",
                  static_cast<double>(figures.leases)),
            total("consultantos_db_pool_waits_total", "Of these, the ones that found all lent.",
                  static_cast<double>(figures.waits)),
            total("consultantos_db_pool_timeouts_total", "Of these, the ones that got none in time.",
                  static_cast<double>(figures.waitsInVain)),
            total("consultantos_db_pool_wait_seconds_total", "How long leases waited together.",
                  std::chrono::duration<double>(figures.waited).count())};
}

} // namespace consultantos
