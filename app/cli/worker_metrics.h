// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "metrics/program_metrics.h"
#include "team/worker.h"

#include <QList>
#include <QString>

#include <memory>

namespace consultantos {

class HttpServer;

[[nodiscard]] QList<FamilySnapshot> workerFamilies(const WorkerFigures &figures);
/// How the queue stands, whichever worker asks: one of them is enough to see it.
[[nodiscard]] QList<FamilySnapshot> queueFamilies(const Result<QueueStatus> &status);

/// What Prometheus and a supervisor ask a worker: /metrics and /health, on the loopback interface, without a token. /health
/// is 503 while the queue can't be reached. The worker must outlive it.
class WorkerMetrics {
public:
    [[nodiscard]] static Result<std::unique_ptr<WorkerMetrics>> start(quint16 port, const Worker &worker,
                                                                      std::shared_ptr<WorkQueue> queue,
                                                                      std::shared_ptr<ProgramMetrics> metrics);
    ~WorkerMetrics();
    WorkerMetrics(const WorkerMetrics &) = delete;
    WorkerMetrics &operator=(const WorkerMetrics &) = delete;

    [[nodiscard]] QString url() const;

private:
    struct Private;
    explicit WorkerMetrics(std::unique_ptr<Private> parts);
    std::unique_ptr<Private> d;
};

} // namespace consultantos
