// SPDX-License-Identifier: GPL-3.0-or-later
#include "team.h"

#include "storage/job_claims.h"
#include "storage/job_repository.h"
#include "storage/postgres/postgres_server.h"
#include "team/team_jobs.h"

#include <QCoreApplication>

namespace consultantos {
namespace {

/// The login of the team's store, or this computer's: fairness among users, and whose job it is, go by it.
QString userOf(const Storage &storage, const QProcessEnvironment &environment)
{
    if (storage.place.server && !storage.place.server->url().user.isEmpty())
        return storage.place.server->url().user;
    for (const auto *name : {"USER", "LOGNAME", "USERNAME"}) {
        if (const auto user = environment.value(QLatin1String(name)); !user.isEmpty())
            return user;
    }
    return QStringLiteral("window");
}

Result<TeamJobsServices> partsOf(const AppServices &services, const Storage &storage, const Settings &settings)
{
    if (settings.redisUrl().isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Cli", "A team's work queue needs a Redis server, and redis_url is "
                                                       "empty."),
                    QCoreApplication::translate("Engine", "Until it is set this program analyses by itself."));
    auto endpoint = RedisEndpoint::parse(settings.redisUrl());
    if (!endpoint)
        return tl::unexpected(endpoint.error());
    std::optional<Error> notice;
    const auto jobs = JobRepository::open(storage.place, services.clock, services.metrics, &notice);
    if (!jobs)
        return tl::unexpected(jobs.error());
    const auto store = JobClaims(**jobs).storeId();
    if (!store)
        return tl::unexpected(store.error());
    auto queue = std::make_shared<WorkQueue>(*std::move(endpoint), *store, WorkQueue::Limits());
    return TeamJobsServices{std::move(queue), *jobs, storage.reports, services.clock};
}

} // namespace

void addTeam(AppServices &services, const Storage &storage, const Settings &settings)
{
    if (!settings.isWorkShared())
        return;
    auto parts = partsOf(services, storage, settings);
    if (!parts) {
        services.notices.append(parts.error());
        return;
    }
    services.teamUser = userOf(storage, QProcessEnvironment::systemEnvironment());
    services.team = std::make_shared<TeamJobs>(*parts);
    services.teamParts = std::make_shared<TeamJobsServices>(*std::move(parts));
}

} // namespace consultantos
