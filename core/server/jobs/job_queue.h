// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/clock.h"
#include "base/result.h"
#include "model/job.h"
#include "model/progress.h"
#include "model/report.h"
#include "storage/job_repository.h"

#include <QFuture>
#include <QHash>
#include <QList>

#include <deque>
#include <functional>
#include <memory>
#include <mutex>

namespace consultantos {

/// Runs analyses in the order in which they came, a few at once, and remembers those that were ordered as jobs, also over
/// the program's end. Thread-safe. submit(), cancel() and resume() write to the store: not from a server's thread.
class JobQueue {
public:
    using Analyse =
        std::function<QFuture<Result<Report>>(const AnalysisRequest &, const CancellationToken &, ProgressSink)>;
    /// Keeps the report; called in the thread that made it. An analysis whose report can't be kept has failed.
    using Keep = std::function<Status(const Report &)>;
    struct Limits {
        int running = 4;
        int waiting = 200;
    };
    /// What happens to a job, in order: each agent's events, at last its end with state and report.
    using Listener = std::function<void(const Job &job, const AgentEvent *event)>;

    JobQueue(std::shared_ptr<JobRepository> jobs, Analyse analyse, Keep keep, std::shared_ptr<const Clock> clock,
             Limits limits);
    /// Cancels what runs and waits for it. What waits is Interrupted.
    ~JobQueue();
    JobQueue(const JobQueue &) = delete;
    JobQueue &operator=(const JobQueue &) = delete;

    /// Orders an analysis. RateLimited, with retryAfter, if too many wait; InvalidArgument if the idempotency key was
    /// used with another request. With the same one it is the job that there is.
    [[nodiscard]] Result<Job> submit(const AnalysisRequest &request, const QString &caller,
                                     const QString &idempotencyKey);
    /// Analyses for one who waits; nothing is remembered of it. `done` is called once, in another thread or this one.
    void run(const AnalysisRequest &request, const CancellationToken &cancel,
             std::function<void(const Result<Report> &)> done);

    [[nodiscard]] Result<Job> find(const QString &id) const;
    [[nodiscard]] Result<QList<Job>> list(int limit, int offset) const;
    /// A job that is over stays as it is.
    [[nodiscard]] Result<Job> cancel(const QString &id);
    /// Orders an interrupted, failed or cancelled job anew, under its id.
    [[nodiscard]] Result<Job> resume(const QString &id);

    /// Calls the listener from now on, at first for what is known of the agents; for a job that is over only with its end.
    /// Gives what ends it; 0 if the job is over.
    [[nodiscard]] Result<quint64> listen(const QString &id, Listener listener);
    void endListening(const QString &id, quint64 listener);

    struct Load {
        int running = 0;
        int waiting = 0;
    };
    [[nodiscard]] Load load() const;

private:
    struct Work;
    struct Private;
    std::shared_ptr<Private> d;
};

} // namespace consultantos
