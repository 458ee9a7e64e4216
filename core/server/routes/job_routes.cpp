// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"
#include "server/api/problem.h"
#include "server/routes/job_json.h"
#include "server/routes/routes.h"

#include <QCoreApplication>

namespace consultantos {
namespace {

using JobAction = std::function<Result<Job>(JobBackend &jobs, const QString &id)>;

/// An action that a user may take on his own jobs alone, unless he is an admin.
std::function<void(ApiCall)> onOwnJob(const std::shared_ptr<RouteContext> &context, const JobAction &action)
{
    return [context, action](const ApiCall &call) {
        workFor(context, context->pool, call, [context, action, call] {
            const auto id = call.parameters.value(QStringLiteral("id"));
            auto job = context->jobs.find(id);
            const auto &caller = call.caller;
            if (job && caller.isUser && job->caller != caller.name && !caller.scopes.testFlag(AccessScope::Admin))
                job = fail(ErrorCode::Denied, QCoreApplication::translate("Server", "This job is another user's."));
            else if (job)
                job = action(context->jobs, id);
            reply(call, job ? jsonResponse(200, toJson(*job)).with("Cache-Control", "no-store") : problem(job.error()));
        });
    };
}

/// Does something with the job that the path names and answers with it.
std::function<void(ApiCall)> onJob(const std::shared_ptr<RouteContext> &context, const JobAction &action)
{
    return [context, action](const ApiCall &call) {
        workFor(context, context->pool, call, [context, action, call] {
            const auto job = action(context->jobs, call.parameters.value(QStringLiteral("id")));
            reply(call, job ? jsonResponse(200, toJson(*job)).with("Cache-Control", "no-store") : problem(job.error()));
        });
    };
}

ServerResponse listed(const JobBackend &backend, const PageAsked &asked)
{
    // By offset the list is as it always was.
    const auto page = asked.offset > 0 ? backend.list(asked.limit, asked.offset).map([](const QList<Job> &jobs) {
        return JobPage{jobs, {}};
    })
                                       : backend.page(asked.limit, asked.cursor);
    if (!page)
        return problem(page.error());
    return pageResponse({{QStringLiteral("jobs"), json::fromList(page->jobs)}},
                        QStringLiteral("/jobs?limit=%1").arg(asked.limit), page->cursor)
        .with("Cache-Control", "no-store");
}

void listJobs(const std::shared_ptr<RouteContext> &context, const ApiCall &call)
{
    const auto asked = pageAsked(call.request);
    if (!asked)
        return reply(call, problem(asked.error()));
    workFor(context, context->pool, call,
            [context, call, asked = *asked] { reply(call, listed(context->jobs, asked)); });
}

} // namespace

QJsonObject toJson(const Job &job)
{
    const auto text = [](const QString &value) { return value.isEmpty() ? QJsonValue() : QJsonValue(value); };
    return {{QStringLiteral("job_id"), job.id},
            {QStringLiteral("status"), jobStateName(job.state)},
            {QStringLiteral("company"), job.request.company},
            {QStringLiteral("created_at"), timeText(job.createdAt)},
            {QStringLiteral("started_at"), timeText(job.startedAt)},
            {QStringLiteral("finished_at"), timeText(job.finishedAt)},
            {QStringLiteral("report_id"), text(job.reportId)},
            {QStringLiteral("report_url"),
             text(job.reportId.isEmpty() ? QString() : QStringLiteral("/reports/") + job.reportId)},
            {QStringLiteral("error"), text(job.error)}};
}

QJsonObject toJson(const AgentEvent &event)
{
    return {{QStringLiteral("agent"), event.agent},
            {QStringLiteral("state"), agentStateName(event.state)},
            {QStringLiteral("fraction"), event.fraction},
            {QStringLiteral("activity"), event.activity},
            {QStringLiteral("elapsed_s"), event.elapsedS}};
}

void addJobRoutes(Router &router, const std::shared_ptr<RouteContext> &context)
{
    const auto find = [](JobBackend &jobs, const QString &id) { return jobs.find(id); };
    router.add({"GET", QStringLiteral("/jobs"), AccessScope::Read,
                [context](const ApiCall &call) { listJobs(context, call); }});
    router.add({"GET", QStringLiteral("/jobs/{id}"), AccessScope::Read, onJob(context, find)});
    router.add({"GET", QStringLiteral("/jobs/{id}/status"), AccessScope::Read, onJob(context, find)});
    router.add({"POST", QStringLiteral("/jobs/{id}/cancel"), AccessScope::Run,
                onOwnJob(context, [](JobBackend &jobs, const QString &id) { return jobs.cancel(id); })});
    router.add({"POST", QStringLiteral("/jobs/{id}/resume"), AccessScope::Run,
                onOwnJob(context, [](JobBackend &jobs, const QString &id) { return jobs.resume(id); })});
}

} // namespace consultantos
