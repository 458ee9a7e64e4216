// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "storage/job_repository.h"
#include "team/job_backend.h"

#include <QList>

#include <deque>
#include <functional>
#include <memory>
#include <mutex>

namespace consultantos {

/// Runs analyses in the order in which they came, a few at once, and remembers those that were ordered as jobs, also over
/// the program's end. Priorities are for teams: here the order is that of coming. Thread-safe.
class JobQueue final : public JobBackend {
public:
    /// Keeps the report; called in the thread that made it. An analysis whose report can't be kept has failed.
    using Keep = std::function<Status(const Report &)>;
    struct Limits {
        int running = 4;
        int waiting = 200;
    };

    JobQueue(std::shared_ptr<JobRepository> jobs, AnalyseJob analyse, Keep keep, std::shared_ptr<const Clock> clock,
             Limits limits);
    /// Cancels what runs and waits for it. What waits is Interrupted.
    ~JobQueue() override;
    JobQueue(const JobQueue &) = delete;
    JobQueue &operator=(const JobQueue &) = delete;

    [[nodiscard]] Result<Job> submit(const JobOrder &order) override;
    /// Nothing is remembered of it.
    void run(const JobOrder &order, const CancellationToken &cancel,
             std::function<void(const Result<Report> &)> done) override;
    [[nodiscard]] Result<Job> find(const QString &id) const override;
    [[nodiscard]] Result<QList<Job>> list(int limit, int offset) const override;
    [[nodiscard]] Result<JobPage> page(int limit, const QString &cursor) const override;
    [[nodiscard]] Result<Job> cancel(const QString &id) override;
    [[nodiscard]] Result<Job> resume(const QString &id) override;
    [[nodiscard]] Result<quint64> listen(const QString &id, Listener listener) override;
    void endListening(const QString &id, quint64 listener) override;
    [[nodiscard]] Load load() const override;

private:
    struct Work;
    struct Private;
    std::shared_ptr<Private> d;
};

} // namespace consultantos
