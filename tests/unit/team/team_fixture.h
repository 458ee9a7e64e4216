// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "redis_server.h"

#include "base/clock.h"
#include "storage/job_claims.h"
#include "storage/job_repository.h"
#include "team/work_queue.h"
#include "team/worker.h"

#include <QTemporaryDir>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace consultantos::test {

/// Until the condition holds, for a minute at most; whether it does.
[[nodiscard]] bool eventually(const std::function<bool()> &condition);

/// A store and a queue of one's own, both real.
class Team {
public:
    /// Options of the Redis server; of the queue.
    explicit Team(const QStringList &redisOptions = {}, WorkQueue::Limits limits = {});

    /// Another process's queue and store: nothing in memory is shared.
    [[nodiscard]] std::shared_ptr<WorkQueue> anotherQueue(int port = 0) const;
    /// A job in the store; not in the queue.
    [[nodiscard]] Job store(const QString &user, JobPriority priority = JobPriority::Normal) const;
    /// In both.
    [[nodiscard]] Job order(const QString &user, JobPriority priority = JobPriority::Normal) const;
    [[nodiscard]] JobState stateOf(const QString &id) const;

    RedisServer redis;
    QTemporaryDir folder;
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    std::shared_ptr<JobRepository> jobs;
    std::unique_ptr<JobClaims> claims;
    std::shared_ptr<WorkQueue> queue;
};

/// Stands for the library: how often each report was written.
class Library {
public:
    Status keep(const Report &report);
    [[nodiscard]] std::map<QString, int> written() const;

private:
    mutable std::mutex m_mutex;
    std::map<QString, int> m_written;
};

/// Analyses that end when they are told to, or by themselves at once.
class Analyst {
public:
    [[nodiscard]] QFuture<Result<Report>> analyse(const AnalysisRequest &request, const QString &reportId,
                                                  const CancellationToken &cancel, const ProgressSink &progress);
    ~Analyst();

    std::atomic<bool> isHeld = false; ///< they wait for that, or for being cancelled
    std::atomic<int> begun = 0;
    std::function<Result<Report>(const AnalysisRequest &request, Report made)> outcome;

private:
    std::mutex m_mutex;
    std::vector<std::thread> m_threads;
};

/// A worker in a thread of its own.
class RunningWorker {
public:
    RunningWorker(const Team &team, Analyst &analyst, Library &library, WorkerOptions options,
                  std::shared_ptr<WorkQueue> queue = nullptr);
    ~RunningWorker();
    RunningWorker(const RunningWorker &) = delete;
    RunningWorker &operator=(const RunningWorker &) = delete;

    void stop();
    [[nodiscard]] WorkerFigures figures() const { return m_worker.figures(); }

private:
    Worker m_worker;
    CancellationSource m_stop;
    std::thread m_thread;
};

[[nodiscard]] WorkerOptions quickOptions(const QString &name);

} // namespace consultantos::test
