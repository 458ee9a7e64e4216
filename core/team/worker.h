// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/clock.h"
#include "model/report.h"
#include "storage/job_claims.h"
#include "team/job_backend.h"
#include "team/work_queue.h"

#include <chrono>
#include <functional>
#include <memory>

namespace consultantos {

class JobRepository;

struct WorkerOptions {
    QString name;        ///< no two workers of a store may have one name
    int concurrency = 2; ///< analyses at once
    int attempts = 3;    ///< how often a job is begun before it is given up
    /// How long a job may go without a sign of its worker before others take it. A third of it is the time between signs.
    std::chrono::milliseconds lease{30'000};
    /// How long a worker that ends waits for its analyses; then it hands them back.
    std::chrono::milliseconds drainLimit{60'000};
    bool isUntilEmpty = false; ///< ends once nothing waits
    int mostJobs = 0;          ///< ends after so many; 0: goes on
};

struct WorkerServices {
    std::shared_ptr<WorkQueue> queue;
    std::shared_ptr<JobRepository> jobs;
    std::shared_ptr<const Clock> clock;
    /// Begins an analysis; a report that is made anew is to have that id.
    std::function<QFuture<Result<Report>>(const AnalysisRequest &, const QString &reportId, const CancellationToken &,
                                          ProgressSink)>
        analyse;
    /// Keeps the report under its id unless there is one: ReportRepository::keep().
    std::function<Status(const Report &)> keep;
};

/// What a worker did so far.
struct WorkerFigures {
    qint64 finished = 0; ///< with any end that is this worker's
    qint64 failed = 0;   ///< of these
    qint64 dead = 0;     ///< of these: given up after so many attempts
    qint64 handedBack = 0;
    qint64 lost = 0; ///< another worker took them, as no sign of ours had reached the queue
    int running = 0;
};

/// Takes jobs from the queue, analyses, keeps reports and says how it went. A job may be begun twice (at least once), but
/// ends once: the report's id follows from the job's, and only who holds the claim writes the end. Thread-safe.
class Worker {
public:
    Worker(WorkerServices services, WorkerOptions options);
    ~Worker();
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    /// Works until `stop` is cancelled, then drains; see WorkerOptions for other ends. Queue and store may come and go
    /// meanwhile. Blocks. Once.
    void run(const CancellationToken &stop);
    [[nodiscard]] WorkerFigures figures() const;

    /// Of the report that a job makes, whoever makes it and how often.
    [[nodiscard]] static QString reportIdOf(const QString &jobId);

private:
    struct Task;
    struct Private;
    std::shared_ptr<Private> d;
};

} // namespace consultantos
