// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cache/redis/redis_link.h"
#include "model/job.h"
#include "model/progress.h"
#include "team/work_scripts.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace consultantos {

/// A job as the queue gave it to a worker.
struct WorkTicket {
    QString jobId;
    QString user;
    QByteArray stream; ///< its place there
    QByteArray entry;
};

/// What a watcher who comes late is told.
struct JobProgress {
    struct Told {
        qint64 number = 0; ///< in the order of events
        AgentEvent event;
    };
    QByteArray state; ///< "queued", "running" or that of the end; empty: the queue knows nothing of it
    QList<Told> agents;
};

/// A worker as it describes itself.
struct WorkerNote {
    QString name;
    QString host;
    qint64 pid = 0;
    int running = 0;
    int concurrency = 0;
    qint64 finished = 0; ///< since it started
    QDateTime seenAt;    ///< UTC
};

struct QueueStatus {
    int waiting = 0;
    int running = 0;
    int deadLetters = 0;
    QList<WorkerNote> workers;
};

/// The queue of one store's jobs in Redis: who waits, who works on what, and what is told of it. What a job is and how it
/// ended stands in the store (JobRepository, JobClaims); here lies nothing that can't be put together again from there.
/// Thread-safe; every call waits for Redis, at most two seconds. Errors are retryable where Redis can't be reached.
class WorkQueue {
public:
    struct Limits {
        int waiting = 5'000;
        int waitingOfUser = 1'000;
    };
    static constexpr std::chrono::seconds KeptAfterEnd{3'600}; ///< progress of a job that is over

    WorkQueue(RedisEndpoint endpoint, const QString &storeId, Limits limits);

    /// Puts a job in. RateLimited, with retryAfter, where too many wait. True if it wasn't there before.
    [[nodiscard]] Result<bool> submit(const Job &job);
    /// Likewise past the limits: a job that was promised.
    [[nodiscard]] Result<bool> submitAgain(const Job &job);
    /// What the queue says of each job; empty where it knows nothing.
    [[nodiscard]] Result<QList<QByteArray>> statesOf(const QStringList &jobIds);

    [[nodiscard]] Result<std::optional<WorkTicket>> take(const QString &worker);
    enum class Hold { Held, CancelWanted, Lost };
    /// To be called again and again while the job runs. The ticket may be another one afterwards.
    [[nodiscard]] Result<Hold> hold(const QString &worker, WorkTicket &ticket);
    /// Tells watchers the end and takes the job out. False if another worker has it by now.
    [[nodiscard]] Result<bool> complete(const QString &worker, const WorkTicket &ticket, const Job &job);
    [[nodiscard]] Result<bool> handBack(const QString &worker, const WorkTicket &ticket);
    /// Gives back what no worker has held for so long; says which jobs.
    [[nodiscard]] Result<QStringList> reclaim(std::chrono::milliseconds idle);

    /// `ended` is the job as it is if it was still waiting.
    [[nodiscard]] Status cancel(const Job &ended);
    [[nodiscard]] Status tell(const QString &jobId, const QList<AgentEvent> &events);
    [[nodiscard]] Result<JobProgress> progressOf(const QString &jobId);

    /// The newest thousand are kept.
    [[nodiscard]] Status noteDead(const Job &job, int attempts, const QString &worker);
    [[nodiscard]] Status noteWorker(const WorkerNote &note);
    [[nodiscard]] Status forgetWorker(const QString &name);
    /// Workers that haven't been seen for a minute are left out.
    [[nodiscard]] Result<QueueStatus> status(const QDateTime &now);

    [[nodiscard]] const RedisEndpoint &endpoint() const { return m_endpoint; }
    [[nodiscard]] QByteArray key(const char *name) const { return m_prefix + name; }

private:
    [[nodiscard]] Result<RedisReply> run(const RedisScript &script, const QByteArrayList &arguments);
    [[nodiscard]] Result<std::vector<RedisReply>> ask(const QList<QByteArrayList> &commands);
    [[nodiscard]] Result<bool> put(const Job &job, Limits limits);
    [[nodiscard]] Error away() const;

    RedisEndpoint m_endpoint;
    QByteArray m_prefix;
    Limits m_limits;
    RedisLink m_link;
};

} // namespace consultantos
