// SPDX-License-Identifier: GPL-3.0-or-later
#include "team/job_backend.h"

#include "storage/job_repository.h"

#include <QCoreApplication>
#include <QUuid>

namespace consultantos {

Result<std::optional<Job>> jobOfSameKey(const JobRepository &jobs, const JobOrder &order)
{
    if (order.idempotencyKey.isEmpty())
        return std::optional<Job>();
    const auto known = jobs.findByKey(order.caller, order.idempotencyKey);
    if (known && known->request == order.request)
        return std::optional(*known);
    if (known)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Server", "This idempotency key was used with another request."),
                    QCoreApplication::translate("Server", "Use a new key for a new request."));
    if (known.error().code != ErrorCode::NotFound)
        return tl::unexpected(known.error());
    return std::optional<Job>();
}

Job newJob(const JobOrder &order, const QDateTime &now)
{
    Job job;
    job.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    job.request = order.request;
    job.caller = order.caller;
    job.idempotencyKey = order.idempotencyKey;
    job.priority = order.priority;
    job.createdAt = now;
    return job;
}

} // namespace consultantos
