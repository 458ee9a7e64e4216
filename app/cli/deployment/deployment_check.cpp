// SPDX-License-Identifier: GPL-3.0-or-later
#include "deployment/deployment_check.h"

#include "base/paths.h"
#include "cli_services.h"
#include "storage/engagement.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

Result<DeploymentCheck> DeploymentCheck::of(const CommandLine &line, const DeploymentOptions &options)
{
    DeploymentPlace place;
    if (options.unitPath.isEmpty()) {
        place.unit = ServiceUnit::find();
    } else {
        const auto unit = ServiceUnit::read(options.unitPath);
        if (!unit)
            return tl::unexpected(unit.error());
        place.unit = *unit;
    }
    // What the service would run with is what is checked.
    auto served = line;
    if (place.unit) {
        const auto environment = place.unit->environment();
        for (auto it = environment.cbegin(); it != environment.cend(); ++it)
            served.environment.insert(it.key(), it.value());
    }
    place.dataDir = consultantos::dataDir(line.dataDir);
    const auto engagement = findEngagement(place.dataDir, line.engagement);
    place.storeFolder = engagement ? engagement->folder : place.dataDir;
    place.diagnosis = Diagnosis::of({place.dataDir, line.engagement, CliServices::environment(served)});
    if (const auto settings = Settings::load(place.dataDir, CliServices::environment(served)))
        place.settings = *settings;
    if (!place.settings.redisUrl().isEmpty())
        place.redis = RedisProbe::ask(place.settings.redisUrl());
    if (!options.server.isEmpty())
        place.server = ServerProbe::ask(options.server, place.settings);
    return DeploymentCheck{{beforeDeployment(place), afterDeployment(place), ongoingOptimisation(place),
                            deploymentSecurity(place), deploymentService(place), deploymentCapacity(place),
                            deploymentBackup(place)}};
}

int DeploymentCheck::count(DeploymentState state) const
{
    int count = 0;
    for (const auto &section : sections)
        count += static_cast<int>(std::count_if(section.items.cbegin(), section.items.cend(),
                                                [&](const DeploymentItem &item) { return item.state == state; }));
    return count;
}

std::optional<DeploymentItem> withoutServer(const DeploymentPlace &place, const DeploymentQuestion &question)
{
    if (!place.server)
        return question.byHand(
            QCoreApplication::translate("Cli", "No server was asked"),
            QCoreApplication::translate("Cli", "Start it, then: doctor --deployment --server http://127.0.0.1:8080"));
    if (place.server->failure)
        return question.failed(QCoreApplication::translate("Cli", "The server %1 doesn't answer: %2")
                                   .arg(place.server->address.toString(), place.server->failure->message),
                               QCoreApplication::translate("Cli", "Look at its log and whether it runs."));
    return std::nullopt;
}

} // namespace consultantos
