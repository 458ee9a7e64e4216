// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command_line.h"
#include "deployment/deployment_item.h"
#include "deployment/redis_probe.h"
#include "deployment/server_probe.h"
#include "deployment/service_unit.h"
#include "diagnosis/diagnosis.h"

#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

namespace consultantos {

struct DeploymentOptions {
    QUrl server;      ///< of a running one; empty: none is asked
    QString unitPath; ///< empty: where systemd looks
};

/// What the checklists look at, each gathered once.
struct DeploymentPlace {
    QString dataDir;
    QString storeFolder; ///< of the engagement
    Diagnosis diagnosis;
    Settings settings; ///< the defaults where they are wrong
    std::optional<ServerProbe> server;
    std::optional<RedisProbe> redis; ///< empty without a REDIS_URL
    std::optional<ServiceUnit> unit;
};

/// The reference's checklists (before and after deployment, ongoing) and ours: security, service, capacity, backup. Changes
/// nothing; what is not there yet isn't made. Waits for the server and Redis.
struct DeploymentCheck {
    QList<DeploymentSection> sections;

    /// An error is an option that can't be used: a unit file that can't be read.
    [[nodiscard]] static Result<DeploymentCheck> of(const CommandLine &line, const DeploymentOptions &options);
    [[nodiscard]] int count(DeploymentState state) const;
    [[nodiscard]] bool isPassed() const { return count(DeploymentState::Failed) == 0; }
};

// Each section is a function of its own, in deployment_before.cpp, deployment_after.cpp and so on.
[[nodiscard]] DeploymentSection beforeDeployment(const DeploymentPlace &place);
[[nodiscard]] DeploymentSection afterDeployment(const DeploymentPlace &place);
[[nodiscard]] DeploymentSection ongoingOptimisation(const DeploymentPlace &place);
[[nodiscard]] DeploymentSection deploymentSecurity(const DeploymentPlace &place);
[[nodiscard]] DeploymentSection deploymentService(const DeploymentPlace &place);
[[nodiscard]] DeploymentSection deploymentCapacity(const DeploymentPlace &place);
[[nodiscard]] DeploymentSection deploymentBackup(const DeploymentPlace &place);

/// "Not asked: …" of items that only a running server can answer; empty if it can be asked.
[[nodiscard]] std::optional<DeploymentItem> withoutServer(const DeploymentPlace &place,
                                                          const DeploymentQuestion &question);

} // namespace consultantos
