// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "storage/database.h"
#include "storage/postgres/postgres_connection.h"
#include "storage/postgres/postgres_setup.h"
#include "storage/postgres/postgres_url.h"

#include <QHash>
#include <QMutex>
#include <QWaitCondition>

#include <atomic>
#include <chrono>
#include <memory>
#include <vector>

namespace consultantos {

class ChangeListener;
struct FamilySnapshot;

/// How the connections of a process to a server are used.
struct PostgresPoolFigures {
    int open = 0;
    int idle = 0;
    int limit = 0;
    qint64 leases = 0;
    qint64 waits = 0;                    ///< leases that found all connections lent
    qint64 waitsInVain = 0;              ///< of these, the ones that got none in time
    std::chrono::microseconds waited{0}; ///< by all of them
    std::chrono::microseconds longestWait{0};
};

/// A PostgreSQL server with a database for stores of ours, and the connections that all of them share. Thread-safe; must
/// be held by a shared_ptr.
class PostgresServer : public std::enable_shared_from_this<PostgresServer> {
public:
    /// Connects nothing yet. `person`: for whom a service's login speaks, see docs/team.md; empty: for itself.
    explicit PostgresServer(PostgresUrl url, QString person = {});
    ~PostgresServer();
    PostgresServer(const PostgresServer &) = delete;
    PostgresServer &operator=(const PostgresServer &) = delete;

    [[nodiscard]] const PostgresUrl &url() const { return m_url; }

    /// The store, made or brought up to date if needed. Denied if the login has no right to the engagement; one that may
    /// only read opens read-only, with a notice.
    [[nodiscard]] Result<std::shared_ptr<Database>> openStore(const PostgresStoreName &name,
                                                              const DatabaseSchema &schema,
                                                              const DatabaseOptions &options = {});
    /// From here on lists that are kept of its stores are let go as soon as another process writes. For programs that run
    /// on: it takes a connection and a thread.
    void beginListening();
    [[nodiscard]] bool isListening() const;
    /// Whether it answers and lets us in, by a statement.
    [[nodiscard]] Status check();
    [[nodiscard]] PostgresPoolFigures figures() const;

    /// Until the last copy of the pointer goes the calling thread speaks for `person`, as a service that knows its users by
    /// itself; a thread does so for one at a time, and what it has leased before isn't changed. Denied, and nothing is
    /// set, if the person has no right to read the engagement or, with `writes`, to change it. See docs/team.md.
    [[nodiscard]] Result<std::shared_ptr<void>> speakFor(const QString &person, const QString &engagement, bool writes);

    /// A connection until the last copy of the pointer goes. Waits while all are lent, up to the time a lock is waited
    /// for, then Busy.
    [[nodiscard]] Result<std::shared_ptr<Connection>> lease(const ConnectionOptions &options, const QString &schema);

private:
    [[nodiscard]] Result<std::unique_ptr<PostgresConnection>> take(const PostgresUse &use);
    void giveBack(std::unique_ptr<PostgresConnection> connection);
    void letGo(const QString &schema);

    /// Lists kept of a store, and under which name.
    struct KeptLists {
        std::weak_ptr<QueryCache> queries;
        QString place;
    };

    PostgresUrl m_url;
    QString m_person;
    QHash<Qt::HANDLE, QString> m_persons; ///< by thread: for whom it speaks now
    mutable QMutex m_mutex;
    QWaitCondition m_returned;
    std::vector<std::unique_ptr<PostgresConnection>> m_idle; ///< the one returned last at the end
    int m_open = 0;                                          ///< idle, lent or being opened
    PostgresPoolFigures m_figures;
    std::atomic<bool> m_isMeasured = false;
    mutable QMutex m_keptMutex;
    QMultiHash<QString, KeptLists> m_kept; ///< by schema
    std::unique_ptr<ChangeListener> m_listener;
};

/// How the pool is used, for Prometheus.
[[nodiscard]] QList<FamilySnapshot> familiesOf(const PostgresPoolFigures &figures);

} // namespace consultantos
