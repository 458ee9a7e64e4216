// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "model/job.h"
#include "model/progress.h"
#include "model/report.h"
#include "storage/job_repository.h"

#include <QFuture>
#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace consultantos {

/// Begins an analysis.
using AnalyseJob =
    std::function<QFuture<Result<Report>>(const AnalysisRequest &, const CancellationToken &, ProgressSink)>;

/// What somebody orders.
struct JobOrder {
    AnalysisRequest request;
    QString caller;         ///< the user, or the name of the token
    QString idempotencyKey; ///< the caller's own; empty: none
    JobPriority priority = JobPriority::Normal;
};

/// Who runs the analyses that are ordered from the API: this process, or a team's workers. Thread-safe. submit(), find(),
/// list(), cancel(), resume() and listen() wait for stores: not from a server's thread.
class JobBackend {
public:
    /// What happens to a job, in order: each agent's events, at last its end with state and report.
    using Listener = std::function<void(const Job &job, const AgentEvent *event)>;
    struct Load {
        int running = 0;
        int waiting = 0;
        int workers = 0;         ///< of a team; those of this process aren't counted
        bool isReachable = true; ///< the queue answered when it was asked last
    };

    virtual ~JobBackend() = default;

    /// Orders an analysis. RateLimited, with retryAfter, if too many wait; InvalidArgument if the idempotency key was
    /// used with another request. With the same one it is the job that there is.
    [[nodiscard]] virtual Result<Job> submit(const JobOrder &order) = 0;
    /// Analyses for one who waits. `done` is called once, in another thread or this one.
    virtual void run(const JobOrder &order, const CancellationToken &cancel,
                     std::function<void(const Result<Report> &)> done) = 0;

    [[nodiscard]] virtual Result<Job> find(const QString &id) const = 0;
    [[nodiscard]] virtual Result<QList<Job>> list(int limit, int offset) const = 0;
    /// As JobRepository::page().
    [[nodiscard]] virtual Result<JobPage> page(int limit, const QString &cursor) const = 0;
    /// A job that is over stays as it is.
    [[nodiscard]] virtual Result<Job> cancel(const QString &id) = 0;
    /// Orders an interrupted, failed or cancelled job anew, under its id.
    [[nodiscard]] virtual Result<Job> resume(const QString &id) = 0;

    /// Calls the listener from now on, at first for what is known of the agents; for a job that is over only with its end.
    /// Gives what ends it; 0 if the job is over.
    [[nodiscard]] virtual Result<quint64> listen(const QString &id, Listener listener) = 0;
    virtual void endListening(const QString &id, quint64 listener) = 0;

    /// Never waits.
    [[nodiscard]] virtual Load load() const = 0;
};

/// The job that was ordered by the same caller with the same key, if there is one: see JobBackend::submit().
[[nodiscard]] Result<std::optional<Job>> jobOfSameKey(const JobRepository &jobs, const JobOrder &order);
/// A job of that order, with an id of its own, that waits.
[[nodiscard]] Job newJob(const JobOrder &order, const QDateTime &now);

} // namespace consultantos
