// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "storage/job_claims.h"
#include "team/job_backend.h"
#include "team/work_queue.h"

#include <memory>

namespace consultantos {

class JobRepository;
class ReportRepository;

struct TeamJobsServices {
    std::shared_ptr<WorkQueue> queue;
    std::shared_ptr<JobRepository> jobs;
    std::shared_ptr<ReportRepository> reports;
    std::shared_ptr<const Clock> clock;
};

/// Jobs that a team's workers do. A job is promised once the store and the queue have it; where the queue can't be reached,
/// nothing is promised, and the error is retryable. Several servers may order from the same store.
class TeamJobs final : public JobBackend {
public:
    explicit TeamJobs(TeamJobsServices services);
    /// Jobs go on; who waits for one by run() is told that the server stops, and these are cancelled.
    ~TeamJobs() override;

    [[nodiscard]] Result<Job> submit(const JobOrder &order) override;
    void run(const JobOrder &order, const CancellationToken &cancel,
             std::function<void(const Result<Report> &)> done) override;
    [[nodiscard]] Result<Job> find(const QString &id) const override;
    [[nodiscard]] Result<QList<Job>> list(int limit, int offset) const override;
    [[nodiscard]] Result<JobPage> page(int limit, const QString &cursor) const override;
    [[nodiscard]] Result<Job> cancel(const QString &id) override;
    [[nodiscard]] Result<Job> resume(const QString &id) override;
    [[nodiscard]] Result<quint64> listen(const QString &id, Listener listener) override;
    void endListening(const QString &id, quint64 listener) override;
    /// As it was a moment ago.
    [[nodiscard]] Load load() const override;

private:
    class Watcher;
    struct Wait;
    struct Private;
    std::shared_ptr<Private> d;
};

} // namespace consultantos
