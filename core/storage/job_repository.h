// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "model/job.h"

#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace consultantos {

class Database;
class ProgramMetrics;
struct DatabaseSchema;
struct StorePlace;

struct JobPage {
    QList<Job> jobs;
    QString cursor; ///< for the next page; empty: this is the last one
};

/// The jobs of one engagement. Thread-safe; every call does I/O, never from the window's thread.
class JobRepository {
public:
    explicit JobRepository(std::shared_ptr<Database> database);
    /// Of the engagement whose stores are there. `notice` is told what the user must know of the file.
    [[nodiscard]] static Result<std::shared_ptr<JobRepository>> open(const StorePlace &place,
                                                                     const std::shared_ptr<const Clock> &clock,
                                                                     std::shared_ptr<ProgramMetrics> metrics,
                                                                     std::optional<Error> *notice);
    [[nodiscard]] static DatabaseSchema schema();

    /// A job of the same id is replaced. InvalidArgument if another one has its caller's idempotency key.
    [[nodiscard]] Status save(const Job &job);
    [[nodiscard]] Result<Job> find(const QString &id) const;
    /// NotFound if there is none.
    [[nodiscard]] Result<Job> findByKey(const QString &caller, const QString &idempotencyKey) const;
    /// The newest first.
    [[nodiscard]] Result<QList<Job>> list(int limit, int offset = 0) const;
    /// The next `limit` jobs, at least one, after a page's cursor, empty for the first page: each costs the same wherever
    /// it is, and none is seen twice because others came meanwhile. InvalidArgument for what is no cursor.
    [[nodiscard]] Result<JobPage> page(int limit, const QString &cursor) const;
    /// What was queued or running when the program ended becomes Interrupted; says how many. At the program's start.
    [[nodiscard]] Result<int> interruptAll(const QDateTime &now);
    /// Forgets jobs that ended before that.
    [[nodiscard]] Status removeOlderThan(const QDateTime &finishedBefore);

    [[nodiscard]] const std::shared_ptr<Database> &database() const { return m_database; }

private:
    std::shared_ptr<Database> m_database;
};

} // namespace consultantos
